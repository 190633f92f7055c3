"""The administration's first screen leads each role to what it may write."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.compte.factories import StaffFactory
from tests.residence_news.newsroom import Newsroom

pytestmark = pytest.mark.django_db
NEWS, EVENT = "Écrire une actualité", "Annoncer un événement"
OUTAGE, ALERT = "Annoncer des travaux ou une panne", "Afficher un bandeau d’alerte"


@pytest.mark.parametrize(
    ("role", "offered"),
    [
        ("Rédaction", {NEWS, EVENT}),
        ("Publication", {NEWS, EVENT, OUTAGE, ALERT}),
        ("Service technique", {OUTAGE}),
        ("Gestion locative", set()),
        ("Comptabilité", set()),
        ("Administration", {NEWS, EVENT, OUTAGE, ALERT}),
    ],
)
def test_each_role_is_offered_what_it_may_write(role: str, offered: set[str]) -> None:
    Newsroom.open()
    client = Client()
    client.force_login(StaffFactory.create(role=role))
    screen = client.get(reverse("wagtailadmin_home")).text
    assert {label for label in (NEWS, EVENT, OUTAGE, ALERT) if label in screen} == offered


def test_what_is_offered_opens() -> None:
    Newsroom.open()
    client = Client()
    client.force_login(StaffFactory.create(role="Publication"))
    steps = client.get(reverse("wagtailadmin_home")).text.partition('class="first-steps ')[2].partition("</ul>")[0]
    addresses = [
        part.partition('"')[0]
        for part in steps.split('<a class="button bicolor button--icon button-secondary" href="')[1:]
    ]
    assert len(addresses) == 4
    for address in addresses:
        assert client.get(address).status_code == 200
