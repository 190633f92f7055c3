"""The pages shown when something is not as it should be."""

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.views import defaults
from django.views.csrf import csrf_failure

from home import errors
from home.models import Bailleur, HomePage

PHONE = "02 61 91 10 10"
ALL = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"]


def forbidden(request: HttpRequest) -> HttpResponse:
    """Answer as Django does when access is refused."""
    return defaults.permission_denied(request, PermissionDenied("secret"))


def bad(request: HttpRequest) -> HttpResponse:
    """Answer as the site does to a request it refuses to read."""
    return errors.bad_request(request, SuspiciousOperation("secret"))


def expired(request: HttpRequest) -> HttpResponse:
    """Answer as Django does to a form without its token."""
    return csrf_failure(request, reason="secret")


@pytest.mark.parametrize(
    ("view", "status", "what"),
    [
        (forbidden, 403, "Vous n’avez pas accès à cette page"),
        (expired, 403, "Ce formulaire n’est plus valable"),
        (bad, 400, "Nous n’avons pas compris cette demande"),
        (errors.server_error, 500, "Le site rencontre un problème"),
    ],
)
def test_an_error_says_what_happened_and_whom_to_call(
    rf: RequestFactory, home_page: HomePage, view: Callable[[HttpRequest], HttpResponse], status: int, what: str
) -> None:
    response = view(rf.get("/"))
    page = response.content.decode()
    assert response.status_code == status
    assert re.findall(r"<h1>(.*?)</h1>", page) == [what]
    assert PHONE in page
    assert 'href="/espace-locataire/"' in page
    assert "secret" not in page


def test_an_address_that_leads_nowhere(client: Client, home_page: HomePage) -> None:
    response = client.get("/nulle-part/")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Cette page n’existe pas, ou n’existe plus" in page
    assert "nulle-part" not in re.sub(r'href="[^"]*"', "", page)
    assert PHONE in page


def test_a_site_without_any_page_still_answers_404(client: Client, db: None) -> None:
    assert client.get("/nulle-part/").status_code == 404


def test_an_error_is_in_the_language_of_the_address(client: Client, home_page: HomePage) -> None:
    page = client.get("/en/nowhere/").content.decode()
    assert '<html lang="en">' in page
    assert 'href="/en/espace-locataire/"' in page


@pytest.mark.parametrize("template", ALL)
def test_an_error_page_needs_no_request_no_database_and_no_context(template: str) -> None:
    page = render_to_string(template)
    assert page.count("<h1>") == 1
    assert "avis d’échéance" in page
    assert "noindex" in page


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_failing_database_does_not_break_the_error_page(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    def fail(request: HttpRequest) -> Bailleur:
        raise DatabaseError("secret")

    monkeypatch.setattr(Bailleur, "for_request", fail)
    with translation.override(language):
        response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.content.decode()
    assert b"secret" not in response.content


def test_the_site_answers_a_failure_with_its_own_page(
    home_page: HomePage, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    def fail(page: HomePage, request: HttpRequest) -> HttpResponse:
        raise ValueError("secret")

    monkeypatch.setattr(HomePage, "serve", fail)
    client.raise_request_exception = False
    response = client.get("/en/")
    assert response.status_code == 500
    assert '<html lang="en">' in response.content.decode()
    assert PHONE in response.content.decode()
    assert b"secret" not in response.content
