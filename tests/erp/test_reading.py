"""Reading a file gives back what was written in it, line by line, in memory that does not grow."""

import csv
import io
import tracemalloc
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from espace_locataire.erp.faults import FaultLog
from espace_locataire.erp.format import ECRITURES, OCCUPANTS
from espace_locataire.erp.reading import FileReading, Row

HEADER = ["id", "dossier", "nom", "prenom", "date_naissance", "lien"]
# Any text a person may have: NUL apart, and no space at either end, which reading takes away.
TEXTS = (
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)
ROWS = st.lists(st.tuples(TEXTS, st.just("0030020788B"), TEXTS, TEXTS, st.just(""), st.just("enfant")), max_size=8)


def read(path: Path, content: bytes) -> tuple[list[Row], FaultLog, FileReading]:
    path.write_bytes(content)
    with FaultLog() as faults:
        reading = FileReading(path, OCCUPANTS, faults)
        return [row for batch in reading.batches() for row in batch], faults, reading


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_what_was_written_is_read(tmp_path: Path, rows: list[tuple[str, ...]], line_end: str, with_mark: bool) -> None:
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=";", lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADER, *rows])
    content = output.getvalue().encode("utf-8-sig" if with_mark else "utf-8")
    found, faults, reading = read(tmp_path / "occupants.csv", content)
    assert not faults
    assert [row[1:] for row in found] == [(*row[:4], None, row[5]) for row in rows]
    assert reading.lines == len(rows)
    assert reading.digest.hexdigest() == sha256(content).hexdigest()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_bytes_make_it_fail(tmp_path: Path, garbage: bytes) -> None:
    read(tmp_path / "occupants.csv", ";".join(HEADER).encode() + b"\n" + garbage)
    read(tmp_path / "occupants.csv", garbage)


def test_lines_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    content = ";".join(HEADER) + '\nO1;0030020788B;"A\nB\nC";X;;\n\nO2;0030020788B;D;Y;;\n'
    found, _faults, _reading = read(tmp_path / "occupants.csv", content.encode())
    assert [(row[0], row[1]) for row in found] == [(2, "O1"), (6, "O2")]


def test_what_follows_a_row_that_cannot_be_read_is_still_read(tmp_path: Path) -> None:
    content = ";".join(HEADER) + '\nO1;0030020788B;"A"B;X;;\nO2;0030020788B;D;Y;;demain\n'
    found, faults, _reading = read(tmp_path / "occupants.csv", content.encode())
    assert [(fault.ligne, fault.colonne) for fault in faults.sorted()] == [(2, ""), (3, "lien")]
    assert [row[1] for row in found] == ["O2"]


@pytest.mark.parametrize("rows", [20_000, 100_000])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "ecritures.csv"
    with path.open("w") as output:
        output.write(";".join(column.name for column in ECRITURES.columns) + "\n")
        for number in range(rows):
            day = f"20{number % 30 + 10}-0{number % 9 + 1}-1{number % 10}"
            output.write(f"E{number};{number:010}A;{day};;loyer;Loyer {number};{number + 1},00;\n")
    tracemalloc.start()
    try:
        with FaultLog() as faults:
            for _batch in FileReading(path, ECRITURES, faults).batches():
                pass
            peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 40_000_000
