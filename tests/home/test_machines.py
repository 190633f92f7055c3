"""What robots read: where they may go, every page there is, whom to tell of a flaw."""

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import PageViewRestriction

from home import machines
from home.models import Bailleur, ContentPage, HomePage

NAMES = {"map": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}
ROOT = "http://localhost:8000"


@pytest.fixture
def home_page(small_site: HomePage) -> HomePage:
    """The home page of a small site, quickly made."""
    return small_site


def add(parent: HomePage, slug: str, **fields: object) -> ContentPage:
    """Put a published page below another."""
    page = ContentPage(title=slug, slug=slug, lead="…", **fields)
    parent.add_child(instance=page)
    return page


def entries(client: Client, address: str = "/sitemap.xml") -> dict[str, dict[str, str]]:
    """Return what the site map lists: the address of each page, with those of its translations by language."""
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    tree = ElementTree.fromstring(response.content)
    return {
        url.findtext("map:loc", namespaces=NAMES) or "": {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("xhtml:link", NAMES)
        }
        for url in tree.findall("map:url", NAMES)
    }


# --- robots.txt -------------------------------------------------------------------


def test_robots_read_the_site_but_not_its_doors(client: Client, home_page: HomePage, settings: Settings) -> None:
    settings.DEMONSTRATION = False
    response = client.get("/robots.txt")
    lines = response.text.splitlines()
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "User-agent: *"
    for path in ("/admin/", "/compte/", "/espace-locataire/", "/recherche/", "/en/compte/", "/en/espace-locataire/"):
        assert f"Disallow: {path}" in lines
    assert "Disallow: /" not in lines
    assert lines[-1] == f"Sitemap: {ROOT}/sitemap.xml"


def test_robots_read_nothing_of_a_demonstration(client: Client, home_page: HomePage) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


# --- sitemap.xml --------------------------------------------------------------------


def test_every_page_is_listed_with_its_translations(client: Client, home_page: HomePage) -> None:
    add(home_page, "tri")
    french, english = f"{ROOT}/", f"{ROOT}/en/"
    both = {"fr": french, "en": english, "x-default": french}
    assert entries(client) == {french: both, english: both, f"{ROOT}/tri/": {}}


def test_it_says_when_a_page_changed(client: Client, home_page: HomePage) -> None:
    dates = re.findall(r"<lastmod>(.*?)</lastmod>", client.get("/sitemap.xml").text)
    home_page.refresh_from_db()
    assert home_page.last_published_at in [datetime.fromisoformat(date) for date in dates]


def test_what_nobody_may_read_is_not_listed(client: Client, home_page: HomePage) -> None:
    add(home_page, "brouillon", live=False)
    add(home_page, "fini", expire_at=timezone.now() - timedelta(hours=1))
    kept = add(home_page, "pour-nous")
    PageViewRestriction.objects.create(page=kept, restriction_type=PageViewRestriction.LOGIN)
    below = ContentPage(title="dessous", slug="dessous", lead="…")
    kept.add_child(instance=below)
    home_page.get_translations().get().unpublish()
    assert entries(client) == {f"{ROOT}/": {}}


def test_it_costs_the_same_queries_with_many_pages(
    client: Client, home_page: HomePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/sitemap.xml")
    with django_assert_num_queries(2):
        client.get("/sitemap.xml")
    for number in range(10):
        add(home_page, f"page-{number}")
    with django_assert_num_queries(2):
        assert len(entries(client)) == 12


def test_a_large_site_has_its_map_in_several_files(
    client: Client, home_page: HomePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        add(home_page, f"page-{number}")
    whole = set(entries(client))
    monkeypatch.setattr(machines, "PAGES_IN_A_FILE", 2)
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    files = [file.text or "" for file in tree.findall("map:sitemap/map:loc", NAMES)]
    assert files == [f"{ROOT}/sitemap-{number}.xml" for number in (1, 2, 3)]
    found = [url for file in files for url in entries(client, file.removeprefix(ROOT))]
    assert len(found) == 5
    assert set(found) == whole
    assert client.get("/sitemap-4.xml").status_code == 404


def test_a_small_site_has_one_file(client: Client, home_page: HomePage) -> None:
    assert client.get("/sitemap-1.xml").status_code == 404


# --- security.txt ----------------------------------------------------------------------


def test_whoever_finds_a_flaw_knows_whom_to_tell(client: Client, home_page: HomePage, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "securite@bailleur.example"
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    said = dict(line.split(": ", 1) for line in response.text.splitlines())
    assert said["Contact"] == "mailto:securite@bailleur.example"
    assert said["Preferred-Languages"] == "fr, en"
    assert said["Canonical"] == f"{ROOT}/.well-known/security.txt"
    left = datetime.fromisoformat(said["Expires"]) - timezone.now()
    assert timedelta(days=178) < left < timedelta(days=365)


def test_an_address_of_a_form_is_left_as_it_is(client: Client, home_page: HomePage, settings: Settings) -> None:
    settings.SECURITY_CONTACT = "https://bailleur.example/securite"
    assert "Contact: https://bailleur.example/securite\n" in client.get("/.well-known/security.txt").text


def test_without_another_the_landlord_is_told(client: Client, home_page: HomePage) -> None:
    bailleur = Bailleur.for_site(home_page.get_site())
    bailleur.email = "contact@bailleur.example"
    bailleur.save()
    assert "Contact: mailto:contact@bailleur.example\n" in client.get("/.well-known/security.txt").text


def test_it_is_not_there_when_nobody_can_be_told(client: Client, home_page: HomePage) -> None:
    Bailleur.objects.update(email="")
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt"])
def test_it_is_kept_like_any_public_page(
    client: Client,
    home_page: HomePage,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    settings.SECURITY_CONTACT = "securite@bailleur.example"
    settings.PAGE_CACHE_SECONDS = 600
    made = client.get(address)
    with django_assert_num_queries(0):
        kept = client.get(address)
    assert kept.content == made.content
    assert not kept.cookies
    assert client.post(address).status_code == 405
