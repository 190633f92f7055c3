"""Deny by default: every address asks for a login, but those listed here."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from home.contents import create_home_pages

pytestmark = pytest.mark.django_db

ADMINISTRATION = "admin/"
# Names of the addresses open to everyone, and why.
PUBLIC = {
    # The site's pages, documents and images; Wagtail guards those kept for some.
    "wagtail_serve",
    "wagtaildocs_serve",
    "wagtaildocs_authenticate_with_password",
    "wagtailcore_authenticate_with_password",
    "design",
    # Where the forms of the public site are sent: from its own pages only.
    "form_submit",
    "feedback",
    "feedback_thanks",
    "search",
    "site_map",
    # Where anyone checks a paper made on the spot; it says nothing of whom it is about.
    "verify_ask",
    "verify",
    "brand_style_sheet",
    # What machines read.
    "robots",
    "sitemap",
    "sitemap_file",
    "security_txt",
    "sharing_image",
    # Where the payment provider tells us what happened: its signature is the key.
    "stripe_webhook",
    # The one door, and what leads to it.
    "wagtailcore_login",
    "account_login",
    "account_logout",
    "account_signup",
    "inscription_wishes",
    "inscription_asked",
    "inscription_confirm",
    "account_inactive",
    "account_email_verification_sent",
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_request_login_code",
    "account_confirm_login_code",
    "mfa_login_webauthn",
    "mfa_authenticate",
    # From the mailbox of someone invited to help, who may have no account yet.
    "aidant_invitation",
    "aidant_refusal",
    # From the mailbox of the old address, where nobody may be logged in any more.
    "email_change_undo",
}


def open_patterns(resolver: URLResolver, route: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield (route, pattern) of the addresses whose views ask for no login by themselves."""
    for pattern in resolver.url_patterns:
        here = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from open_patterns(pattern, here)
        elif not getattr(pattern.callback, "login_required", True):
            yield here, pattern


def test_only_the_addresses_listed_are_open() -> None:
    outside = {
        pattern.name for route, pattern in open_patterns(get_resolver()) if not route.startswith(ADMINISTRATION)
    }
    assert outside == PUBLIC


def test_the_administration_guards_its_own_addresses(rf: RequestFactory) -> None:
    guarded = [
        (route, pattern)
        for route, pattern in open_patterns(get_resolver())
        if route.startswith(ADMINISTRATION) and not route.endswith("admin/login/")
    ]
    assert guarded
    for route, pattern in guarded:
        request = rf.get(f"/{route}")
        request.user = AnonymousUser()
        parts = dict.fromkeys(pattern.pattern.converters, 1)
        assert pattern.callback(request, **parts).status_code in (302, 401, 403), route


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
        "account_inactive",
        "account_request_login_code",
        "design",
    ],
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_public_address_answers_a_stranger(client: Client, name: str, prefix: str) -> None:
    response = client.get(f"{prefix}{reverse(name)}")
    assert response.status_code == 200
    assert f'<html lang="{"en" if prefix else "fr"}">' in response.text


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_home_page_answers_a_stranger_the_same_as_anyone(client: Client, path: str) -> None:
    create_home_pages()
    response = client.get(path)
    assert response.status_code == 200
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    "path",
    [
        "/compte/",
        "/compte/securite/",
        "/compte/adresse/confirmer/faux/",
        "/espace-locataire/",
        "/en/espace-locataire/",
        f"/espace-locataire/{'A' * 22}/",
        f"/espace-locataire/{'A' * 22}/documents/1/",
        "/admin/",
        "/admin/pages/",
        "/admin/reports/site-history/",
        "/admin/sprite/",
    ],
)
def test_everything_else_leads_a_stranger_to_the_door(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert "/compte/connexion/" in response.headers["Location"]


@pytest.mark.parametrize("path", ["/nulle-part/", "/en/nowhere/", "/espace-locataire/court/", "/compte/ailleurs/"])
def test_an_unknown_address_is_404_in_the_house_style(client: Client, path: str) -> None:
    create_home_pages()
    response = client.get(path)
    assert response.status_code == 404
    assert 'class="skip"' in response.text


def test_unprefixed_addresses_are_french_whatever_the_browser_prefers(client: Client) -> None:
    response = client.get(reverse("account_login"), headers={"accept-language": "en"})
    assert '<html lang="fr">' in response.text


@pytest.mark.parametrize("path", ["/compte/connexion/", "/"])
def test_no_page_lets_in_inline_code_frames_or_other_hosts(client: Client, path: str) -> None:
    create_home_pages()
    policy = client.get(path).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
