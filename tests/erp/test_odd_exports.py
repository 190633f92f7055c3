"""An export that is odd but valid comes in just as the plainest one does."""

import csv
import io
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from django.db import transaction

from espace_locataire.documents.models import Document
from espace_locataire.erp.format import FILES
from espace_locataire.erp.importing import import_folder
from residence_news.models import Residence
from tests.erp.export_folder import ExportFolder
from tests.erp.portfolio import HOME, everything, portfolio

pytestmark = pytest.mark.django_db

Odd = Callable[[bytes], bytes]
Form = Literal["NFC", "NFD"]


def columns_reversed(content: bytes) -> bytes:
    rows = csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";")
    output = io.StringIO()
    csv.writer(output, delimiter=";", lineterminator="\n").writerows(row[::-1] for row in rows)
    return output.getvalue().encode()


def every_field_quoted(content: bytes) -> bytes:
    rows = csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";")
    output = io.StringIO()
    csv.writer(output, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return output.getvalue().encode()


def french_dates(content: bytes) -> bytes:
    for day in ("2015-03-01", "2020-01-01", "2026-10-01", "2026-10-02", "2026-10-05", "2026-11-01", "1980-05-17"):
        year, month, number = day.split("-")
        content = content.replace(f";{day}".encode(), f";{number}/{month}/{year}".encode())
    return content


def unknown_column(content: bytes) -> bytes:
    return b"".join(
        line + (b";interne\n" if number == 0 else b";x\n") for number, line in enumerate(content.splitlines())
    )


ODD: dict[str, Odd] = {
    "columns in another order": columns_reversed,
    "byte order mark": lambda content: b"\xef\xbb\xbf" + content,
    "CRLF": lambda content: content.replace(b"\n", b"\r\n"),
    "every field quoted": every_field_quoted,
    "dates the French way": french_dates,
    "a column we do not know": unknown_column,
    "no line end at the end": lambda content: content.rstrip(b"\n"),
    "an empty line at the end": lambda content: content + b"\n",
    "spaces around values": lambda content: content.replace(b";", b" ; "),
}


def written(folder: ExportFolder, odd: Odd) -> Path:
    folder.write()
    for file in FILES:
        path = folder.path / file.name
        path.write_bytes(odd(path.read_bytes()))
    folder.write_manifest()
    return folder.path


@pytest.fixture
def plain(tmp_path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what the plain export brings in, and leave the database empty again."""
    with transaction.atomic():
        portfolio(tmp_path / "plain").bring_in()
        found = everything(but_ids=True)
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", ODD)
def test_it_comes_in_as_the_plain_one(name: str, tmp_path: Path, plain: dict[str, list[tuple[object, ...]]]) -> None:
    run = import_folder(written(portfolio(tmp_path / "odd"), ODD[name]), launched_by="tests")
    assert (run.outcome, run.faults) == ("imported", [])
    assert everything(but_ids=True) == plain


def test_a_column_we_do_not_know_is_a_warning(tmp_path: Path) -> None:
    run = import_folder(written(portfolio(tmp_path), unknown_column), launched_by="tests")
    assert len(run.warnings) == len(FILES)
    assert {warning["colonne"] for warning in run.warnings} == {"interne"}


def test_semicolons_quotes_and_line_breaks_are_kept(export: ExportFolder) -> None:
    export.residence("R01", nom='Les « Épars » ; bât. "B"', gardien_horaires="Lundi ; mardi\r\nMercredi")
    export.bring_in()
    residence = Residence.objects.get()
    assert residence.nom == 'Les « Épars » ; bât. "B"'
    assert residence.gardien_horaires == "Lundi ; mardi\r\nMercredi"


@pytest.mark.parametrize("on_disk", ["NFC", "NFD"])
@pytest.mark.parametrize("in_file", ["NFC", "NFD"])
def test_papers_in_folders_with_accents_are_found(export: ExportFolder, on_disk: Form, in_file: Form) -> None:
    export.dossier(HOME)
    path = "Échéances d’août/Été 2026/avis ; nº 1.pdf"
    export.document(HOME, fichier=unicodedata.normalize(on_disk, path))
    export.rows["documents.csv"][0]["fichier"] = unicodedata.normalize(in_file, path)
    export.bring_in()
    with Document.objects.get().open_checked() as paper:
        assert paper.read(5) == b"%PDF-"


def test_papers_whose_capitals_differ_are_found(export: ExportFolder) -> None:
    export.dossier(HOME)
    export.document(HOME, fichier="Avis/2026-11.PDF")
    export.rows["documents.csv"][0]["fichier"] = "avis/2026-11.pdf"
    export.bring_in()
    assert Document.objects.count() == 1


def test_a_file_we_do_not_know_is_a_warning(export: ExportFolder) -> None:
    export.dossier(HOME)
    export.write()
    (export.path / "LISEZMOI.txt").write_text("bonjour")
    assert import_folder(export.path, launched_by="tests").outcome == "imported"


def test_an_export_with_headers_only_comes_in(export: ExportFolder) -> None:
    assert export.bring_in().outcome == "imported"


def test_a_moment_far_ahead_is_a_warning(export: ExportFolder) -> None:
    export.emitted_at = "2099-01-01T00:00:00+01:00"
    [warning] = export.bring_in().warnings
    assert warning["colonne"] == "emis_le"
