"""A code by e-mail instead of a password: once, for a quarter of an hour, and nothing told to strangers."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.compte.browsing import browser, is_in
from tests.compte.factories import UserFactory

pytestmark = pytest.mark.django_db
UNKNOWN = "inconnue@demo.example"


def ask(client: Client, email: str) -> str:
    response = client.post(reverse("account_request_login_code"), {"email": email}, follow=True)
    assert response.request["PATH_INFO"] == reverse("account_confirm_login_code")
    return response.text


def code_in(message: mail.EmailMessage) -> str:
    found = re.search(r"^\d{6}$", str(message.body), re.MULTILINE)
    assert found is not None, message.body
    return found.group()


def type_code(client: Client, code: str) -> str:
    return client.post(reverse("account_confirm_login_code"), {"code": code}, follow=True).text


def test_the_login_page_offers_it() -> None:
    page = Client().get(reverse("account_login")).text
    assert f'href="{reverse("account_request_login_code")}"' in page
    assert "Recevoir un code par e-mail" in page


def test_the_code_opens_the_account_once() -> None:
    user, client = UserFactory.create(), browser()
    ask(client, user.email.upper())
    assert mail.outbox[0].subject == "Votre code de connexion"
    code = code_in(mail.outbox[0])
    # As people copy it.
    type_code(client, f"{code[:3]} {code[3:]}")
    assert is_in(client)
    other = browser()
    other.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_in(other)


def test_whoever_was_going_somewhere_goes_there() -> None:
    user, client = UserFactory.create(), browser()
    client.post(reverse("account_request_login_code"), {"email": user.email, "next": reverse("usersessions_list")})
    code = code_in(mail.outbox[0])
    fields = {"code": code, "next": reverse("usersessions_list")}
    response = client.post(reverse("account_confirm_login_code"), fields)
    assert response.headers["Location"] == reverse("usersessions_list")


def test_three_wrong_codes_end_it() -> None:
    user, client = UserFactory.create(), browser()
    ask(client, user.email)
    code = code_in(mail.outbox[0])
    wrong = "000000" if code != "000000" else "111111"
    assert "Ce n’est pas le bon code." in type_code(client, wrong)
    type_code(client, wrong)
    type_code(client, wrong)
    type_code(client, code)
    assert not is_in(client)


def test_an_old_code_is_refused(settings: Settings) -> None:
    user, client = UserFactory.create(), browser()
    ask(client, user.email)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1
    type_code(client, code_in(mail.outbox[0]))
    assert not is_in(client)


def test_a_closed_account_gets_no_code() -> None:
    user = UserFactory.create(is_active=False)
    ask(browser(), user.email)
    assert "Nous ne connaissons pas cette adresse" in mail.outbox[0].subject


def test_one_goes_back_to_the_password() -> None:
    user, client = UserFactory.create(), browser()
    ask(client, user.email)
    client.post(reverse("account_logout"), {"next": reverse("account_login")})
    assert client.get(reverse("account_login")).status_code == 200


def steps(email: str) -> list[tuple[int, str, int]]:
    """Return what a stranger sees of an address, step by step: status, page, number of queries."""
    client, seen = browser(), []
    for name, fields in (
        ("account_request_login_code", {"email": email}),
        ("account_confirm_login_code", None),
        ("account_confirm_login_code", {"code": "x"}),
        ("account_confirm_login_code", {"code": "x"}),
        ("account_confirm_login_code", {"code": "x"}),
    ):
        url = reverse(name)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(url) if fields is None else client.post(url, fields)
        seen.append((response.status_code, stripped(response.text, email), len(queries)))
    return seen


def stripped(page: str, email: str) -> str:
    """Return a page without the address typed and the token of its forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page).replace(email, "…")


def test_an_unknown_address_looks_like_any_other() -> None:
    user = UserFactory.create()
    # What is read once and kept must not count.
    ask(browser(), UserFactory.create().email)
    mail.outbox.clear()
    assert steps(user.email) == steps(UNKNOWN)
    assert [message.to for message in mail.outbox] == [[user.email], [UNKNOWN]]
    assert not re.search(r"\d{6}", str(mail.outbox[1].body).replace("02 61", ""))


def test_codes_are_not_asked_for_without_end() -> None:
    user = UserFactory.create()
    for _ in range(5):
        ask(browser(), user.email)
    response = browser().post(reverse("account_request_login_code"), {"email": user.email})
    assert "Trop d’essais." in response.text
    assert len(mail.outbox) == 5
