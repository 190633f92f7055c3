"""Finding a residence: by town, by words, on the map."""

from datetime import date
from typing import Any

import pytest

from residence_news.models import Outage
from residence_news.residence_list import PER_PAGE
from tests.residence_news.estate import Estate, queries_of, read
from tests.residence_news.newsroom import Newsroom, in_days, outage, residence

# Making an image's versions leaves it to Python to close the original.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")


@pytest.fixture
def estate(newsroom: Newsroom) -> Estate:
    """Return a site with three residences in two towns."""
    estate = Estate.open(newsroom)
    luce = {"commune": "Lucé", "code_postal": "28110"}
    estate.page(residence("L’Éperon", adresse="3 place du Marché", latitude=48.44, longitude=1.48))
    estate.page(residence("Les Hauts de Rechèvres", adresse="48 rue Hélène-Boucher", **luce))
    estate.page(residence("Beaulieu", adresse="7 rue de l’Égalité", latitude=48.43, longitude=1.47, **luce))
    return estate


def names(response: Any) -> list[str]:
    """Return the residences listed, in order."""
    return [card.page.title for card in response.context["cards"]]


def test_every_residence_is_listed_by_name(estate: Estate) -> None:
    response = read(estate.index.url)
    assert names(response) == ["Beaulieu", "L’Éperon", "Les Hauts de Rechèvres"]
    assert "3 résidences" in response.text
    assert "Tout afficher" not in response.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"commune": "Lucé"}, ["Beaulieu", "Les Hauts de Rechèvres"]),
        ({"commune": "luce"}, ["Beaulieu", "Les Hauts de Rechèvres"]),
        ({"q": "rechevres"}, ["Les Hauts de Rechèvres"]),
        ({"q": "RECHÈVRES"}, ["Les Hauts de Rechèvres"]),
        ({"q": "l'eperon"}, ["L’Éperon"]),
        ({"q": "helene boucher"}, ["Les Hauts de Rechèvres"]),
        ({"q": "28110"}, ["Beaulieu", "Les Hauts de Rechèvres"]),
        ({"q": "marché chartres"}, ["L’Éperon"]),
        ({"q": "beaulieu", "commune": "Chartres"}, []),
        ({"q": "%"}, []),
        ({"q": "_"}, []),
        ({"q": "\0' OR 1=1 --"}, []),
        ({"q": "🏠" * 10_000}, []),
        ({"q": "   "}, ["Beaulieu", "L’Éperon", "Les Hauts de Rechèvres"]),
        ({"page": "99"}, ["Beaulieu", "L’Éperon", "Les Hauts de Rechèvres"]),
        ({"page": "abc"}, ["Beaulieu", "L’Éperon", "Les Hauts de Rechèvres"]),
    ],
)
def test_the_list_narrows_by_town_and_words_without_accents(
    estate: Estate, query: dict[str, str], found: list[str]
) -> None:
    response = read(estate.index.url, **query)
    assert response.status_code == 200
    assert names(response) == found


def test_an_unknown_town_is_said_and_left_out(estate: Estate) -> None:
    response = read(estate.index.url, commune="<b>Paris</b>")
    assert len(names(response)) == 3
    assert "n’est pas dans la liste" in response.text
    assert "&lt;b&gt;Paris&lt;/b&gt;" in response.text
    assert "<b>Paris" not in response.text


def test_nothing_found_says_what_to_try(estate: Estate) -> None:
    text = read(estate.index.url, q="zzz").text
    assert "Aucune résidence trouvée" in text
    assert "Voir toutes les résidences" in text
    assert 'value="zzz"' in text


def test_a_site_without_pages_of_residences_says_so(newsroom: Newsroom) -> None:
    assert "Aucune résidence pour l’instant" in read(Estate.open(newsroom).index.url).text


def test_the_towns_to_choose_from_say_how_many_residences_they_have(estate: Estate) -> None:
    text = read(estate.index.url, commune="Lucé").text
    assert '<option value="Lucé" selected>Lucé (2)</option>' in text
    assert '<option value="Chartres">Chartres (1)</option>' in text


def test_the_map_has_the_numbers_of_the_list_and_leaves_out_what_has_no_coordinates(estate: Estate) -> None:
    response = read(estate.index.url)
    numbered = {card.page.title: card.number for card in response.context["cards"]}
    assert numbered == {"Beaulieu": 1, "L’Éperon": 2, "Les Hauts de Rechèvres": None}
    markers = response.context["map"].markers
    assert [(marker.number, marker.name) for marker in markers] == [(1, "Beaulieu"), (2, "L’Éperon")]
    for marker in markers:
        assert f'id="{marker.href.removeprefix("#")}"' in response.text
    assert [label.text for label in response.context["map"].labels] == ["Lucé", "Chartres"]


def test_without_coordinates_there_is_no_map(estate: Estate) -> None:
    response = read(estate.index.url, q="rechevres")
    assert response.context["map"] is None
    assert 'id="carte"' not in response.text


def test_an_outage_under_way_shows_in_the_list_and_one_to_come_does_not(estate: Estate) -> None:
    beaulieu, eperon = (card.page.residence for card in read(estate.index.url).context["cards"][:2])
    outage(beaulieu, kind=Outage.Kind.CHAUFFAGE)
    outage(eperon, kind=Outage.Kind.EAU_FROIDE, state=Outage.State.PREVU, starts_at=in_days(3))
    text = read(estate.index.url).text
    assert "Chauffage en panne" in text
    assert "Coupure d’eau" not in text


def test_what_is_closed_or_a_draft_is_not_listed(estate: Estate) -> None:
    closed = estate.page(residence("Démolie", closed_on=date(2020, 1, 1)))
    draft = estate.page(residence("Brouillon"))
    draft.unpublish()
    text = read(estate.index.url).text
    assert closed.title not in text
    assert "Brouillon" not in text


def test_a_long_list_comes_in_pages_that_keep_what_was_asked(estate: Estate) -> None:
    estate.pages(PER_PAGE + 3)
    first, last = (read(estate.index.url, q="résidence", page=page) for page in (1, 2))
    assert (len(names(first)), len(names(last))) == (PER_PAGE, 3)
    assert not set(names(first)) & set(names(last))
    assert "?q=r%C3%A9sidence&amp;page=2" in first.text
    assert len(last.context["map"].dots) == PER_PAGE


def test_the_list_costs_the_same_for_two_residences_and_for_dozens(newsroom: Newsroom) -> None:
    estate = Estate.open(newsroom)
    for page in estate.pages(2):
        outage(page.residence)
    few = queries_of(estate.index.url)
    for page in estate.pages(PER_PAGE + 6, neighbourhood="Calme"):
        outage(page.residence)
    assert queries_of(estate.index.url) == few
    assert few <= 20
