"""The news of the demonstration: enough to look like a site that lives, in both languages, made once."""

from collections.abc import Callable

import pytest
from django.test import Client, TestCase
from django.utils import timezone

from home.contents import create_home_pages
from residence_news.models import EventPage, NewsIndexPage, NewsPage, Outage
from residence_news.news_contents import create_news
from tests.residence_news.newsroom import residence

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@pytest.fixture
def fill(monkeypatch: pytest.MonkeyPatch) -> Callable[[], NewsIndexPage]:
    """Make the contents as a command does, with pictures made faster."""
    from residence_news.illustrations import scene

    monkeypatch.setattr(
        "residence_news.news_contents.creating.scene", lambda seed, kind: scene(seed, kind, width=64, height=40)
    )

    def make() -> NewsIndexPage:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return create_news(create_home_pages())

    return make


def test_there_are_fifteen_news_three_events_and_three_outages_in_both_languages(
    fill: Callable[[], NewsIndexPage], client: Client
) -> None:
    for name in ("Les Comtesses", "Les Épars", "Rechèvres", "Les Tilleuls", "La Madeleine", "Beaulieu"):
        residence(name)
    fill()
    for language, address in (("fr", "/actualites/"), ("en", "/en/news/")):
        assert NewsPage.objects.published().filter(locale__language_code=language).count() == 15
        assert EventPage.objects.published().filter(locale__language_code=language).count() == 3
        assert client.get(address).context["count"] == 18
    assert NewsPage.objects.values("category").distinct().count() == 6
    assert {outage.state for outage in Outage.objects.all()} == {"attente_piece", "en_cours", "prevu"}
    assert not EventPage.objects.filter(ends_at__lte=timezone.now()).exists()
    assert "Works and outages" in client.get("/en/works-and-outages/").text


def test_a_second_run_changes_nothing(fill: Callable[[], NewsIndexPage]) -> None:
    residence()
    fill()
    before = (NewsPage.objects.count(), EventPage.objects.count(), Outage.objects.count())
    fill()
    assert (NewsPage.objects.count(), EventPage.objects.count(), Outage.objects.count()) == before


def test_without_a_register_what_concerns_a_residence_is_left_out(fill: Callable[[], NewsIndexPage]) -> None:
    fill()
    assert not Outage.objects.exists()
    titles = NewsPage.objects.values_list("title", flat=True)
    assert titles
    assert not [title for title in titles if "{r}" in title or "à : " in title]
