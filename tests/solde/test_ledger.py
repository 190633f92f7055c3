"""What a lease owes, what of it is late and since when: one formula over the entries."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.ledger import Solde, months_of, solde_of
from espace_locataire.solde.templatetags.money import euros, owed
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
REFERENCE = "3000000010A"


def solde(export: ExportFolder, *entries: tuple[int, str, str], on: str = "2026-11-24") -> Solde:
    """Bring in a lease with these entries (cents, day, due day) and return what it owes."""
    export.dossier(REFERENCE)
    for cents, day, due in entries:
        export.ecriture(REFERENCE, cents, day, echeance=due)
    export.bring_in()
    return solde_of(Dossier.objects.get(), date.fromisoformat(on))


def test_an_account_without_entries_owes_nothing(export: ExportFolder) -> None:
    found = solde(export)
    assert (found.cents, found.is_debit, found.is_credit, found.is_late) == (0, False, False, False)
    assert found.first_entry is None


def test_thirty_cents_is_thirty_cents(export: ExportFolder) -> None:
    assert solde(export, (10, "2026-11-01", ""), (20, "2026-11-01", ""), (-30, "2026-11-02", "")).cents == 0


def test_nothing_is_late_on_the_day_it_falls_due(export: ExportFolder) -> None:
    found = solde(export, (40_000, "2026-11-01", "2026-11-24"))
    assert (found.cents, found.late_cents, found.next_due) == (40_000, 0, date(2026, 11, 24))


def test_it_is_late_the_day_after(export: ExportFolder) -> None:
    found = solde(export, (40_000, "2026-11-01", "2026-11-23"))
    assert (found.late_cents, found.late_since, found.is_partly_late) == (40_000, date(2026, 11, 23), False)


def test_a_credit_pays_the_oldest_debit_first(export: ExportFolder) -> None:
    found = solde(
        export,
        (40_000, "2026-09-01", "2026-09-05"),
        (40_000, "2026-10-01", "2026-10-05"),
        (40_000, "2026-11-01", "2026-11-05"),
        (-50_000, "2026-11-10", ""),
    )
    assert (found.late_cents, found.late_since) == (70_000, date(2026, 10, 5))


def test_a_credit_received_before_the_debit_pays_it_all_the_same(export: ExportFolder) -> None:
    found = solde(export, (-40_000, "2026-08-01", ""), (40_000, "2026-09-01", "2026-09-05"))
    assert (found.cents, found.late_cents, found.late_since) == (0, 0, None)


def test_what_is_not_due_yet_is_owed_and_not_late(export: ExportFolder) -> None:
    found = solde(export, (30_000, "2026-11-01", "2026-11-05"), (40_000, "2026-11-20", "2026-12-05"))
    assert (found.cents, found.late_cents, found.is_partly_late) == (70_000, 30_000, True)
    assert found.next_due == date(2026, 12, 5)


def test_a_credit_larger_than_what_is_late_leaves_nothing_late(export: ExportFolder) -> None:
    found = solde(
        export,
        (30_000, "2026-11-01", "2026-11-05"),
        (-45_000, "2026-11-02", ""),
        (40_000, "2026-11-20", "2026-12-05"),
    )
    assert (found.cents, found.late_cents) == (25_000, 0)


def test_the_moment_of_the_accounts_is_the_last_imports(export: ExportFolder) -> None:
    found = solde(export, (100, "2026-11-01", ""))
    assert found.as_of is not None
    assert found.as_of.isoformat() == "2026-11-23T21:00:00+00:00"


def test_months_run_from_the_newest_with_the_balance_at_the_end_of_each(export: ExportFolder) -> None:
    export.dossier(REFERENCE)
    export.ecriture(REFERENCE, 40_000, "2026-09-01")
    export.ecriture(REFERENCE, -15_000, "2026-09-01", nature="apl", libelle="APL")
    export.ecriture(REFERENCE, -20_000, "2026-10-05")
    export.ecriture(REFERENCE, 40_000, "2026-11-01")
    export.bring_in()
    months = months_of(Dossier.objects.get(), date(2026, 9, 1), date(2026, 12, 1))
    assert [(month.first_day.month, month.balance_cents) for month in months] == [
        (11, 45_000),
        (10, 5_000),
        (9, 25_000),
    ]
    september = months[-1]
    assert (september.asked_cents, september.aids_cents, september.net_cents, september.paid_cents) == (
        40_000,
        -15_000,
        25_000,
        0,
    )


def test_a_page_of_months_starts_from_all_that_came_before(export: ExportFolder) -> None:
    export.dossier(REFERENCE)
    export.ecriture(REFERENCE, 40_000, "2025-09-01")
    export.ecriture(REFERENCE, -10_000, "2026-10-05")
    export.bring_in()
    (month,) = months_of(Dossier.objects.get(), date(2026, 10, 1), date(2026, 11, 1))
    assert month.balance_cents == 30_000


@pytest.mark.parametrize(
    ("cents", "shown"),
    [
        (9_550, "95,50\u202f€"),
        (-9_550, "\u221295,50\u202f€"),
        (0, "0,00\u202f€"),
        (5, "0,05\u202f€"),
        (-5, "\u22120,05\u202f€"),
        (123_456_789, "1\u202f234\u202f567,89\u202f€"),
    ],
)
def test_money_is_shown_as_a_reader_expects(cents: int, shown: str) -> None:
    assert euros(cents) == shown
    assert owed(cents) == shown.lstrip("\u2212")


@given(st.integers(min_value=-(10**12), max_value=10**12))
def test_every_amount_can_be_read_back(cents: int) -> None:
    text = euros(cents).removesuffix("\u202f€").replace("\u202f", "").replace("\u2212", "-").replace(",", "")
    assert int(text) == cents
