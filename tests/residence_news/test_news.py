"""News: who reads what, where, in which order, and at what cost."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from residence_news.models import EventPage, NewsIndexPage, NewsPage, Outage, Residence
from tests.residence_news.newsroom import Newsroom, image, in_days, outage, residence, today

pytestmark = [
    pytest.mark.django_db,
    # Making an image's versions leaves it to Python to close the original.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]
INDEX = "/actualites/"


def titles(client: Client, address: str = INDEX) -> list[str]:
    """Return the titles of the cards at this address, in order."""
    response = client.get(address)
    assert response.status_code == 200
    items = response.context["items"]
    first = response.context["first"]
    return [item.title for item in ([first] if first else []) + items]


def test_news_and_events_stand_together_the_newest_first(newsroom: Newsroom, client: Client) -> None:
    newsroom.write("Ancienne", date=today(9))
    newsroom.hold("Fête", date=today(3))
    newsroom.write("Récente", date=today(1))
    assert titles(client) == ["Récente", "Fête", "Ancienne"]


def test_what_is_a_draft_expired_or_of_another_language_is_not_listed(newsroom: Newsroom, client: Client) -> None:
    newsroom.write("Brouillon", live=False)
    newsroom.write("Périmée", expire_at=in_days(-1))
    NewsPage.objects.filter(title="Périmée").update(live=True)
    Newsroom.open("en").write("English")
    newsroom.write("Lisible", expire_at=in_days(1))
    assert titles(client) == ["Lisible"]
    assert titles(client, "/en/actualites/") == ["English"]


def test_an_expired_page_is_404_at_its_own_address(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.write("Périmée")
    NewsPage.objects.filter(pk=page.pk).update(expire_at=in_days(-1))
    assert client.get(page.url).status_code == 404


def test_a_page_for_tomorrow_cannot_be_read_today(newsroom: Newsroom, client: Client) -> None:
    with pytest.raises(ValidationError, match="pas encore arrivée"):
        newsroom.write("Demain", date=today(-1))
    planned = newsroom.write("Demain", live=False, date=today(-2), go_live_at=in_days(3))
    assert titles(client) == []
    assert client.get(f"{INDEX}{planned.slug}/").status_code == 404


def test_a_category_a_residence_and_a_month_narrow_the_list(newsroom: Newsroom, client: Client) -> None:
    here, there = residence("Ici"), residence("Là")
    newsroom.write("Toit d’ici", here, category="travaux", date=date(2026, 3, 31))
    newsroom.write("Fête d’ici", here, category="vie-des-residences", date=date(2026, 4, 1))
    newsroom.write("Toit de là", there, category="travaux", date=date(2026, 4, 2))
    newsroom.hold("Atelier d’ici", here, category="travaux", date=date(2026, 4, 3))
    newsroom.write("Pour tous", category="travaux", date=date(2025, 4, 3))
    assert titles(client, f"{INDEX}?categorie=vie-des-residences") == ["Fête d’ici"]
    assert titles(client, f"{INDEX}?residence={here.code}") == ["Atelier d’ici", "Fête d’ici", "Toit d’ici"]
    assert titles(client, f"{INDEX}?mois=2026-03") == ["Toit d’ici"]
    assert titles(client, f"{INDEX}?categorie=travaux&mois=2026-04&residence={there.code}") == ["Toit de là"]


@pytest.mark.parametrize(
    "query",
    [
        "categorie=nimporte",
        "residence=R99999",
        "residence=%00",
        "residence=" + "9" * 5000,
        "mois=2026-13",
        "mois=%D9%A2%D9%A0%D9%A2%D9%A6-01",
        "mois=2026-01%0A",
        "mois=0000-01",
    ],
)
def test_a_filter_that_makes_no_sense_is_left_out_and_said(newsroom: Newsroom, client: Client, query: str) -> None:
    newsroom.write("Là malgré tout")
    response = client.get(f"{INDEX}?{query}")
    assert response.status_code == 200
    assert "Là malgré tout" in response.text
    assert "Nous n’avons pas compris" in response.text


@pytest.mark.parametrize("page", ["0", "-1", "99", "abc", ""])
def test_a_page_number_out_of_range_leads_to_a_page_that_exists(newsroom: Newsroom, client: Client, page: str) -> None:
    newsroom.write("Seule")
    assert titles(client, f"{INDEX}?page={page}") == ["Seule"]


def test_a_long_list_is_cut_into_pages_that_keep_the_filter(newsroom: Newsroom, client: Client) -> None:
    for number in range(15):
        newsroom.write(f"Toit {number}", category="travaux", date=today(number))
    first, second = (titles(client, f"{INDEX}?categorie=travaux&page={page}") for page in (1, 2))
    assert (len(first), len(second)) == (13, 2)
    assert "?categorie=travaux&amp;page=2" in client.get(f"{INDEX}?categorie=travaux").text


def test_empty_lists_say_why_and_what_to_do(newsroom: Newsroom, client: Client) -> None:
    page = client.get(INDEX).text
    assert "Pas d’actualité pour l’instant" in page
    assert "Aucun rendez-vous prévu" in page
    assert "Aucune panne générale" in page
    narrowed = client.get(f"{INDEX}?categorie=travaux").text
    assert "Aucune actualité ne correspond" in narrowed
    assert f'href="{INDEX}"' in narrowed


def test_months_and_residences_offered_are_those_with_something_to_read(newsroom: Newsroom, client: Client) -> None:
    here, _elsewhere = residence("Ici"), residence("Nulle part")
    newsroom.write("Mars", here, date=date(2026, 3, 5))
    newsroom.write("Mars encore", date=date(2026, 3, 6))
    newsroom.write("Janvier", date=date(2025, 1, 6))
    context = client.get(INDEX).context
    assert [choice.value for choice in context["months"]] == ["2026-03", "2025-01"]
    assert [choice.label for choice in context["residences"]] == ["Ici"]


def test_the_box_of_what_is_coming_has_the_next_three_events(newsroom: Newsroom, client: Client) -> None:
    newsroom.hold("Passée", starts_at=in_days(-2), ends_at=in_days(-1))
    for day in (9, 3, 5, 7):
        newsroom.hold(f"Dans {day} jours", starts_at=in_days(day), ends_at=in_days(day + 0.1))
    events = client.get(INDEX).context["events"]
    assert [event.title for event in events] == ["Dans 3 jours", "Dans 5 jours", "Dans 7 jours"]


def test_wide_outages_are_told_beside_the_news(newsroom: Newsroom, client: Client) -> None:
    outage(residence(), kind="chauffage", wide=True)
    outage(residence(), kind="eau_chaude")
    page = client.get(INDEX).text
    assert "Chauffage en panne" in page
    assert "Pas d’eau chaude" not in page


def test_a_page_says_its_category_its_day_and_whom_it_concerns(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.write("Façades", residence("La Roseraie"), category="travaux", date=date(2026, 3, 1))
    shown = client.get(page.url).text
    for words in ("Travaux", "Publié le 1er mars 2026", "La Roseraie", "Au sujet de Façades."):
        assert words in shown
    everyone = newsroom.write("Pour tous")
    assert "Tous les locataires." in client.get(everyone.url).text


def test_an_image_needs_a_description_or_to_be_decorative(newsroom: Newsroom, client: Client) -> None:
    with pytest.raises(ValidationError, match="Décrivez"):
        newsroom.write("Sans texte", image=image())
    described = newsroom.write("Décrite", image=image(), image_alt="Une cour plantée")
    assert 'alt="Une cour plantée"' in client.get(described.url).text
    decorative = newsroom.write("Décorative", image=image(), image_is_decorative=True, image_alt="Ignoré")
    assert 'alt=""' in client.get(decorative.url).text
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsPage.objects.filter(pk=described.pk).update(image_alt="")


def test_an_unknown_category_is_refused_by_the_database(newsroom: Newsroom) -> None:
    page = newsroom.write()
    with pytest.raises(IntegrityError), transaction.atomic():
        NewsPage.objects.filter(pk=page.pk).update(category="potins")


def test_machines_are_told_of_an_article(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.write("Façades", date=date(2026, 3, 1), image=image(), image_is_decorative=True)
    request = client.get(page.url).wsgi_request
    (article,) = [thing for thing in page.structured_data(request) if thing["@type"] == "NewsArticle"]
    assert (article["headline"], article["datePublished"]) == ("Façades", "2026-03-01")
    assert article["mainEntityOfPage"] == f"http://testserver{page.url}"
    assert article["image"].startswith("http://testserver/")


def test_there_is_one_index_per_language(newsroom: Newsroom) -> None:
    assert not NewsIndexPage.can_create_at(newsroom.home)


def test_nothing_of_it_knows_the_visitor(newsroom: Newsroom, client: Client) -> None:
    page = newsroom.write()
    for address in (INDEX, page.url):
        response = client.get(address)
        assert response.cookies == {}
        assert "Cookie" not in response.headers.get("Vary", "")


def fill(newsroom: Newsroom, number: int, residences: list[Residence]) -> None:
    """Write that many news with an image and two residences, hold as many events, announce as many outages."""
    for each in range(number):
        newsroom.write(f"N{each}", *residences, image=image(), image_is_decorative=True, date=today(each))
        newsroom.hold(f"E{each}", *residences, image=image(), image_is_decorative=True, date=today(each))
        outage(*residences, wide=True)


def cost(client: Client, address: str) -> int:
    """Return how many queries an address costs, past the kept pages, once its images are made."""
    assert client.get(address).status_code == 200
    cache.clear()
    # Wagtail keeps where each site begins; a site that runs has it at hand.
    Site.get_site_root_paths()
    with CaptureQueriesContext(connection) as context:
        assert client.get(address).status_code == 200
    return len(context)


def test_no_page_costs_more_than_twenty_queries_and_none_more_for_more_items(
    newsroom: Newsroom, client: Client
) -> None:
    places = [residence("Ici"), residence("Là")]
    fill(newsroom, 2, places)
    page = NewsPage.objects.get(title="N0")
    event = EventPage.objects.get(title="E0")
    one = Outage.objects.order_by("pk").first()
    assert one is not None
    home: Any = newsroom.home
    home.body = [("news", {"heading": "Actualités", "count": "6"}), ("outages", {"heading": "Pannes"})]
    home.save_revision().publish()
    addresses = [
        "/",
        INDEX,
        f"{INDEX}?categorie=vie-des-residences&residence={places[0].code}",
        page.url,
        event.url,
        "/travaux-et-pannes/",
        f"/travaux-et-pannes/?residence={places[0].code}",
        f"/travaux-et-pannes/{one.pk}/",
        "/travaux-et-pannes/archives/",
    ]
    few = {address: cost(client, address) for address in addresses}
    assert {address: number for address, number in few.items() if number > 20} == {}
    fill(newsroom, 4, places)
    assert {address: cost(client, address) for address in addresses} == few
