"""A person finds what they were told, and chooses what they hear by mail."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.models import User
from espace_locataire.notifications.models import Delivery, Notification, Preference
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[Any]]


def told(person: User, number: int = 1, **fields: Any) -> Notification:
    return Notification.objects.create(
        **{
            "person": person,
            "kind": "k",
            "object_key": f"o:{number}",
            "title": f"Message {number}",
            "text": "Lisez-le.",
            "path": reverse("notification_preferences"),
            **fields,
        }
    )


@pytest.fixture
def person(db: None) -> User:
    return UserFactory.create()


@pytest.fixture
def area(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_an_empty_list_explains_itself(area: Client) -> None:
    assert "Rien de nouveau pour l’instant" in area.get(reverse("notifications")).text


def test_opening_one_leads_to_it_and_marks_it_read(area: Client, person: User) -> None:
    notification = told(person)
    assert "Nouveau</span>" in area.get(reverse("notifications")).text
    response = area.get(reverse("notification_open", args=[notification.pk]))
    assert response.headers["Location"] == notification.path
    assert "Nouveau</span>" not in area.get(reverse("notifications")).text


def test_someone_elses_message_does_not_exist(area: Client) -> None:
    notification = told(UserFactory.create())
    assert area.get(reverse("notification_open", args=[notification.pk])).status_code == 404
    assert notification.title not in area.get(reverse("notifications")).text
    area.post(reverse("notifications"))
    notification.refresh_from_db()
    assert notification.read_at is None


def test_everything_is_marked_read_at_once(area: Client, person: User) -> None:
    for number in range(3):
        told(person, number)
    page = area.post(reverse("notifications"), follow=True).text
    assert "Tout est marqué comme lu." in page
    assert not Notification.objects.filter(read_at=None).exists()


def test_the_bell_says_how_many_are_new(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    Notification.objects.all().delete()
    assert "bell-count" not in mine.client().get(mine.url("accueil")).text
    told(mine.user, 1)
    told(mine.user, 2)
    told(mine.user, 3, read_at=timezone.now())
    assert "Notifications, 2 nouvelles" in mine.client().get(mine.url("accueil")).text


def test_a_long_list_costs_no_more(area: Client, person: User, django_assert_max_num_queries: Queries) -> None:
    for number in range(60):
        told(person, number)
    area.get(reverse("notifications"))
    with django_assert_max_num_queries(11):
        page = area.get(reverse("notifications"))
    assert page.text.count('class="row-title"') == 20
    assert "Message 0<" in area.get(reverse("notifications"), {"page": "3"}).text


def test_what_is_unticked_is_no_longer_mailed(area: Client, person: User) -> None:
    address = reverse("notification_preferences")
    assert 'value="dossier" id="email-dossier" checked' in area.get(address).text
    page = area.post(address, {"email": []}, follow=True).text
    assert "C’est enregistré." in page
    assert 'value="dossier" id="email-dossier" checked' not in page
    assert not Preference.objects.get(person=person, topic="dossier").wanted
    area.post(address, {"email": ["dossier", "inconnu"]})
    assert Preference.objects.get(person=person).wanted


@pytest.mark.parametrize("name", ["notifications", "notification_preferences"])
def test_a_stranger_is_led_to_the_door(name: str) -> None:
    assert Client().get(reverse(name)).headers["Location"].startswith(reverse("account_login"))


# --- In the administration ----------------------------------------------------------------------


@pytest.fixture
def failed(person: User) -> Delivery:
    return Delivery.objects.create(
        notification=told(person),
        channel="email",
        next_at=None,
        failed_at=timezone.now(),
        error="SMTPRecipientsRefused",
        attempts=12,
    )


@pytest.mark.parametrize("role", ["Rédaction", "Publication", "Gestion locative", "Service technique", "Comptabilité"])
def test_other_roles_neither_see_nor_retry(failed: Delivery, role: str) -> None:
    client = Client()
    client.force_login(StaffFactory.create(role=role))
    assert client.get(reverse("deliveries:index")).status_code != 200
    client.post(reverse("deliveries_retry"))
    failed.refresh_from_db()
    assert failed.failed_at is not None


def test_the_administration_sees_what_failed_and_tries_again(failed: Delivery) -> None:
    client = Client()
    client.force_login(StaffFactory.create(role="Administration"))
    page = client.get(reverse("deliveries:index")).text
    assert "SMTPRecipientsRefused" in page
    assert failed.notification.person.email in page
    assert failed.notification.text not in page
    assert "1 e-mail n’est pas parti" in client.get(reverse("deliveries_retry")).text
    assert "1 e-mail repart." in client.post(reverse("deliveries_retry"), follow=True).text
    failed.refresh_from_db()
    assert (failed.failed_at, failed.attempts) == (None, 0)
