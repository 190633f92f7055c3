"""The menus around the pages: what editors chose, as long as it leads somewhere, in the reader's language."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, PageViewRestriction

from home.blocks.menus import MenuLinkBlock
from home.models import HomePage, Menu
from tests.home.frame_makers import link, page_under, plain_site, publish_menu, translated_under

pytestmark = pytest.mark.django_db


@pytest.fixture
def home_page(db: None) -> HomePage:
    """Return the French home page of a plain site, which has an English one too."""
    return plain_site()


def wide_menu(page: str) -> str:
    """Return the menu of the header, as it is on a wide screen."""
    found = re.search(r'<nav class="menu".*?</nav>', page, re.DOTALL)
    return found.group() if found else ""


def folded_menu(page: str) -> str:
    """Return the menu of the header, as it is on a phone."""
    found = re.search(r'<details class="menu-fold">.*?</nav>', page, re.DOTALL)
    return found.group() if found else ""


def foot(page: str) -> str:
    """Return the footer."""
    return page[page.index("<footer") :]


def links(html: str) -> list[tuple[str, str]]:
    """Return (address, words) of each link."""
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', html)


def test_without_a_menu_the_pages_meant_for_menus_stand_in_the_header(client: Client, home_page: HomePage) -> None:
    page_under(home_page, "Guides", slug="guides", show_in_menus=True)
    page_under(home_page, "Brouillon", slug="brouillon", show_in_menus=True).unpublish()
    page_under(home_page, "Mentions légales", slug="mentions-legales")
    shown = [("/guides/", "Guides"), ("#nous-joindre", "Nous joindre")]
    page = client.get("/").content.decode()
    assert links(wide_menu(page)) == links(folded_menu(page)) == shown


def test_the_menu_has_the_words_of_the_editor_or_the_title_of_the_page(client: Client, home_page: HomePage) -> None:
    guides = page_under(home_page, "Guides pratiques", slug="guides")
    publish_menu(
        "main",
        ("link", link(page=guides)),
        ("link", link("Mon espace", service="espace_locataire")),
        ("link", link("Demander", address="https://demande.example/")),
    )
    page = client.get("/").content.decode()
    expected = [
        ("/guides/", "Guides pratiques"),
        ("/espace-locataire/", "Mon espace"),
        ("https://demande.example/", "Demander"),
    ]
    assert links(wide_menu(page)) == links(folded_menu(page)) == expected


def test_a_group_unfolds_without_any_script(client: Client, home_page: HomePage) -> None:
    rent = page_under(home_page, "Payer mon loyer", slug="payer")
    publish_menu("main", ("group", {"label": "Je suis locataire", "links": [link(page=rent)]}))
    menu = wide_menu(client.get("/").content.decode())
    assert "<summary>Je suis locataire</summary>" in menu
    assert links(menu) == [("/payer/", "Payer mon loyer")]
    assert "<button" not in menu


def test_where_one_is_shows_in_the_menu(client: Client, home_page: HomePage) -> None:
    guides = page_under(home_page, "Guides", slug="guides")
    rent = page_under(home_page, "Loyer", slug="loyer")
    publish_menu(
        "main", ("link", link(page=guides)), ("group", {"label": "Payer", "links": [link(page=rent)]}),
        ("link", link("Accueil", page=home_page)),
    )  # fmt: skip
    menu = wide_menu(client.get("/guides/").content.decode())
    assert '<a href="/guides/" aria-current="page">Guides</a>' in menu
    assert menu.count("aria-current") == 1
    menu = wide_menu(client.get("/loyer/").content.decode())
    assert '<summary class="current">Payer</summary>' in menu


def test_what_nobody_may_read_leaves_the_menu_by_itself(client: Client, home_page: HomePage) -> None:
    gone = page_under(home_page, "Retirée", slug="retiree")
    kept = page_under(home_page, "Réservée", slug="reservee")
    expired = page_under(home_page, "Expirée", slug="expiree")
    stays = page_under(home_page, "Ouverte", slug="ouverte")
    pages = [gone, kept, expired, stays]
    publish_menu(
        "main",
        *(("link", link(page=page)) for page in pages),
        ("group", {"label": "Tout retiré", "links": [link(page=gone)]}),
    )
    gone.unpublish()
    PageViewRestriction.objects.create(page=kept, restriction_type=PageViewRestriction.LOGIN)
    type(expired).objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    assert links(wide_menu(client.get("/").content.decode())) == [("/ouverte/", "Ouverte")]


def test_a_page_below_one_kept_for_some_is_kept_too(client: Client, home_page: HomePage) -> None:
    PageViewRestriction.objects.create(page=home_page, restriction_type=PageViewRestriction.LOGIN)
    guides = page_under(home_page, "Guides", slug="guides")
    publish_menu("main", ("link", link(page=guides)))
    assert "Guides" not in client.get("/plan-du-site/").content.decode()


def test_a_deleted_page_breaks_nothing(client: Client, home_page: HomePage) -> None:
    guides = page_under(home_page, "Guides", slug="guides")
    publish_menu(
        "main", ("link", link("Les guides", page=guides)), ("link", link("Ailleurs", address="https://a.example/"))
    )
    guides.delete()
    assert links(wide_menu(client.get("/").content.decode())) == [("https://a.example/", "Ailleurs")]


def test_a_menu_follows_the_language(client: Client, home_page: HomePage) -> None:
    english_home = home_page.get_translations().get()
    guides = page_under(home_page, "Guides", slug="guides")
    works = page_under(home_page, "Travaux", slug="travaux")
    translated_under(english_home, guides, "Guides for tenants")
    publish_menu("main", ("link", link(page=guides)), ("link", link(page=works)))
    # Made from the French one: its links still lead to French pages.
    publish_menu("main", ("link", link(page=guides)), ("link", link(page=works)), language="en")
    assert links(wide_menu(client.get("/").content.decode())) == [("/guides/", "Guides"), ("/travaux/", "Travaux")]
    # What is not translated is not there.
    shown = links(wide_menu(client.get("/en/").content.decode()))
    assert shown == [("/en/guides-for-tenants/", "Guides for tenants")]


def test_the_footer_has_columns_and_the_last_line_the_legal_links(client: Client, home_page: HomePage) -> None:
    legal = page_under(home_page, "Mentions légales", slug="mentions-legales")
    guides = page_under(home_page, "Guides", slug="guides")
    publish_menu("footer", ("group", {"label": "Vivre ici", "links": [link(page=guides)]}))
    publish_menu("legal", ("link", link(page=legal)))
    page = foot(client.get("/").content.decode())
    assert '<h2 id="pied-1">Vivre ici</h2>' in page
    assert ("/guides/", "Guides") in links(page)
    last_line = page[page.index("foot-legal") :]
    assert ("/mentions-legales/", "Mentions légales") in links(last_line)
    assert ("/plan-du-site/", "Plan du site") in links(last_line)


def test_a_draft_changes_nothing_for_visitors(client: Client, home_page: HomePage) -> None:
    menu = publish_menu("main", ("link", link("Avant", address="https://a.example/")))
    menu.items = [("link", link("Après", address="https://a.example/"))]  # type: ignore[assignment]
    menu.save_revision()
    page = client.get("/").content.decode()
    assert "Avant" in page
    assert "Après" not in page
    menu.latest_revision.publish()
    assert "Après" in client.get("/").content.decode()


def test_a_longer_menu_costs_no_more(
    client: Client, home_page: HomePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")
    pages = [page_under(home_page, f"Page {number}", slug=f"page-{number}") for number in range(6)]
    few = [("link", link(page=pages[0])), ("group", {"label": "Peu", "links": [link(page=pages[1])]})]
    menus = [publish_menu(kind, *few) for kind in ("main", "footer", "legal")]
    with django_assert_max_num_queries(20) as before:
        client.get("/")
    many = [("link", link(page=page)) for page in pages] + [
        ("group", {"label": "Beaucoup", "links": [link(page=page) for page in pages]})
    ]
    for menu in menus:
        menu.items = many  # type: ignore[assignment]
        menu.save_revision().publish()
    with django_assert_max_num_queries(len(before)):
        page = client.get("/").content.decode()
    assert page.count("/page-5/") == 8


def test_there_is_one_menu_of_a_kind_per_language(home_page: HomePage) -> None:
    publish_menu("main")
    publish_menu("main", language="en")
    second = Menu(kind="main", locale=Locale.objects.get(language_code="fr"))
    with pytest.raises(ValidationError, match="existe déjà"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_a_link_that_is_no_page_needs_words() -> None:
    block = MenuLinkBlock()
    with pytest.raises(ValidationError) as refusal:
        block.clean(block.to_python(link(address="https://a.example/")))
    assert "libellé" in str(refusal.value.block_errors["label"])  # type: ignore[attr-defined]


def test_both_menus_of_the_header_say_the_same(client: Client, home_page: HomePage) -> None:
    guides = page_under(home_page, "Guides", slug="guides")
    publish_menu(
        "main", ("link", link(page=guides)), ("group", {"label": "Groupe", "links": [link("Deux", page=guides)]})
    )
    page = client.get("/").content.decode()
    assert links(wide_menu(page)) == links(folded_menu(page)) != []


def test_the_tenant_area_and_the_search_are_in_reach_of_every_page(client: Client, home_page: HomePage) -> None:
    page_under(home_page, "Guides", slug="guides")
    for address in ("/", "/guides/", "/plan-du-site/", "/nulle-part/"):
        head = client.get(address).content.decode().split("<main")[0]
        assert 'href="/espace-locataire/"' in head, address
        assert 'href="/recherche/"' in head, address
