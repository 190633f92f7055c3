"""« Mon compte »: one page that gathers everything, in the reader's language, kept by no cache."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.compte.browsing import browser, log_in, person_at
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db
Queries = Callable[[int], AbstractContextManager[Any]]
GATHERED = [
    "email_change",
    "account_change_password",
    "mfa_index",
    "usersessions_list",
    "account_language",
    "notification_preferences",
]
PRIVATE = [
    "compte",
    "account_language",
    "mfa_index",
    "usersessions_list",
    "email_change",
    "account_change_password",
    "mfa_activate_totp",
    "mfa_add_webauthn",
]


def test_it_gathers_everything() -> None:
    user = UserFactory.create()
    page = person_at(user).get(reverse("compte")).text
    assert user.email in page
    for name in GATHERED:
        assert reverse(name) in page, name


def test_the_area_leads_to_it(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    client = mine.client()
    for name in ("accueil", "dossier", "documents"):
        assert f'href="{reverse("compte")}"' in client.get(mine.url(name)).text
    assert f'href="{reverse("espace_locataire")}"' in client.get(reverse("compte")).text


def test_it_leads_staff_back_to_work() -> None:
    client = Client()
    client.force_login(StaffFactory.create(role="Comptabilité"))
    assert f'href="{reverse("wagtailadmin_home")}"' in client.get(reverse("compte")).text


@pytest.mark.parametrize("name", PRIVATE)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_its_pages_speak_both_languages_and_are_kept_by_no_cache(name: str, prefix: str) -> None:
    response = person_at(UserFactory.create()).get(prefix + reverse(name))
    assert response.status_code == 200
    assert f'<html lang="{"en" if prefix else "fr"}">' in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert response.text.count("<h1>") == 1


@pytest.mark.parametrize("name", PRIVATE)
def test_a_stranger_is_led_to_the_door(name: str) -> None:
    response = browser().get(reverse(name))
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_it_asks_little_of_the_data(django_assert_max_num_queries: Queries) -> None:
    client = person_at(UserFactory.create())
    client.get(reverse("compte"))
    with django_assert_max_num_queries(10):
        client.get(reverse("compte"))


def test_the_language_of_messages_is_chosen() -> None:
    user = UserFactory.create()
    client = log_in(browser(), user)
    response = client.post(reverse("account_language"), {"language": "en"}, follow=True)
    assert "C’est enregistré." in response.text
    user.refresh_from_db()
    assert user.language == "en"


def test_a_language_we_do_not_write_is_refused() -> None:
    user = UserFactory.create()
    response = log_in(browser(), user).post(reverse("account_language"), {"language": "xx"})
    assert 'class="field-error"' in response.text
    user.refresh_from_db()
    assert user.language == "fr"
