"""Money that moved here counts at once, and once: until the ERP's own entry takes its place."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.ledger import solde_of
from espace_locataire.solde.models import Ecriture, Mouvement
from espace_locataire.solde.movements import differing, post, tie
from espace_locataire.solde.settlement import settlement_of
from tests.compte.factories import UserFactory
from tests.dossier.tenants import tenant_of
from tests.erp.export_folder import ExportFolder
from tests.solde.moving import moved

pytestmark = pytest.mark.django_db

REFERENCE = "1000000010A"
FIRST_DAY = date(2026, 9, 1)


@pytest.fixture
def dossier(export: ExportFolder) -> Dossier:
    """Return a lease that owes 400 € of September, long due."""
    export.dossier(REFERENCE)
    export.ecriture(REFERENCE, 40_000, "2026-09-01", echeance="2026-09-05")
    export.bring_in()
    export.emitted_at = "2026-11-24T22:00:00+01:00"
    return Dossier.objects.get(reference=REFERENCE)


def test_a_payment_counts_before_the_erp_knows_of_it(dossier: Dossier) -> None:
    moved(dossier, -15_000)
    solde = solde_of(dossier)
    assert (solde.erp_cents, solde.in_flight_cents, solde.cents) == (40_000, -15_000, 25_000)
    assert (solde.late_cents, solde.late_since) == (25_000, date(2026, 9, 5))
    moved(dossier, -25_000)
    solde = solde_of(dossier)
    assert (solde.cents, solde.late_cents, solde.late_since) == (0, 0, None)


def test_the_erp_s_entry_takes_the_place_of_the_movement(dossier: Dossier, export: ExportFolder) -> None:
    movement = moved(dossier, -15_000, reference="CB-1")
    export.ecriture(REFERENCE, -15_000, "2026-09-20", nature="paiement", reference_paiement="CB-1")
    export.bring_in()
    movement.refresh_from_db()
    assert movement.ecriture is not None
    assert movement.ecriture.payment_ref == "CB-1"
    solde = solde_of(dossier)
    assert (solde.erp_cents, solde.in_flight_cents, solde.cents) == (25_000, 0, 25_000)
    assert tie() == 0


def test_an_entry_that_came_first_ties_the_movement_too(dossier: Dossier, export: ExportFolder) -> None:
    export.ecriture(REFERENCE, -15_000, "2026-09-20", nature="paiement", reference_paiement="CB-1")
    export.bring_in()
    moved(dossier, -15_000, reference="CB-1")
    assert solde_of(dossier).cents == 10_000
    assert tie() == 1
    assert solde_of(dossier).cents == 25_000


def test_the_erp_s_amount_counts_when_it_differs_and_someone_is_told(dossier: Dossier, export: ExportFolder) -> None:
    movement = moved(dossier, -15_000, reference="CB-1")
    export.ecriture(REFERENCE, -14_000, "2026-09-20", nature="paiement", reference_paiement="CB-1")
    export.bring_in()
    assert solde_of(dossier).cents == 26_000
    assert list(differing()) == [movement]


@pytest.mark.parametrize(("cents", "reference"), [(15_000, REFERENCE), (-15_000, "1000000020B")])
def test_an_entry_of_the_other_sign_or_another_lease_ties_nothing(
    dossier: Dossier, export: ExportFolder, cents: int, reference: str
) -> None:
    moved(dossier, -15_000, reference="CB-1")
    export.dossier("1000000020B")
    export.ecriture(reference, cents, "2026-09-20", nature="autre", reference_paiement="CB-1")
    export.bring_in()
    assert solde_of(dossier).in_flight_cents == -15_000


def test_a_refund_after_the_tie_counts_until_the_erp_has_it(dossier: Dossier, export: ExportFolder) -> None:
    moved(dossier, -40_000, reference="CB-1")
    export.ecriture(REFERENCE, -40_000, "2026-09-20", nature="paiement", reference_paiement="CB-1")
    export.bring_in()
    moved(dossier, 10_000, reference="RB-1")
    solde = solde_of(dossier)
    assert (solde.erp_cents, solde.in_flight_cents, solde.cents) == (0, 10_000, 10_000)
    # Owed again today: late from tomorrow.
    assert solde.late_cents == 0
    assert solde_of(dossier, timezone.localdate() + timedelta(days=1)).late_since == timezone.localdate()
    export.emitted_at = "2026-11-25T22:00:00+01:00"
    export.ecriture(REFERENCE, 10_000, "2026-09-22", nature="autre", reference_paiement="RB-1")
    export.bring_in()
    assert solde_of(dossier).cents == 10_000


def test_a_month_paid_online_is_paid(dossier: Dossier) -> None:
    assert not getattr(settlement_of(dossier, FIRST_DAY), "is_settled", None)
    moved(dossier, -40_000)
    paid = settlement_of(dossier, FIRST_DAY)
    assert paid is not None
    assert (paid.is_settled, paid.settled_on) == (True, timezone.localdate())
    moved(dossier, 40_000, Mouvement.Kind.LITIGE)
    again = settlement_of(dossier, FIRST_DAY)
    assert again is not None
    assert not again.is_settled


def test_the_same_reference_is_written_once(dossier: Dossier) -> None:
    first, is_new = post(dossier, "paiement", "carte", -100, "CB-1")
    same, again = post(dossier, "paiement", "carte", -100, "CB-1")
    assert (first, is_new, again) == (same, True, False)
    with pytest.raises(ValueError, match="another movement"):
        post(dossier, "paiement", "carte", -200, "CB-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Mouvement.objects.create(dossier=dossier, kind="paiement", means="carte", amount_cents=-1, reference="CB-1")


@pytest.mark.parametrize(
    ("kind", "cents"), [("paiement", 100), ("paiement", 0), ("rejet", -100), ("remboursement", 0), ("don", -100)]
)
def test_the_sign_belongs_to_the_kind(dossier: Dossier, kind: str, cents: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        moved(dossier, cents, kind)


@pytest.mark.parametrize(
    "change",
    [{"amount_cents": -1}, {"kind": "prelevement"}, {"reference": "CB-2"}, {"at": timezone.now() + timedelta(1)}],
)
def test_the_database_refuses_to_change_or_delete_a_movement(dossier: Dossier, change: dict[str, object]) -> None:
    movements = Mouvement.objects.filter(pk=moved(dossier, -100).pk)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        movements.update(**change)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        movements._raw_delete(movements.db)
    movements.update(erp_answer="integre", erp_answered_at=timezone.now())
    assert movements.get().erp_answer == "integre"


def test_a_movement_is_tied_once_and_for_all(dossier: Dossier, export: ExportFolder) -> None:
    movement = moved(dossier, -100, reference="CB-1")
    for _time in range(2):
        export.ecriture(REFERENCE, -100, "2026-09-20", nature="paiement", reference_paiement="CB-1")
    export.bring_in()
    first, second = Ecriture.objects.filter(payment_ref="CB-1").order_by("pk")
    movement.refresh_from_db()
    assert movement.ecriture == first
    for other in (second, None):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            Mouvement.objects.filter(pk=movement.pk).update(ecriture=other)


def test_the_page_says_what_is_under_way(dossier: Dossier, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    tenant = tenant_of(REFERENCE, UserFactory.create())
    moved(dossier, -15_000)
    page = tenant.client().get(tenant.url("paiement")).text
    assert "Paiements en cours de traitement" in page
    assert "−150,00" in page
    assert "À payer\u00a0:" in page
    assert "250,00" in page
    with django_assert_num_queries(3):
        solde_of(dossier)
