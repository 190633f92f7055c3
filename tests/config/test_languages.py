"""A language the interface speaks in part reads the public pages; accounts and the tenant area stay whole."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["account_login", "account_reset_password", "espace_locataire"])
def test_accounts_and_the_tenant_area_are_in_french_rather_than_half_in_arabic(client: Client, name: str) -> None:
    with translation.override("ar"):
        address = reverse(name)
    response = client.get(f"{address}?suite=1")
    assert response.status_code == 302
    assert response.headers["Location"] == f"{address.removeprefix('/ar')}?suite=1"


def test_the_search_answers_in_arabic(client: Client) -> None:
    response = client.get("/ar/recherche/")
    assert '<html lang="ar" dir="rtl">' in response.text
    assert "عمّ تبحث؟" in response.text


def test_english_has_its_own_login(client: Client) -> None:
    assert '<html lang="en">' in client.get("/en/compte/connexion/").text


def test_the_login_is_offered_in_the_languages_it_speaks(client: Client) -> None:
    assert 'hreflang="en"' in client.get("/compte/connexion/").text
    assert 'hreflang="ar"' not in client.get("/compte/connexion/").text
