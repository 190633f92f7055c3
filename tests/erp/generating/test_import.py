"""A generated export comes in through the same door as a real one."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Sum

from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier
from espace_locataire.erp.generating.cases import demo_cases
from espace_locataire.erp.generating.export import write_export
from espace_locataire.erp.importing import import_folder
from espace_locataire.erp.models import ImportRun
from espace_locataire.solde.ledger import solde_of
from espace_locataire.solde.models import Ecriture
from tests.erp.generating.export_reading import cents, manifest

PARIS = ZoneInfo("Europe/Paris")


def export(folder: Path, moment: datetime) -> Path:
    """Write the demonstration's leases and sixty homes as of a moment, and return the folder."""
    cases = demo_cases(moment.date())
    write_export(folder, homes=60, months=14, seed=1, emitted_at=moment, cases=cases, pdfs=2)
    return folder


def imported(folder: Path) -> ImportRun:
    """Import a folder, and return the run once it is known to have had no fault."""
    run = import_folder(folder, launched_by="tests")
    assert run.faults == []
    assert run.outcome == ImportRun.Outcome.IMPORTED
    return run


@pytest.mark.django_db
def test_a_generated_export_is_imported_with_its_figures(tmp_path: Path) -> None:
    moment = datetime(2026, 11, 24, 9, tzinfo=PARIS)
    folder = export(tmp_path / "export", moment)
    run = imported(folder)
    promised = manifest(folder)
    assert run.warnings == []
    assert Ecriture.objects.count() == promised["fichiers"]["ecritures.csv"]["lignes"]
    assert Dossier.objects.count() == promised["fichiers"]["dossiers.csv"]["lignes"]
    assert Document.objects.count() == promised["fichiers"]["documents.csv"]["lignes"]
    assert Ecriture.objects.aggregate(total=Sum("amount_cents"))["total"] == cents(promised["total_ecritures"])
    for reference, owed, late in (
        ("0030020788B", -9_550, 0),
        ("0030020790D", 41_237, 41_237),
        ("0030020793G", 0, 0),
        ("0030020794H", 40_335, 0),
        ("0030020795J", 0, 0),
    ):
        solde = solde_of(Dossier.objects.get(reference=reference), moment.date())
        assert (solde.cents, solde.late_cents) == (owed, late), reference
    for document in Document.objects.all():
        with document.open_checked() as content:
            assert content.read(5) == b"%PDF-"


@pytest.mark.django_db
def test_a_later_generated_export_follows_an_earlier_one(tmp_path: Path) -> None:
    imported(export(tmp_path / "november", datetime(2026, 11, 24, 9, tzinfo=PARIS)))
    before = Ecriture.objects.count()
    moment = datetime(2027, 2, 3, 9, tzinfo=PARIS)
    imported(export(tmp_path / "february", moment))
    assert Ecriture.objects.count() > before
    late = solde_of(Dossier.objects.get(reference="0030020790D"), moment.date())
    assert (late.cents, late.late_cents) == (41_237, 41_237)
    assert solde_of(Dossier.objects.get(reference="0030020788B"), moment.date()).cents == -9_550
