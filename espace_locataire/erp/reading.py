"""Reading a file of an export, a few thousand rows at a time, whatever its size."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from espace_locataire.erp.faults import FaultLog
from espace_locataire.erp.format import Column, ExportFile
from espace_locataire.erp.values import Value, WrongValueError

ROWS_AT_A_TIME = 4_000
LONGEST_LINE_BYTES = 1 << 20
REMEMBERED_VALUES = 20_000

Row = tuple[Value, ...]


class _Remembered(dict[str, Value]):
    """What each value of a column became, so that a value that comes back is parsed once."""

    def __init__(self, column: Column) -> None:
        self._column = column

    def __missing__(self, value: str) -> Value:
        parsed = _parsed(self._column, value)
        if len(self) < REMEMBERED_VALUES:
            self[value] = parsed
        return parsed


def _parsed(column: Column, value: str) -> Value:
    value = value.strip()
    if value:
        return column.kind.parse(value)
    if column.required:
        raise WrongValueError(_("Cette valeur est obligatoire et elle manque."))
    return column.kind.absent


class FileReading:
    """One reading of one file.

    While `batches` is consumed, `lines` counts the rows after the header and `digest` takes in every
    byte. `usable` is False when the file's header does not let its rows be told apart.
    """

    def __init__(self, path: Path, file: ExportFile, faults: FaultLog) -> None:
        self.file = file
        self.lines = 0
        self.digest = sha256()
        self.usable = True
        self._path = path
        self._faults = faults
        self._physical_line = 0
        self._width = 0
        self._positions: list[int | None] = []
        self._parsers: list[Callable[[str], Value]] = [
            _Remembered(column).__getitem__ if column.kind.repeats else _parser_of(column) for column in file.columns
        ]

    def batches(self) -> Iterator[list[Row]]:
        """Yield rows (line, value of each declared column…), noting faults on the way.

        A value at fault is None; a row keeps its place as long as its key can be read, so that what
        refers to it is not reported as well. Raises `OSError`.
        """
        with self._path.open("rb") as source:
            reader = csv.reader(self._decoded(source), delimiter=";", strict=True)
            self._read_header(reader)
            starts: list[int] = []
            rows: list[list[str]] = []
            key_only: list[Row] = []
            for start, row in self._records(reader):
                if not row:
                    continue
                self.lines += 1
                if not self.usable:
                    continue
                if len(row) == self._width:
                    starts.append(start)
                    rows.append(row)
                else:
                    key_only.append(self._row_of_wrong_width(start, row))
                if len(rows) == ROWS_AT_A_TIME or len(key_only) == ROWS_AT_A_TIME:
                    yield self._parse(starts, rows) + key_only
                    starts, rows, key_only = [], [], []
            if rows or key_only:
                yield self._parse(starts, rows) + key_only

    def _decoded(self, source: BinaryIO) -> Iterator[str]:
        """Yield the lines as text, and note those that are not UTF-8, hold a NUL, or never end."""
        readline = source.readline
        for raw in iter(lambda: readline(LONGEST_LINE_BYTES), b""):
            self.digest.update(raw)
            self._physical_line += 1
            try:
                line = raw.decode("utf-8-sig" if self._physical_line == 1 else "utf-8")
            except UnicodeDecodeError as error:
                self._fault(
                    self._physical_line,
                    "",
                    raw[max(0, error.start - 10) : error.end + 10].decode(errors="replace"),
                    _("Cette ligne n’est pas en UTF-8. Exportez le fichier dans cet encodage."),
                )
                line = raw.decode(errors="replace")
            if "\0" in line:
                self._fault(self._physical_line, "", "", _("Cette ligne contient un caractère nul (NUL). Retirez-le."))
                line = line.replace("\0", "")
            if len(raw) == LONGEST_LINE_BYTES and not raw.endswith(b"\n"):
                self._fault(
                    self._physical_line, "", "", _("Cette ligne dépasse un million d’octets. Vérifiez l’export.")
                )
                for rest in iter(lambda: readline(LONGEST_LINE_BYTES), b""):
                    self.digest.update(rest)
                    if rest.endswith(b"\n"):
                        break
                continue
            yield line

    def _records(self, reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
        """Yield each record with the physical line where it starts; go on after one that cannot be read."""
        while True:
            start = self._physical_line + 1
            try:
                for row in reader:
                    yield start, row
                    start = self._physical_line + 1
            except csv.Error as error:
                self.lines += 1
                self._fault(start, "", "", _reason_of(error))
            else:
                return

    def _read_header(self, reader: Iterator[list[str]]) -> None:
        before = self._faults.count
        header = [name.strip() for name in self._first(reader)]
        self._width = len(header)
        if not header:
            self.usable = False
            self._positions = [None] * len(self.file.columns)
            if self._faults.count == before:
                self._fault(1, "", "", _("Le fichier est vide : il doit avoir au moins son en-tête."))
            return
        for name in sorted({name for name in header if header.count(name) > 1 and name}):
            self._fault(1, name, name, _("Cette colonne figure deux fois dans l’en-tête."))
        known = {column.name for column in self.file.columns}
        for name in header:
            if name not in known:
                self._faults.warn(self.file.name, 1, name, name, _("Cette colonne est inconnue : elle n’est pas lue."))
        for column in self.file.columns:
            if column.name in header:
                self._positions.append(header.index(column.name))
                continue
            self._positions.append(None)
            self._fault(1, column.name, "", _("Cette colonne manque dans l’en-tête. Laissez-la vide s’il le faut."))
            if column.name in self.file.key:
                self.usable = False

    def _first(self, reader: Iterator[list[str]]) -> list[str]:
        try:
            return next(reader, [])
        except csv.Error as error:
            self._fault(1, "", "", _reason_of(error))
            return []

    def _row_of_wrong_width(self, start: int, row: list[str]) -> Row:
        """Note the fault, and keep what can be known of the row's key."""
        self._fault(
            start,
            "",
            len(row),
            _("La ligne compte %(found)d champs, l’en-tête en compte %(expected)d. Vérifiez « ; » et guillemets.")
            % {"found": len(row), "expected": self._width},
            kind="width",
        )
        values: list[Value] = [start]
        for column, position in zip(self.file.columns, self._positions, strict=True):
            value: Value = None
            if column.name in self.file.key and position is not None and position < len(row):
                with suppress(WrongValueError):
                    value = _parsed(column, row[position])
            values.append(value)
        return tuple(values)

    def _parse(self, starts: list[int], rows: list[list[str]]) -> list[Row]:
        if not rows:
            return []
        by_position: list[Sequence[str]] = list(zip(*rows, strict=True))
        parsed: list[Sequence[Value]] = []
        for column, position, parse in zip(self.file.columns, self._positions, self._parsers, strict=True):
            if position is None:
                parsed.append([None] * len(rows))
                continue
            try:
                parsed.append(list(map(parse, by_position[position])))
            except WrongValueError:
                parsed.append(self._parse_one_by_one(column, starts, by_position[position]))
        return list(zip(starts, *parsed, strict=True))

    def _parse_one_by_one(self, column: Column, starts: list[int], found: Sequence[str]) -> list[Value]:
        values: list[Value] = []
        for start, value in zip(starts, found, strict=True):
            try:
                values.append(_parsed(column, value))
            except WrongValueError as error:
                self._fault(start, column.name, value, str(error), kind="value")
                values.append(None)
        return values

    def _fault(self, line: int, column: str, value: object, reason: str, kind: str | None = None) -> None:
        self._faults.add(self.file.name, line, column, value, reason, kind)


def _parser_of(column: Column) -> Callable[[str], Value]:
    return lambda value: _parsed(column, value)


def _reason_of(error: csv.Error) -> str:
    if "field larger than" in str(error):
        return _("Un champ dépasse 131 072 caractères : un guillemet n’est sans doute pas refermé.")
    if "unexpected end of data" in str(error):
        return _("Un guillemet ouvert sur cette ligne n’est jamais refermé.")
    if "new-line character" in str(error):
        return _("La fin de ligne n’est ni LF ni CRLF. Exportez le fichier avec l’une des deux.")
    return _("Les guillemets de cette ligne sont mal placés : doublez ceux qui font partie du texte.")
