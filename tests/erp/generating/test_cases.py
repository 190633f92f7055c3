"""The leases of the demonstration: each in the state its story tells, whatever the day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from espace_locataire.erp.generating.cases import demo_cases
from espace_locataire.erp.generating.export import write_export
from espace_locataire.erp.generating.rows import EcritureRow
from tests.erp.generating.export_reading import rows

DAYS = [date(2025, 12, 20) + timedelta(days=number) for number in range(800)]
EMITTED_AT = datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Paris"))


def account(reference: str, on: date) -> list[EcritureRow]:
    """Return the entries of an imposed lease on a day."""
    case = next(case for case in demo_cases(on) if case.household.dossier.reference == reference)
    return case.household.account.entries(case.since, on)


def owed(entries: Sequence[EcritureRow]) -> int:
    """Return the balance of an account (cents)."""
    return sum(row.montant for row in entries)


def late(entries: Sequence[EcritureRow], on: date) -> int:
    """Return what fell due before a day and is not covered (cents)."""
    coming = sum(row.montant for row in entries if row.montant > 0 and (row.echeance or row.date) >= on)
    return max(0, owed(entries) - coming)


@pytest.mark.parametrize(
    ("reference", "balance", "overdue"),
    [
        ("0030020788B", -9_550, 0),
        ("0030020790D", 41_237, 41_237),
        ("0030020793G", 0, 0),
        ("0030020794H", 40_335, 0),
        ("0030020795J", 0, 0),
    ],
)
def test_the_balance_is_the_same_every_day(reference: str, balance: int, overdue: int) -> None:
    for day in DAYS:
        entries = account(reference, day)
        assert (owed(entries), late(entries, day)) == (balance, overdue), day


def test_accounts_run_to_the_current_month() -> None:
    for day in DAYS:
        for reference in ("0030020788B", "0030020793G", "0030020795J"):
            assert max(row.date for row in account(reference, day)) == day.replace(day=1)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 5), date(2026, 10, 5)),
        (date(2026, 11, 6), date(2026, 11, 5)),
        (date(2027, 1, 2), date(2026, 12, 5)),
    ],
)
def test_the_late_month_fell_due_on_the_last_fifth_gone_by(day: date, due: date) -> None:
    entries = account("0030020790D", day)
    paid = {row.date.replace(day=1) for row in entries if row.nature == "paiement"}
    unpaid = [row for row in entries if row.montant > 0 and row.date not in paid]
    assert {row.echeance for row in unpaid} == {due}
    assert owed(unpaid) == 41_237


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2026, 11, 24), date(2026, 12, 31)])
def test_the_month_to_pay_falls_due_on_the_fifth_of_the_next(day: date) -> None:
    coming = [row for row in account("0030020794H", day) if row.montant > 0 and row.date > day]
    next_month = (day.replace(day=1) + timedelta(days=32)).replace(day=5)
    assert {row.echeance for row in coming} == {next_month}


def test_a_later_export_only_adds_entries() -> None:
    for reference in ("0030020788B", "0030020790D", "0030020793G", "0030020794H", "0030020795J"):
        before = account(reference, date(2026, 11, 24))
        after = account(reference, date(2027, 3, 2))
        assert set(before) < set(after)


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an export of the imposed leases alone."""
    folder = tmp_path_factory.mktemp("cases")
    write_export(folder, homes=0, months=1, seed=1, emitted_at=EMITTED_AT, cases=demo_cases(EMITTED_AT.date()))
    return folder


def paper(folder: Path, name: str) -> str:
    """Return the text of a paper, every kind of space a plain one."""
    pages = PdfReader(folder / "documents" / f"{name}.pdf").pages
    return " ".join("".join(page.extract_text() for page in pages).split())


def test_people_and_places_are_those_of_the_sample(export: Path) -> None:
    sample = Path("tests/data/erp-sample")
    theirs = {row["reference_client"]: (row["nom"], row["prenom"]) for row in rows(sample, "locataires.csv")}
    ours = {row["reference_client"]: (row["nom"], row["prenom"]) for row in rows(export, "locataires.csv")}
    assert len(ours) == 5
    assert all(theirs[reference] == name for reference, name in ours.items())
    home = next(row for row in rows(export, "logements.csv") if row["complement"] == "Appartement 34")
    assert (home["adresse"], home["code_postal"], home["commune"]) == ("12 rue des Comtesses", "28000", "Chartres")
    assert next((row["dossier"], row["lien"]) for row in rows(export, "occupants.csv")) == ("0030020788B", "enfant")


def test_the_two_holders_share_one_lease(export: Path) -> None:
    roles = [
        (row["reference_client"], row["role"])
        for row in rows(export, "titulaires.csv")
        if row["dossier"] == "0030020793G"
    ]
    assert roles == [("002079103", "titulaire"), ("002079507", "cotitulaire")]


def test_the_tenant_in_credit_has_exactly_four_papers(export: Path) -> None:
    papers = [
        (row["titre"], row["periode"]) for row in rows(export, "documents.csv") if row["dossier"] == "0030020788B"
    ]
    assert papers == [
        ("Régularisation de charges", "2024-12"),
        ("Avis d’échéance", "2024-10"),
        ("Avis d’échéance", "2024-09"),
        ("Avis d’échéance", "2024-07"),
    ]


def test_papers_show_the_figures_of_the_account(export: Path) -> None:
    notice = paper(export, "0030020788B-avis_echeance-2024-10")
    assert "DUPRÉ-LEFÈVRE Camille 12 rue des Comtesses Appartement 34 28000 Chartres" in notice
    assert "Loyer principal 10/2024 310,00 €" in notice
    assert "Net à payer 247,37 €" in notice
    statement = paper(export, "0030020788B-regularisation-2024-12")
    assert "Année 2023" in statement
    assert "892,94 € 988,44 € −95,50 €" in statement
    assert "Net à payer 412,37 €" in paper(export, "0030020790D-avis_echeance-2026-11")
    assert "Total payé 412,37 €" in paper(export, "0030020790D-quittance-2026-10")
    coming = paper(export, "0030020794H-avis_echeance-2026-12")
    assert "Au plus tard le 5 décembre 2026" in coming
    assert "Net à payer 403,35 €" in coming


def test_a_month_that_is_not_paid_has_no_receipt(export: Path) -> None:
    receipts = {
        (row["dossier"], row["periode"]) for row in rows(export, "documents.csv") if row["nature"] == "quittance"
    }
    assert ("0030020790D", "2026-10") in receipts
    assert ("0030020790D", "2026-11") not in receipts
    assert ("0030020794H", "2026-12") not in receipts
    assert sum(dossier == "0030020794H" for dossier, _ in receipts) == 12


def test_every_paper_opens_and_names_its_dossier(export: Path) -> None:
    documents = list(rows(export, "documents.csv"))
    assert len(documents) > 90
    for row in documents:
        assert row["dossier"] in paper(export, row["fichier"].removesuffix(".pdf"))
