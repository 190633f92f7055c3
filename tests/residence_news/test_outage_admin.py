"""Staff announce an outage, say what is new and close it in one form; the list shows which promises are late."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from residence_news.models import Equipement, Outage, Residence
from tests.compte.factories import StaffFactory
from tests.residence_news.newsroom import in_days, outage, residence

pytestmark = pytest.mark.django_db
STATE = Outage.State


def address(name: str, *args: object) -> str:
    return reverse(f"wagtailsnippets_residence_news_outage:{name}", args=args)


@pytest.fixture
def technician(client: Client) -> Any:
    """Return someone of the technical service, logged in."""
    user = StaffFactory.create(role="Service technique")
    client.force_login(user)
    return user


def answers(*residences: Residence, **values: Any) -> dict[str, Any]:
    """Return what the form sends."""
    row = {
        "kind": "ascenseur",
        "title": "",
        "message": "Une pièce est cassée.",
        "starts_at": "2026-11-20 08:00",
        "expected_end": "",
        "next_update_due": "",
        "new_state": "en_cours",
        "mended_at": "",
        "news": "",
        "residences": [each.pk for each in residences],
        "equipements": [],
    }
    return row | values


def test_an_outage_is_announced_with_its_place_and_its_author(client: Client, technician: Any) -> None:
    place = residence("La Roseraie")
    lift = Equipement.objects.create(residence=place, kind="ascenseur", name="Ascenseur B")
    assert "La Roseraie" in client.get(address("add")).text
    response = client.post(address("add"), answers(place, equipements=[lift.pk], news="Nous arrivons."))
    assert response.status_code == 302
    made = Outage.objects.get()
    assert (list(made.residences.all()), list(made.equipements.all())) == ([place], [lift])
    update = made.updates.get()
    assert (update.author, update.text, update.from_state, update.state) == (
        technician,
        "Nous arrivons.",
        "",
        "en_cours",
    )


def test_news_and_a_change_of_state_become_a_line_of_the_timeline(client: Client, technician: Any) -> None:
    place = residence()
    made = outage(place)
    sent = answers(place, new_state="attente_piece", news="La pièce est commandée.")
    assert client.post(address("edit", made.pk), sent).status_code == 302
    made.refresh_from_db()
    latest = made.updates.first()
    assert latest is not None
    assert (made.state, latest.text, latest.author) == ("attente_piece", "La pièce est commandée.", technician)
    assert "La pièce est commandée." in client.get(address("edit", made.pk)).text


def test_closing_it_notes_when_it_ended_and_opening_it_again_forgets_it(client: Client, technician: Any) -> None:
    place = residence()
    made = outage(place)
    client.post(address("edit", made.pk), answers(place, new_state="retabli", mended_at="2026-11-21 10:30"))
    made.refresh_from_db()
    assert timezone.localtime(made.ended_at).strftime("%Y-%m-%d %H:%M") == "2026-11-21 10:30"
    client.post(address("edit", made.pk), answers(place, new_state="en_cours", news="Encore."))
    made.refresh_from_db()
    assert (made.state, made.ended_at) == ("en_cours", None)


def test_saving_without_news_adds_no_line(client: Client, technician: Any) -> None:
    place = residence()
    made = outage(place)
    client.post(address("edit", made.pk), answers(place, message="Autre texte."))
    made.refresh_from_db()
    assert (made.message, made.updates.count()) == ("Autre texte.", 1)


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"residences": []}, "Cochez au moins une résidence"),
        ({"expected_end": "2026-11-19 08:00"}, "La fin prévue doit venir après le début."),
        ({"new_state": "retabli"}, "Sélectionnez un choix valide"),
        ({"starts_at": "bientôt"}, "Saisissez une date et une heure valides"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    client: Client, technician: Any, values: dict[str, Any], error: str
) -> None:
    response = client.post(address("add"), answers(residence(), message="Un long texte.") | values)
    assert response.status_code == 200
    assert error in response.text
    assert "Un long texte." in response.text
    assert not Outage.objects.exists()


def test_an_end_before_the_beginning_or_to_come_is_refused(client: Client, technician: Any) -> None:
    place = residence()
    made = outage(place)
    for moment, error in (("2026-11-01 08:00", "avant le début"), ("2150-01-01 08:00", "pas encore arrivé")):
        response = client.post(address("edit", made.pk), answers(place, new_state="retabli", mended_at=moment))
        assert error in response.text
    made.refresh_from_db()
    assert made.state == "en_cours"


def test_equipment_of_another_residence_is_refused(client: Client, technician: Any) -> None:
    elsewhere = Equipement.objects.create(residence=residence("Là"), kind="ascenseur", name="Ascenseur Z")
    response = client.post(address("add"), answers(residence("Ici"), equipements=[elsewhere.pk]))
    assert "Ascenseur Z (Là)" in response.text
    assert not Outage.objects.exists()


def test_an_outage_for_everyone_needs_no_residence(client: Client, technician: Any) -> None:
    assert client.post(address("add"), answers(wide="on")).status_code == 302
    assert Outage.objects.get().wide


def test_residences_that_left_are_not_offered(client: Client, technician: Any) -> None:
    residence("Vendue", closed_on="2020-01-01")
    assert "Vendue" not in client.get(address("add")).text


def test_the_list_shows_late_promises_and_narrows_to_them(client: Client, technician: Any) -> None:
    outage(residence(), next_update_due=in_days(-1))
    outage(residence(), kind="chauffage", next_update_due=in_days(1))
    assert "En retard" in client.get(address("list")).text
    late = client.get(address("list"), {"situation": "en-retard"}).text
    assert "Ascenseur" in late
    assert "avant " not in late.replace("promises avant ", "")


def test_the_list_costs_the_same_whatever_its_length(
    client: Client, technician: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost() -> int:
        with CaptureQueriesContext(connection) as context:
            assert client.get(address("list")).status_code == 200
        return len(context)

    outage(residence())
    cost()
    few = cost()
    for _number in range(10):
        outage(residence(), residence())
    assert cost() == few


@pytest.mark.parametrize(
    ("role", "sees", "writes"),
    [
        ("Rédaction", True, False),
        ("Publication", True, True),
        ("Gestion locative", False, False),
        ("Service technique", True, True),
        ("Comptabilité", False, False),
        ("Administration", True, True),
    ],
)
def test_who_sees_and_who_writes(client: Client, role: str, sees: bool, writes: bool) -> None:
    client.force_login(StaffFactory.create(role=role))
    assert (client.get(address("list")).status_code == 200) == sees
    assert (client.get(address("add")).status_code == 200) == writes
