"""What is wrong with an export: every fault to a file, the first of each kind in memory."""

import csv
import shutil
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

KEPT_PER_KIND = 100
LONGEST_VALUE = 120
HEADINGS = ("fichier", "ligne", "colonne", "valeur", "raison")


@dataclass(frozen=True)
class Fault:
    """A fault: where, what was found, and why it is refused (French, for the landlord).

    `ligne` is the physical line where the row begins, from 1 (the header), None for a whole file.
    """

    fichier: str
    ligne: int | None
    colonne: str
    valeur: str
    raison: str

    def as_dict(self) -> dict[str, str | int | None]:
        """Return the fault as `ImportRun.faults` keeps it."""
        return asdict(self)


class FaultLog:
    """The faults of one import.

    Memory stays bounded: the first `KEPT_PER_KIND` of each kind are kept for the screen and the
    database, all of them go to a temporary file that `save_all` copies. A kind is a file, a column and a
    reason; `kind` stands for the reason when its text varies from row to row.
    """

    def __init__(self) -> None:
        self.count = 0
        self.kept: list[Fault] = []
        self.warnings: list[Fault] = []
        self._per_kind: Counter[tuple[str, str, str]] = Counter()
        self._spool = tempfile.TemporaryFile("w+", encoding="utf-8", newline="")  # noqa: SIM115 (closed by __exit__)
        self._writer = csv.writer(self._spool, delimiter=";")
        self._writer.writerow(HEADINGS)

    def __enter__(self) -> Self:
        """Give the log itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the temporary file go."""
        self._spool.close()

    def __bool__(self) -> bool:
        """Is anything wrong?"""
        return self.count > 0

    def add(
        self, fichier: str, ligne: int | None, colonne: str, valeur: object, raison: str, kind: str | None = None
    ) -> None:
        """Note a fault that refuses the export."""
        fault = Fault(fichier, ligne, colonne, _shortened(valeur), raison)
        self.count += 1
        self._writer.writerow(_safe_for_spreadsheets(fault))
        if self._first_of(fichier, colonne, kind or raison):
            self.kept.append(fault)

    def warn(self, fichier: str, ligne: int | None, colonne: str, valeur: object, raison: str) -> None:
        """Note something odd that refuses nothing."""
        if self._first_of(fichier, colonne, raison):
            self.warnings.append(Fault(fichier, ligne, colonne, _shortened(valeur), raison))

    def has(self, fichier: str, *columns: str) -> bool:
        """Was any value of these columns refused?"""
        return any(place[0] == fichier and place[1] in columns for place in self._per_kind)

    def sorted(self) -> list[Fault]:
        """Return the faults kept, by file and line."""
        return sorted(self.kept, key=lambda fault: (fault.fichier, fault.ligne or 0))

    def save_all(self, path: Path) -> None:
        """Write every fault to a CSV file that spreadsheets open (UTF-8 with BOM, `;`). Raises `OSError`."""
        self._spool.seek(0)
        path.touch(mode=0o600)
        with path.open("w", encoding="utf-8-sig", newline="") as report:
            shutil.copyfileobj(self._spool, report)
        self._spool.seek(0, 2)

    def _first_of(self, fichier: str, colonne: str, kind: str) -> bool:
        self._per_kind[fichier, colonne, kind] += 1
        return self._per_kind[fichier, colonne, kind] <= KEPT_PER_KIND


def _shortened(value: object) -> str:
    shown = "" if value is None else str(value)
    return shown if len(shown) <= LONGEST_VALUE else shown[: LONGEST_VALUE - 1] + "…"


def _safe_for_spreadsheets(fault: Fault) -> list[str | int | None]:
    # A value such as « =cmd… » would run as a formula where the report is opened.
    value = f"'{fault.valeur}" if fault.valeur.startswith(("=", "+", "@", "\t", "\r")) else fault.valeur
    return [fault.fichier, fault.ligne, fault.colonne, value, fault.raison]
