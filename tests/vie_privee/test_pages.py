"""« Mes données »: what is held, what was agreed to, who looked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from espace_locataire.compte import consents
from espace_locataire.compte.models import Consent
from espace_locataire.dossier.models import Consultation
from home.personal_data import declared_holdings
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db


def text_of(client: Client, name: str) -> str:
    """Return what a page says."""
    return client.get(reverse(name)).content.decode()


def test_the_page_says_what_is_held_what_for_and_how_long(neighbours: tuple[Tenant, Tenant]) -> None:
    page = text_of(neighbours[0].client(), "mes_donnees")
    for holding in declared_holdings():
        assert str(holding.label) in page
        assert str(holding.purpose) in page
        assert str(holding.kept) in page
    assert reverse("mes_donnees") in text_of(neighbours[0].client(), "compte")


def test_an_agreement_is_given_and_taken_back_with_its_dates(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    client = mine.client()
    assert text_of(client, "accords").count("Vous n’avez pas donné votre accord.") == 2
    client.post(reverse("accords"), {"subject": "documents", "wanted": "yes"})
    consent = Consent.objects.get()
    assert consent.wording == "Je reçois mes documents par voie électronique."
    assert "Vous êtes d’accord depuis le" in text_of(client, "accords")
    client.post(reverse("accords"), {"subject": "documents", "wanted": "no"})
    assert consents.in_force(mine.user, "documents") is None
    assert Consent.objects.get().withdrawn_at is not None
    page = text_of(client, "accords")
    assert "Historique" in page
    assert page.count("Vous n’avez pas donné votre accord.") == 2


@pytest.mark.parametrize("subject", ["conditions", "autre", ""])
def test_nothing_else_is_given_or_taken_back_there(neighbours: tuple[Tenant, Tenant], subject: str) -> None:
    mine, _other = neighbours
    consents.give(mine.user, Consent.Subject.CONDITIONS, "J’accepte.")
    for wanted in ("yes", "no"):
        mine.client().post(reverse("accords"), {"subject": subject, "wanted": wanted})
    assert Consent.objects.get().withdrawn_at is None


def test_the_person_sees_who_looked_and_when_but_no_member_of_staff_by_name(
    neighbours: tuple[Tenant, Tenant], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    mine, other = neighbours
    agent = StaffFactory.create(first_name="Nadia", last_name="Brun")
    for number in range(40):
        Consultation.objects.create(
            dossier=mine.dossier,
            by=agent,
            by_name="Nadia Brun" if number % 2 else "Sarah Petit",
            capacity="agent" if number % 2 else "aidant",
            act="attestation_opened",
            at=timezone.now() - timedelta(hours=number),
        )
    client = mine.client()
    text_of(client, "consultations")
    with django_assert_max_num_queries(10):
        page = text_of(client, "consultations")
    assert "Attestation d’assurance consultée" in page
    assert "Un agent, le" in page
    assert "Sarah Petit, le" in page
    assert "Brun" not in page
    assert "Pages de la liste" in page
    assert "Personne pour l’instant" in text_of(other.client(), "consultations")


@pytest.mark.parametrize("name", ["mes_donnees", "copie_de_mes_donnees", "accords", "consultations", "effacement"])
def test_a_stranger_is_led_to_the_door(name: str) -> None:
    response = Client().get(reverse(name))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("role", "may"), [("Administration", True), ("Gestion locative", False), ("Rédaction", False)]
)
def test_the_administration_reads_the_reports(role: str, may: bool) -> None:
    client = Client()
    client.force_login(StaffFactory.create(role=role))
    for name in ("effacement", "purgerun"):
        status = client.get(reverse(f"{name}:index")).status_code
        assert status == (200 if may else 302)


def test_someone_without_a_lease_sees_the_pages_too() -> None:
    client = Client()
    client.force_login(UserFactory.create())
    for name in ("mes_donnees", "accords", "consultations"):
        assert client.get(reverse(name)).status_code == 200
