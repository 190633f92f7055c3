"""The register is read and chosen by those who write; equipment is kept by those who look after it."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from residence_news.models import Equipement, Residence
from tests.compte.factories import StaffFactory
from tests.residence_news.newsroom import residence

pytestmark = pytest.mark.django_db

WRITERS = {"Publication", "Service technique", "Administration"}
READERS = WRITERS | {"Rédaction"}
ROLES = sorted(READERS | {"Gestion locative", "Comptabilité"})


def login(client: Client, role: str) -> Client:
    """Log in someone of this role."""
    client.force_login(StaffFactory.create(role=role))
    return client


def choices(client: Client, **query: str) -> str:
    """Return what the window to choose a residence lists."""
    response = client.get(reverse("residence_chooser:choose_results"), query)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.parametrize("role", ROLES)
def test_everyone_of_the_staff_reads_the_register(client: Client, role: str) -> None:
    place = residence("Les Comtesses", adresse="12 rue des Comtesses")
    login(client, role)
    assert "Les Comtesses" in client.get(reverse("registre:index")).text
    assert "12 rue des Comtesses" in client.get(reverse("registre:inspect", args=[place.pk])).text


@pytest.mark.parametrize("role", [*ROLES, None])
@pytest.mark.parametrize("screen", ["add", "edit", "delete"])
def test_nobody_changes_the_register_by_hand(client: Client, role: str | None, screen: str) -> None:
    place = residence("Les Comtesses")
    user = StaffFactory.create(role=role, is_superuser=role is None)
    client.force_login(user)
    address = reverse(f"registre:{screen}", args=[] if screen == "add" else [place.pk])
    client.post(address, {"nom": "Piratée"})
    assert list(Residence.objects.values_list("nom", flat=True)) == ["Les Comtesses"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("comtesses", {"Les Comtesses"}),
        ("eperon", {"L’Éperon"}),
        ("luce", {"Beaulieu"}),
        ("28110", {"Beaulieu"}),
        ("les rue", {"Les Comtesses"}),
        ("%", set()),
        ("", {"Les Comtesses", "L’Éperon", "Beaulieu"}),
    ],
)
def test_an_editor_finds_a_residence_by_words_without_accents(client: Client, words: str, found: set[str]) -> None:
    residence("Les Comtesses", adresse="12 rue des Comtesses")
    residence("L’Éperon", adresse="3 place du Marché")
    residence("Beaulieu", adresse="7 avenue Foch", commune="Lucé", code_postal="28110")
    listed = choices(login(client, "Rédaction"), q=words)
    assert {nom for nom in ("Les Comtesses", "L’Éperon", "Beaulieu") if nom in listed} == found


def test_a_residence_that_left_cannot_be_chosen(client: Client) -> None:
    residence("Démolie", closed_on="2020-01-01")
    assert "Démolie" not in choices(login(client, "Rédaction"))


def test_nobody_makes_a_residence_while_choosing_one(client: Client) -> None:
    login(client, "Administration")
    assert client.post(reverse("residence_chooser:create"), {"nom": "Piratée"}).status_code in (302, 403, 404)
    assert not Residence.objects.exists()


@pytest.mark.parametrize("role", ROLES)
def test_equipment_is_seen_and_written_by_those_who_may(client: Client, role: str) -> None:
    place = residence()
    login(client, role)
    assert (client.get(reverse("equipements:index")).status_code == 200) == (role in READERS)
    response = client.post(
        reverse("equipements:add"), {"residence": place.pk, "kind": "ascenseur", "name": "Ascenseur B"}
    )
    assert response.status_code == 302
    assert Equipement.objects.exists() == (role in WRITERS)


@pytest.mark.parametrize("role", ["Publication", "Service technique", "Administration"])
def test_only_the_administration_throws_equipment_away(client: Client, role: str) -> None:
    lift = Equipement.objects.create(residence=residence(), kind="ascenseur", name="Ascenseur B")
    login(client, role).post(reverse("equipements:delete", args=[lift.pk]))
    assert Equipement.objects.exists() == (role != "Administration")


def test_two_pieces_of_equipment_of_one_residence_cannot_have_the_same_name(client: Client) -> None:
    place, other = residence(), residence("Beaulieu")
    row: dict[str, Any] = {"kind": "ascenseur", "name": "Ascenseur B"}
    Equipement.objects.create(residence=place, **row)
    Equipement.objects.create(residence=other, **row)
    response = login(client, "Service technique").post(reverse("equipements:add"), {"residence": place.pk, **row})
    assert response.status_code == 200
    assert "déjà" in response.text
    with pytest.raises(IntegrityError), transaction.atomic():
        Equipement.objects.create(residence=place, **row)


def test_a_change_of_equipment_keeps_who_made_it(client: Client) -> None:
    place = residence()
    row = {"residence": place.pk, "kind": "ascenseur", "name": "Ascenseur B"}
    login(client, "Service technique").post(reverse("equipements:add"), row)
    lift = Equipement.objects.get()
    client.post(reverse("equipements:edit", args=[lift.pk]), row | {"note": "Côté jardin"})
    history = client.get(reverse("equipements:history", args=[lift.pk]))
    assert history.status_code == 200
    assert Equipement.objects.get().note == "Côté jardin"
    assert history.context["paginator"].count == 2


def test_the_page_of_a_residence_is_tied_through_the_chooser(client: Client, newsroom: Any) -> None:
    from tests.residence_news.estate import Estate

    index = Estate.open(newsroom).index
    login(client, "Rédaction")
    address = reverse("wagtailadmin_pages:add", args=["residence_news", "residencepage", index.pk])
    text = client.get(address).text
    assert reverse("residence_chooser:choose") in text
    assert "Choisir une résidence" in text
