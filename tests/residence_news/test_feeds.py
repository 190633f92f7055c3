"""RSS and Atom: whole, of one category, of one residence."""

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from residence_news.models import NewsPage
from tests.residence_news.newsroom import Newsroom, in_days, residence

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def rss(client: Client, address: str = "/actualites/flux/rss/") -> ElementTree.Element:
    """Return the channel of an RSS feed."""
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/rss+xml")
    assert response.cookies == {}
    channel = ElementTree.fromstring(response.content).find("channel")
    assert channel is not None
    return channel


def titles(channel: ElementTree.Element) -> list[str | None]:
    """Return the titles of the items."""
    return [item.findtext("title") for item in channel.findall("item")]


def test_rss_tells_the_latest_news_with_whole_addresses(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.write("Façades & toits", residence("La Roseraie"), category="travaux", date=date(2026, 3, 1))
    channel = rss(client)
    (item,) = channel.findall("item")
    assert channel.findtext("language") == "fr"
    assert channel.findtext("link") == "http://testserver/actualites/"
    assert item.findtext("title") == "Façades & toits"
    assert item.findtext("link") == f"http://testserver{page.url}"
    assert item.findtext("pubDate") == "Sun, 01 Mar 2026 00:00:00 +0100"
    assert [category.text for category in item.findall("category")] == ["Travaux", "La Roseraie"]
    guid = item.find("guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "false"


def test_an_item_keeps_its_identifier_when_its_address_changes(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.write("Avant")
    before = rss(client).findtext("item/guid")
    page.title, page.slug = "Après", "ailleurs"
    page.save_revision().publish()
    channel = rss(client)
    assert titles(channel) == ["Après"]
    assert channel.findtext("item/guid") == before


def test_atom_tells_the_same(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.write("Façades", category="travaux")
    response = client.get("/actualites/flux/atom/")
    feed = ElementTree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert feed.findtext(f"{ATOM}entry/{ATOM}title") == "Façades"
    link = feed.find(f"{ATOM}entry/{ATOM}link")
    assert link is not None
    assert link.get("href") == f"http://testserver{page.url}"
    assert feed.findtext(f"{ATOM}entry/{ATOM}id", "").startswith("urn:uuid:")
    links = {each.get("rel"): each.get("href") for each in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/actualites/flux/atom/"


def test_a_category_has_a_feed(newsroom: Newsroom, client: Client) -> None:
    newsroom.write("Toit", category="travaux")
    newsroom.write("Bac", category="environnement")
    assert titles(rss(client, "/actualites/flux/rss/theme/travaux/")) == ["Toit"]


def test_the_feed_of_a_residence_tells_what_its_people_must_know(newsroom: Newsroom, client: Client) -> None:
    here, there = residence("Ici"), residence("Là")
    newsroom.write("D’ici", here)
    newsroom.write("De là", there)
    newsroom.write("Pour tous")
    channel = rss(client, f"/actualites/flux/rss/residence/{here.pk}/")
    assert set(titles(channel)) == {"D’ici", "Pour tous"}
    assert channel.findtext("title") == "Actualités — Ici"


def test_drafts_and_expired_news_are_in_no_feed(newsroom: Newsroom, client: Client) -> None:
    newsroom.write("Brouillon", live=False)
    NewsPage.objects.filter(pk=newsroom.write("Périmée").pk).update(expire_at=in_days(-1))
    assert titles(rss(client)) == []


@pytest.mark.parametrize(
    "address", ["flux/pdf/", "flux/rss/theme/potins/", "flux/rss/residence/999999/", "flux/rss/residence/0/"]
)
def test_a_feed_that_does_not_exist_is_404(newsroom: Newsroom, client: Client, address: str) -> None:
    assert client.get(f"/actualites/{address}").status_code == 404


def test_the_page_tells_browsers_of_the_feeds_of_what_it_shows(newsroom: Newsroom, client: Client) -> None:
    here = residence("Ici")
    for query, feed in (
        ("", "/actualites/flux/rss/"),
        ("?categorie=travaux", "/actualites/flux/rss/theme/travaux/"),
        (f"?residence={here.code}", f"/actualites/flux/rss/residence/{here.pk}/"),
    ):
        page = client.get(f"/actualites/{query}").text
        assert '<link rel="alternate" type="application/rss+xml" title=' in page
        assert f'href="{feed}">' in page
        assert rss(client, feed) is not None


def test_a_feed_costs_the_same_whatever_it_tells(
    newsroom: Newsroom, client: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        newsroom.write(f"N{number}", residence())
        newsroom.hold(f"E{number}", residence())
    with django_assert_max_num_queries(12):
        rss(client, "/actualites/flux/rss/")
