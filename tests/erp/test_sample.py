"""The export that no code of ours wrote comes in as it is, with the figures it promises."""

from datetime import date
from pathlib import Path

import pytest

from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier
from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.models import ImportRun
from espace_locataire.solde.ledger import solde_of
from espace_locataire.solde.models import ArreteComptes, Ecriture

SAMPLE = Path(__file__).parents[1] / "data" / "erp-sample"

pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> ImportRun:
    return import_folder(SAMPLE, launched_by="tests")


def test_it_is_imported_whole(run: ImportRun) -> None:
    assert (run.outcome, run.faults, run.warnings) == ("imported", [], [])
    assert (Dossier.objects.count(), Ecriture.objects.count(), Document.objects.count()) == (8, 377, 10)
    assert run.counts["ecritures.csv"] == {
        "lignes": 377,
        "nouvelles": 377,
        "modifiees": 0,
        "fermees": 0,
        "inchangees": 0,
    }
    assert run.emitted_at == ArreteComptes.objects.get().as_of


@pytest.mark.parametrize(
    ("reference", "cents", "late_cents"),
    [("0030020788B", -9550, 0), ("0030020790D", 41237, 41237), ("0030020791E", 0, 0)],
)
def test_the_balances_are_those_promised(run: ImportRun, reference: str, cents: int, late_cents: int) -> None:
    solde = solde_of(Dossier.objects.get(reference=reference), date(2026, 11, 24))
    assert (solde.cents, solde.late_cents) == (cents, late_cents)


def test_its_papers_are_whole(run: ImportRun) -> None:
    for document in Document.objects.all():
        with document.open_checked() as paper:
            assert paper.read(5) == b"%PDF-"


def test_a_second_time_there_is_nothing_to_do(run: ImportRun) -> None:
    again = import_folder(SAMPLE, launched_by="tests")
    assert again.outcome == "unchanged"
    assert Ecriture.objects.count() == 377
