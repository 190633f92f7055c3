"""How far a month is paid: in full, in part, not at all; a payment the bank took back pays nothing."""

from datetime import date

import pytest

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.settlement import Settlement, months_asked, settlement_of
from espace_locataire.solde.statement import statement_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
REFERENCE = "3000000010A"
OCTOBER = date(2026, 10, 1)
Entry = tuple[int, str, str]


def account(export: ExportFolder, *entries: Entry) -> Dossier:
    """Bring in a lease with these entries (cents, day, nature) and return it."""
    export.dossier(REFERENCE)
    for cents, day, nature in entries:
        export.ecriture(REFERENCE, cents, day, nature=nature)
    export.bring_in()
    return Dossier.objects.get()


def october(export: ExportFolder, *entries: Entry) -> Settlement:
    """Return how far October is paid in such an account."""
    found = settlement_of(account(export, *entries), OCTOBER)
    assert found is not None
    return found


ASKED: list[Entry] = [
    (31_000, "2026-10-01", "loyer"),
    (8_000, "2026-10-01", "charges"),
    (1_000, "2026-10-01", "assurance"),
    (-15_000, "2026-10-01", "apl"),
]


def test_a_month_paid_in_full_is_settled_the_day_it_was(export: ExportFolder) -> None:
    found = october(export, *ASKED, (-10_000, "2026-10-05", "paiement"), (-15_000, "2026-10-12", "paiement"))
    assert found.is_settled
    assert found.settled_on == date(2026, 10, 12)
    assert (found.rent_cents, found.charges_cents) == (31_000, 8_000)
    assert (found.other_cents, found.aids_cents) == (1_000, -15_000)
    assert (found.due_cents, found.received_cents, found.left_cents) == (25_000, 25_000, 0)


def test_a_cent_short_is_not_paid_in_full(export: ExportFolder) -> None:
    found = october(export, *ASKED, (-24_999, "2026-10-05", "paiement"))
    assert not found.is_settled
    assert found.settled_on is None
    assert (found.received_cents, found.left_cents) == (24_999, 1)


def test_what_came_in_pays_the_oldest_month_first(export: ExportFolder) -> None:
    dossier = account(
        export,
        (40_000, "2026-09-01", "loyer"),
        (40_000, "2026-10-01", "loyer"),
        (-50_000, "2026-10-05", "paiement"),
    )
    september, october = settlement_of(dossier, date(2026, 9, 1)), settlement_of(dossier, OCTOBER)
    assert september is not None
    assert october is not None
    assert september.is_settled
    assert (october.received_cents, october.left_cents) == (10_000, 30_000)


def test_a_month_paid_in_advance_is_settled(export: ExportFolder) -> None:
    found = october(export, (-90_000, "2026-08-15", "paiement"), (40_000, "2026-10-01", "loyer"))
    assert found.is_settled
    assert found.settled_on == date(2026, 8, 15)


def test_a_payment_the_bank_took_back_pays_nothing(export: ExportFolder) -> None:
    found = october(
        export,
        (40_000, "2026-10-01", "loyer"),
        (-40_000, "2026-10-05", "paiement"),
        (40_000, "2026-11-03", "rejet"),
        (40_000, "2026-11-01", "loyer"),
    )
    assert not found.is_settled
    assert found.received_cents == 0


def test_paid_again_after_that_it_is_settled_the_second_time(export: ExportFolder) -> None:
    found = october(
        export,
        (40_000, "2026-10-01", "loyer"),
        (-40_000, "2026-10-05", "paiement"),
        (40_000, "2026-10-20", "rejet"),
        (-40_000, "2026-11-02", "paiement"),
    )
    assert found.settled_on == date(2026, 11, 2)


def test_nothing_asked_is_no_month(export: ExportFolder) -> None:
    dossier = account(export, (40_000, "2026-10-01", "loyer"), (40_000, "2026-11-03", "rejet"))
    assert settlement_of(dossier, date(2026, 11, 1)) is None
    assert months_asked(dossier) == [OCTOBER]


def test_a_statement_goes_from_the_balance_before_to_the_balance_after(export: ExportFolder) -> None:
    dossier = account(
        export,
        (40_000, "2026-09-30", "loyer"),
        (10_000, "2026-10-01", "loyer"),
        (-30_000, "2026-10-31", "paiement"),
        (70_000, "2026-11-01", "loyer"),
    )
    found = statement_of(dossier, OCTOBER, date(2026, 10, 31))
    assert found.opening_cents == 40_000
    assert [line.balance_cents for line in found.lines] == [50_000, 20_000]
    assert (found.debit_cents, found.credit_cents, found.closing_cents) == (10_000, 30_000, 20_000)
    assert statement_of(dossier, date(2026, 12, 1), date(2026, 12, 31)).closing_cents == 90_000
