"""The accessibility declaration and the map of the site."""

import re
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from home.models import AccessibilityPage, HomePage
from tests.home.frame_makers import page_under, plain_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home_page(db: None) -> HomePage:
    """Return the French home page of a plain site, which has an English one too."""
    return plain_site()


@pytest.fixture
def declaration(home_page: HomePage) -> AccessibilityPage:
    """Return the declaration of a site that was audited."""
    page = AccessibilityPage(
        title="Accessibilité",
        slug="accessibilite",
        locale=home_page.locale,
        state="partiellement",
        rate=86,
        audited_on=date(2026, 9, 14),
        auditor="Atelier Clarté",
        declared_on=date(2026, 10, 1),
        non_conformities=[
            ("item", {"what": "Des PDF sans balises", "criterion": "critère 13.3", "instead": "Appelez-nous."})
        ],
        technologies="HTML\nCSS",
        contact="<p>Nous répondons sous 5 jours.</p>",
    )
    home_page.add_child(instance=page)
    page.save_revision().publish()
    return page


def text_of(html: str) -> str:
    """Return the words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_declaration_says_what_the_law_asks(client: Client, declaration: AccessibilityPage) -> None:
    page = text_of(client.get("/accessibilite/").content.decode())
    for words in (
        "l’article 47 de la loi",
        "Ce site est partiellement conforme avec le référentiel général",
        "(RGAA 4.1.2)",
        "86",
        "14 septembre 2026",
        "Atelier Clarté",
        "Des PDF sans balises (critère 13.3)",
        "établie le 1er octobre 2026",
        "Nous répondons sous 5 jours",
        "bonjour@chartres-habitat.example",
        "Libre réponse 71120",
    ):
        assert words in page, words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("non", "Accessibilité\u00a0: non conforme"),
        ("partiellement", "Accessibilité\u00a0: partiellement conforme"),
        ("totalement", "Accessibilité\u00a0: totalement conforme"),
    ],
)
def test_its_state_stands_in_every_footer(
    client: Client, declaration: AccessibilityPage, state: str, words: str
) -> None:
    declaration.state = state
    declaration.save_revision().publish()
    for address in ("/", "/plan-du-site/", "/compte/connexion/", "/nulle-part/"):
        assert f'<a href="/accessibilite/">{words}</a>' in client.get(address).content.decode(), address


def test_nothing_is_said_of_it_until_it_is_published(client: Client, declaration: AccessibilityPage) -> None:
    assert "Accessibilité\u00a0:" not in client.get("/en/").content.decode()
    declaration.unpublish()
    assert "Accessibilité\u00a0:" not in client.get("/").content.decode()


def test_a_site_without_audit_says_so(client: Client, declaration: AccessibilityPage) -> None:
    declaration.state, declaration.audited_on, declaration.rate = "non", None, None
    declaration.non_conformities = []  # type: ignore[assignment]
    declaration.save_revision().publish()
    page = text_of(client.get("/accessibilite/").content.decode())
    assert "L’audit n’a pas encore été fait" in page
    assert "non conforme" in page
    assert "%" not in page


def test_there_is_one_declaration_per_language(home_page: HomePage, declaration: AccessibilityPage) -> None:
    assert not AccessibilityPage.can_create_at(home_page)
    assert AccessibilityPage.can_create_at(home_page.get_translations().get())


@pytest.mark.parametrize("fault", [{"rate": 101}, {"state": "presque"}])
def test_the_database_holds_the_rules(declaration: AccessibilityPage, fault: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessibilityPage.objects.filter(pk=declaration.pk).update(**fault)


def test_the_search_reads_the_declaration(declaration: AccessibilityPage) -> None:
    texts = " ".join(declaration.texts())
    assert "Des PDF sans balises" in texts
    assert "Nous répondons" in texts


def test_the_map_lists_the_pages_anyone_may_read(client: Client, home_page: HomePage) -> None:
    guides = page_under(home_page, "Guides", slug="guides")
    page_under(guides, "Payer", slug="payer")
    page_under(home_page, "Brouillon", slug="brouillon").unpublish()
    kept = page_under(home_page, "Réservée", slug="reservee")
    PageViewRestriction.objects.create(page=kept, restriction_type=PageViewRestriction.LOGIN)
    page = client.get("/plan-du-site/").content.decode()
    assert '<a class="site-map-title" href="/guides/">Guides</a>' in page
    assert '<a href="/guides/payer/">Payer</a>' in page
    body = page.split("<main")[1].split("<footer")[0]
    assert "Brouillon" not in body
    assert "Réservée" not in body


def test_the_map_is_in_the_language_of_the_address(client: Client, home_page: HomePage) -> None:
    page_under(home_page, "Guides", slug="guides")
    page_under(home_page.get_translations().get(), "Tenant guides", slug="guides")
    page = client.get("/en/plan-du-site/").content.decode()
    assert "Tenant guides" in page
    assert 'href="/guides/"' not in page


def test_a_page_under_a_withdrawn_one_is_not_on_the_map(client: Client, home_page: HomePage) -> None:
    guides = page_under(home_page, "Guides", slug="guides")
    page_under(guides, "Payer", slug="payer")
    guides.unpublish()
    assert "/guides/payer/" not in client.get("/plan-du-site/").content.decode()


def test_an_empty_map_says_so(client: Client, home_page: HomePage) -> None:
    assert "Aucune page pour l’instant" in client.get("/plan-du-site/").content.decode()


def test_a_longer_map_costs_no_more(
    client: Client,
    home_page: HomePage,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    guides = page_under(home_page, "Guides", slug="guides")
    client.get("/plan-du-site/")
    with django_assert_max_num_queries(12) as before:
        client.get("/plan-du-site/")
    for number in range(8):
        page_under(guides, f"Guide {number}", slug=f"guide-{number}")
    with django_assert_num_queries(len(before)):
        client.get("/plan-du-site/")


@pytest.mark.parametrize("address", ["/plan-du-site/", "/accessibilite/"])
def test_each_page_has_one_h1_and_no_cookie(client: Client, declaration: AccessibilityPage, address: str) -> None:
    response = client.get(address)
    assert response.content.decode().count("<h1") == 1
    assert not response.cookies
