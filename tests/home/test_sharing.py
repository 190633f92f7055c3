"""What a page says of itself to search engines and to sites where it is shared."""

import json
import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client, TestCase
from django.utils import translation
from PIL import Image
from pytest_django import Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import Bailleur, ContentPage, HomePage, SectionPage
from home.sharing import as_json
from home.sharing_image import SharingImage

ROOT = "http://localhost:8000"


@pytest.fixture
def home_page(small_site: HomePage) -> HomePage:
    """The home page of a small site, quickly made."""
    return small_site


@pytest.fixture
def section(home_page: HomePage) -> SectionPage:
    """A section below the French home page, translated into English."""
    section = SectionPage(title="Vivre ici", slug="vivre-ici", lead="Au quotidien.")
    home_page.add_child(instance=section)
    translated = section.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.slug, translated.title = "living-here", "Living here"
    with TestCase.captureOnCommitCallbacks(execute=True):
        translated.save_revision().publish()
    return section


@pytest.fixture
def article(section: SectionPage) -> ContentPage:
    """A page of the section, translated too."""
    article = ContentPage(title="Trier ses déchets", slug="tri", lead="Que jeter, et où.")
    section.add_child(instance=article)
    translated = article.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.slug = "waste"
    with TestCase.captureOnCommitCallbacks(execute=True):
        translated.save_revision().publish()
    return article


def links(html: str, rel: str) -> list[tuple[str, str]]:
    """Return (hreflang, href) of the links of a kind."""
    found = re.findall(rf'<link rel="{rel}"(?: hreflang="([^"]+)")? href="([^"]+)">', html)
    return [(language, unescape(url)) for language, url in found]


