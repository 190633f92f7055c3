"""What vendors are told is what the import does."""

import re
from pathlib import Path

import pytest

from espace_locataire.erp.format import FILES, MODES, ExportFile
from espace_locataire.erp.values import FIRST_YEAR, LAST_YEAR
from home.uploads.pdf import LARGEST_BYTES

DOCUMENT = (Path(__file__).parents[2] / "docs" / "erp-format.md").read_text()


def section(file: ExportFile) -> str:
    return DOCUMENT.split(f"### `{file.name}`")[1].split("\n##")[0]


def test_every_file_is_described_once_in_the_order_it_is_read() -> None:
    assert re.findall(r"^### `(.+)`$", DOCUMENT, re.MULTILINE) == [file.name for file in FILES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_columns_are_those_declared(file: ExportFile) -> None:
    rows = [line.strip("| ").split(" | ") for line in section(file).splitlines() if line.startswith("| `")]
    assert [(name, required, rule) for name, required, rule, *_meaning in (row[:3] for row in rows)] == [
        (f"`{column.name}`", "oui" if column.required else "non", column.kind.rule) for column in file.columns
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_key_is_the_one_declared(file: ExportFile) -> None:
    [line] = re.findall(r"^Clé\s: (.+)\.$", section(file), re.MULTILINE)
    assert line == ", ".join(f"`{name}`" for name in file.key)


def test_the_limits_are_those_of_the_code() -> None:
    assert f"entre {FIRST_YEAR} et {LAST_YEAR}" in DOCUMENT
    assert f"de {LARGEST_BYTES // 1024**2}\u00a0Mo au plus" in DOCUMENT
    assert ", ".join(f"`{mode}`" for mode in MODES) in DOCUMENT
