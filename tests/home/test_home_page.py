"""The public home page, as visitors and caches meet it."""

import re
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page

from home.models import Bailleur, HomePage


def test_it_greets_in_french_and_leads_to_the_tenant_area(client: Client, home_page: HomePage) -> None:
    page = client.get("/").content.decode()
    assert '<html lang="fr">' in page
    assert "<title>Accueil — C’Chartres habitat</title>" in page
    assert "Votre logement, simplement" in page
    assert 'href="/espace-locataire/"' in page
    assert 'href="tel:+33261911011"' in page


def test_it_greets_in_english_under_en(client: Client, home_page: HomePage) -> None:
    page = client.get("/en/").content.decode()
    assert '<html lang="en">' in page
    assert "Your home, made simple" in page
    assert 'href="/en/espace-locataire/"' in page
    assert "Votre logement" not in page


@pytest.mark.parametrize(("here", "there", "language"), [("/", "/en/", "en"), ("/en/", "/", "fr")])
def test_it_offers_itself_in_the_other_language(
    client: Client, home_page: HomePage, here: str, there: str, language: str
) -> None:
    assert f'<a href="{there}" lang="{language}" hreflang="{language}">' in client.get(here).content.decode()


def test_an_unpublished_translation_is_not_offered(client: Client, home_page: HomePage) -> None:
    home_page.get_translations().get().unpublish()
    assert 'hreflang="en"' not in client.get("/").content.decode()


def test_an_address_that_is_no_page_keeps_its_query_in_the_other_language(client: Client, home_page: HomePage) -> None:
    assert 'href="/en/design/?page=3"' in client.get("/design/?page=3").content.decode()


def test_it_has_one_h1_and_a_skip_link_to_its_main_part(client: Client, home_page: HomePage) -> None:
    page = client.get("/").content.decode()
    assert page.count("<h1") == 1
    assert 'href="#contenu"' in page
    assert 'id="contenu"' in page


@pytest.mark.parametrize("address", ["/", "/en/", "/design/", "/nulle-part/"])
def test_nothing_is_written_in_line_and_nothing_comes_from_elsewhere(
    client: Client, home_page: HomePage, address: str
) -> None:
    page = client.get(address).content.decode()
    assert not re.search(r"<[^>]+\sstyle=", page)
    assert not re.search(r"<[^>]+\son[a-z]+=", page)
    assert "<style" not in page
    # Data for machines is not run.
    page = re.sub(r'<script type="application/ld\+json">.*?</script>', "", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))
    loaded = re.findall(r'<(?:img|script|source|iframe)[^>]+src="([^"]+)"', page)
    loaded += re.findall(r'<link rel="(?!canonical|alternate)[^>]+href="([^"]+)"', page)
    assert loaded
    assert all(link.startswith("/static/") for link in loaded)


# The English page is found through the French one: one query more.
@pytest.mark.parametrize(("address", "queries"), [("/", 12), ("/en/", 13)])
def test_it_costs_the_same_few_queries_every_time(
    client: Client,
    home_page: HomePage,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    queries: int,
) -> None:
    client.get(address)
    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.parametrize("address", ["/", "/en/", "/nulle-part/"])
def test_it_sets_no_cookie_and_depends_on_none(client: Client, home_page: HomePage, address: str) -> None:
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


class Untouchable:
    """Stands for what a public page must not look at."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError(f"a public page asked the visitor for {name}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_written_without_a_look_at_the_visitor(rf: RequestFactory, home_page: HomePage, language: str) -> None:
    request: HttpRequest = rf.get("/")
    request.session = request.user = Untouchable()  # type: ignore[assignment]
    page = home_page if language == "fr" else home_page.get_translations().get().specific
    with translation.override(language):
        response = page.serve(request)
        response.render()
    assert response.status_code == 200
    assert b"csrf" not in response.content
    assert "CSRF_COOKIE" not in request.META


def test_the_search_title_and_description_are_those_editors_wrote(client: Client, home_page: HomePage) -> None:
    home_page.seo_title = "Louer à Chartres"
    home_page.search_description = "Un « bon » bailleur & voisin"
    home_page.save_revision().publish()
    page = client.get("/").content.decode()
    assert "<title>Louer à Chartres — C’Chartres habitat</title>" in page
    assert '<meta name="description" content="Un « bon » bailleur &amp; voisin">' in page


def test_there_is_one_home_page_per_language(home_page: HomePage) -> None:
    root = Page.get_first_root_node()
    assert not HomePage.can_create_at(root)
    home_page.get_translations().get().delete()
    home_page.delete()
    assert HomePage.can_create_at(Page.get_first_root_node())
    assert Locale.objects.count() == 2


def test_another_landlords_name_stands_in_the_header_the_footer_and_the_title(
    client: Client, home_page: HomePage
) -> None:
    bailleur = Bailleur.for_site(home_page.get_site())
    bailleur.name = "Beauce logement"
    bailleur.save()
    head, body = client.get("/").content.decode().split("</head>")
    assert " — Beauce logement</title>" in head
    assert body.count("Beauce logement") == 2
