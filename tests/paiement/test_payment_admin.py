"""The accountants see payments, and settle what does not agree; others see, or do not."""

import pytest
from django.test import Client
from django.urls import reverse

from espace_locataire.dossier.models import Consultation
from espace_locataire.paiement.anomalies import report
from espace_locataire.paiement.models import Anomalie, Paiement
from tests.compte.factories import StaffFactory
from tests.dossier.tenants import Tenant
from tests.paiement.payments import payment_of

pytestmark = pytest.mark.django_db


def staff(role: str) -> Client:
    """Return a browser in which someone of this role is logged in."""
    client = Client()
    client.force_login(StaffFactory.create(role=role))
    return client


@pytest.fixture
def anomaly(tenant: Tenant) -> Anomalie:
    """Return a payment whose amount differs."""
    return report(Anomalie.Kind.AMOUNT, "cs_1", payment_of(tenant), "30000 ≠ 100 (centimes)")


def test_the_payments_are_listed_and_each_is_shown(tenant: Tenant, anomaly: Anomalie) -> None:
    paiement = Paiement.objects.get()
    client = staff("Comptabilité")
    listed = client.get(reverse("card_payments:index")).text
    assert paiement.reference in listed
    assert "300,00\u202f€" in listed
    shown = client.get(reverse("card_payment", args=[paiement.pk])).text
    assert tenant.dossier.reference in shown
    assert "Montant différent" in shown
    assert Consultation.objects.get().act == "card_payment_seen"


def test_an_anomaly_is_settled_once_with_a_word_on_what_was_done(tenant: Tenant, anomaly: Anomalie) -> None:
    client = staff("Comptabilité")
    page = reverse("payment_anomaly", args=[anomaly.pk])
    assert "30000 ≠ 100" in client.get(page).text
    assert "Écrivez ce que vous avez fait." in client.post(page, {"resolution": " "}).text
    client.post(page, {"resolution": "Remboursé chez Stripe."})
    staff("Comptabilité").post(page, {"resolution": "Autre chose."})
    anomaly.refresh_from_db()
    assert anomaly.resolution == "Remboursé chez Stripe."
    assert anomaly.resolved_by is not None
    assert Consultation.objects.filter(act="anomaly_resolved").count() == 1


@pytest.mark.parametrize(
    ("role", "sees", "settles"),
    [("Comptabilité", True, True), ("Gestion locative", True, False), ("Administration", True, False),
     ("Service technique", False, False), ("Publication", False, False)],
)  # fmt: skip
def test_each_role_sees_and_settles_what_it_may(role: str, sees: bool, settles: bool, anomaly: Anomalie) -> None:
    client = staff(role)
    page = reverse("payment_anomaly", args=[anomaly.pk])
    payment = reverse("card_payment", args=[Paiement.objects.get().pk])
    assert (client.get(page).status_code == 200) is (client.get(payment).status_code == 200) is sees
    client.post(page, {"resolution": "Fait."})
    anomaly.refresh_from_db()
    assert (anomaly.resolved_at is not None) is settles


def test_the_queue_of_anomalies_is_on_the_accountants_first_screen(anomaly: Anomalie) -> None:
    assert "Anomalies de paiement" in staff("Comptabilité").get(reverse("wagtailadmin_home")).text
    assert (
        f"{reverse('payment_anomalies:index')}?waiting"
        not in staff("Gestion locative").get(reverse("wagtailadmin_home")).text
    )