def metas(html: str) -> dict[str, str]:
    """Return what the meta elements say, by their name or property."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', html)
    return {name: unescape(value) for name, value in found}


def things(html: str) -> dict[str, dict[str, Any]]:
    """Return the schema.org things of a page by their type."""
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    whole = json.loads(data)
    assert whole["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in whole["@graph"]}


# --- Addresses ---------------------------------------------------------------------


def test_a_page_has_one_address_and_names_its_translations(client: Client, article: ContentPage) -> None:
    french, english = f"{ROOT}/vivre-ici/tri/", f"{ROOT}/en/living-here/waste/"
    for address in ("/vivre-ici/tri/?utm_source=x", "/en/living-here/waste/"):
        html = client.get(address).text
        here = english if address.startswith("/en/") else french
        assert links(html, "canonical") == [("", here)]
        assert links(html, "alternate") == [("fr", french), ("en", english), ("x-default", french)]


def test_a_page_in_one_language_names_no_other(client: Client, article: ContentPage) -> None:
    article.get_translations().get().unpublish()
    assert links(client.get("/vivre-ici/tri/").text, "alternate") == []


def test_a_translation_that_nobody_may_read_is_not_named(client: Client, article: ContentPage) -> None:
    PageViewRestriction.objects.create(
        page=article.get_translations().get(), restriction_type=PageViewRestriction.LOGIN
    )
    assert links(client.get("/vivre-ici/tri/").text, "alternate") == []


@pytest.mark.parametrize(
    ("query", "kept"), [("", ""), ("?page=1", ""), ("?page=2", "?page=2"), ("?page=x", ""), ("?page=2&q=a", "?page=2")]
)
def test_a_page_of_a_list_is_its_own_address_and_a_filter_is_not(
    client: Client, article: ContentPage, monkeypatch: pytest.MonkeyPatch, query: str, kept: str
) -> None:
    monkeypatch.setattr(ContentPage, "query_parameters", frozenset({"page", "q"}))
    assert links(client.get(f"/vivre-ici/tri/{query}").text, "canonical") == [("", f"{ROOT}/vivre-ici/tri/{kept}")]


# --- Shared --------------------------------------------------------------------------


def test_a_shared_page_shows_its_title_what_it_is_about_and_a_picture(client: Client, article: ContentPage) -> None:
    said = metas(client.get("/vivre-ici/tri/").text)
    assert said["og:type"] == "article"
    assert said["og:title"] == "Trier ses déchets"
    assert said["og:description"] == said["description"] == "Que jeter, et où."
    assert said["og:url"] == f"{ROOT}/vivre-ici/tri/"
    assert said["og:site_name"] == "C’Chartres habitat"
    assert (said["og:locale"], said["og:locale:alternate"]) == ("fr_FR", "en_GB")
    assert said["og:image:alt"] == "Trier ses déchets — C’Chartres habitat"
    assert said["twitter:card"] == "summary_large_image"
    assert said["og:image"].startswith(f"{ROOT}/partage/{article.pk}-")


def test_the_home_page_is_the_site(client: Client, home_page: HomePage) -> None:
    said = metas(client.get("/en/").text)
    assert said["og:type"] == "website"
    assert (said["og:locale"], said["og:locale:alternate"]) == ("en_GB", "fr_FR")


def test_the_search_title_of_editors_is_the_one_shared(client: Client, article: ContentPage) -> None:
    article.seo_title, article.search_description = "Où jeter « quoi »", "Tout & le reste"
    article.save_revision().publish()
    said = metas(client.get("/vivre-ici/tri/").text)
    assert said["og:title"] == "Où jeter « quoi »"
    assert said["og:description"] == "Tout & le reste"


def test_an_address_that_is_no_page_says_nothing(client: Client, home_page: HomePage) -> None:
    for address in ("/design/", "/nulle-part/", "/compte/connexion/"):
        html = client.get(address).text
        assert "og:" not in html
        assert "ld+json" not in html
        assert "canonical" not in html


# --- The picture -----------------------------------------------------------------------


def picture_of(client: Client, address: str) -> str:
    """Return the path of the picture that a page names."""
    return metas(client.get(address).text)["og:image"].removeprefix(ROOT)


def test_the_picture_of_a_page_is_as_large_as_networks_like(client: Client, article: ContentPage) -> None:
    response = client.get(picture_of(client, "/vivre-ici/tri/"))
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert len(response.content) < 100_000
    with Image.open(BytesIO(response.content)) as picture:
        assert picture.size == (1200, 630)


def test_its_address_changes_with_what_it_says_and_old_ones_lead_to_it(client: Client, article: ContentPage) -> None:
    old = picture_of(client, "/vivre-ici/tri/")
    article.title = "Trier mieux"
    article.save_revision().publish()
    new = picture_of(client, "/vivre-ici/tri/")
    assert new != old
    assert client.get(old).headers["Location"] == new
    bailleur = Bailleur.for_site(article.get_site())
    bailleur.brand_colour = "#5a1030"
    bailleur.save()
    assert picture_of(client, "/vivre-ici/tri/") not in (old, new)


def test_a_page_nobody_may_read_has_no_picture(client: Client, article: ContentPage) -> None:
    address = picture_of(client, "/vivre-ici/tri/")
    restriction = PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address).status_code == 404
    restriction.delete()
    article.unpublish()
    assert client.get(address).status_code == 404
    assert client.get("/partage/999999-abc.png").status_code == 404


def pixels(title: str, kind: str = "", bailleur: str = "C’Chartres habitat", colour: str = "#10225e") -> bytes:
    """Return the picture that says this, as its pixels."""
    with Image.open(BytesIO(SharingImage(title, kind, bailleur, colour).png())) as picture:
        return picture.convert("RGB").tobytes()


def test_each_thing_it_says_is_seen() -> None:
    said = pixels("Trier ses déchets", "Guide")
    assert said != pixels("Trier ses déchets", "Actualité")
    assert said != pixels("Trier mieux", "Guide")
    assert said != pixels("Trier ses déchets", "Guide", bailleur="Beauce logement")
    assert said != pixels("Trier ses déchets", "Guide", colour="#5a1030")
    assert said == pixels("Trier ses déchets", "Guide")


def test_a_title_in_letters_we_do_not_have_gives_way_to_the_landlord() -> None:
    assert pixels("أخبار السكن", "خبر") == pixels("C’Chartres habitat")
    assert pixels("Trier 🙂") == pixels("Trier")


@pytest.mark.parametrize("title", ["", " ", "mot " * 60, "M" * 255, "Qui répare\u202f?"])
def test_any_title_has_its_picture(title: str) -> None:
    assert len(pixels(title)) == 1200 * 630 * 3


def test_a_title_too_long_ends_before_the_rose() -> None:
    """Nothing is written over what stands on the right."""
    plain, written = pixels("a"), pixels("W" * 255)
    row = 1200 * 3
    edge = [place for y in range(0, 630, 5) for place in range(y * row + 900 * 3, (y + 1) * row)]
    # White on the ground differs by more than 150; the palette, chosen for the whole picture, by less.
    assert max(abs(plain[place] - written[place]) for place in edge) < 100


# --- What it is about --------------------------------------------------------------------


def test_the_home_page_says_who_the_landlord_is_and_how_to_search(client: Client, home_page: HomePage) -> None:
    said = things(client.get("/").text)
    landlord = said["GovernmentOrganization"]
    bailleur = Bailleur.for_site(home_page.get_site())
    assert landlord["name"] == "C’Chartres habitat"
    assert landlord["url"] == f"{ROOT}/"
    assert landlord["telephone"] == bailleur.phone
    assert "sameAs" not in landlord
    assert said["WebSite"]["publisher"] == {"@id": landlord["@id"]}
    assert said["WebSite"]["potentialAction"]["target"] == f"{ROOT}/recherche/?q={{search_term_string}}"


def test_a_page_says_where_it_stands(client: Client, article: ContentPage) -> None:
    line = things(client.get("/vivre-ici/tri/").text)["BreadcrumbList"]["itemListElement"]
    assert [(item["position"], item["name"], item["item"]) for item in line] == [
        (1, "Accueil", f"{ROOT}/"),
        (2, "Vivre ici", f"{ROOT}/vivre-ici/"),
        (3, "Trier ses déchets", f"{ROOT}/vivre-ici/tri/"),
    ]


def test_a_page_adds_what_it_knows(client: Client, article: ContentPage, monkeypatch: pytest.MonkeyPatch) -> None:
    label = translation.gettext_lazy("Guide")
    monkeypatch.setattr(ContentPage, "structured_data", lambda page, request: [{"@type": "HowTo", "name": label}])
    assert things(client.get("/vivre-ici/tri/").text)["HowTo"]["name"] == "Guide"


def test_a_title_cannot_end_the_data(client: Client, article: ContentPage) -> None:
    article.title = "</script><script>alert(1)</script> & <!--"
    article.save_revision().publish()
    html = client.get("/vivre-ici/tri/").text
    assert "<script>alert" not in html
    assert things(html)["BreadcrumbList"]["itemListElement"][-1]["name"] == article.title


def test_data_that_is_no_text_is_a_fault() -> None:
    with pytest.raises(TypeError, match="no text for machines"):
        as_json({"of": object()})


# --- Addresses that change ----------------------------------------------------------------


def test_a_page_renamed_is_found_at_its_old_address_with_all_below(
    client: Client, section: SectionPage, article: ContentPage, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    english = article.get_translations().get()
    with django_capture_on_commit_callbacks(execute=True):
        section.slug = "habiter"
        section.save_revision().publish()
    assert client.get("/vivre-ici/").headers["Location"] == "/habiter/"
    assert client.get("/vivre-ici/tri/").headers["Location"] == "/habiter/tri/"
    assert client.get(english.get_url()).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        english.slug = "rubbish"
        english.save_revision().publish()
    response = client.get("/en/living-here/waste/")
    assert (response.status_code, response.headers["Location"]) == (301, "/en/living-here/rubbish/")


def test_a_renamed_page_that_was_kept_is_not_shown_at_its_old_address(
    client: Client, article: ContentPage, settings: Settings, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.PAGE_CACHE_SECONDS = 600
    assert client.get("/vivre-ici/tri/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        article.slug = "dechets"
        article.save_revision().publish()
    assert client.get("/vivre-ici/tri/").headers["Location"] == "/vivre-ici/dechets/"
    assert Redirect.objects.get(old_path="/vivre-ici/tri").redirect_page_id == article.pk
    assert Page.objects.get(pk=article.pk).slug == "dechets"
