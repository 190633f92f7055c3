"""A translation follows its source: an event that moved, a piece of news that expires or changes residences."""

from collections.abc import Callable

import pytest
from django.test import TestCase
from wagtail.models import Locale, Page

from home.contents import translate
from residence_news.models import EventPage
from tests.residence_news.newsroom import Newsroom, in_days, residence

pytestmark = pytest.mark.django_db
WORDS = {"Fête": "Party", "Salle": "Hall", "Au sujet de Fête.": "About Party.", "Fête d’hiver": "Winter party"}

HOME = {"Accueil": "Home", "Bonjour": "Hello", "Ici.": "Here.", "accueil-fr": "home"}
INDEX = {"Actualités": "News", "Quoi de neuf.": "What is new.", "actualites": "news"}


@pytest.fixture
def translated(newsroom: Newsroom) -> tuple[EventPage, Callable[[], EventPage]]:
    """Return an event and what gives its English version, both published."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    with TestCase.captureOnCommitCallbacks(execute=True):
        translate(
            newsroom.home, english, {"Accueil": "Home", "Bonjour": "Hello", "Ici.": "Here.", "accueil-fr": "home"}
        )
        translate(newsroom.index, english, {"Actualités": "News", "Quoi de neuf.": "News.", "actualites": "news"})
        event = newsroom.hold("Fête", residence("Ici"), place="Salle")
        translate(event, english, WORDS | {event.slug: "party"})

    def version() -> EventPage:
        return EventPage.objects.get(translation_key=event.translation_key, locale=english)

    return event, version


def test_it_is_published_with_the_same_residences(translated: tuple[EventPage, Callable[[], EventPage]]) -> None:
    event, version = translated
    assert version().title == "Party"
    assert version().live
    assert list(version().residences.all()) == list(event.residences.all())


def test_the_day_the_expiry_and_the_residences_follow_at_once(
    translated: tuple[EventPage, Callable[[], EventPage]],
) -> None:
    event, version = translated
    other = residence("Là")
    event.starts_at, event.ends_at, event.expire_at = in_days(9), in_days(9.5), in_days(20)
    event.residences.set([other])
    event.save_revision().publish()
    after = version()
    assert (after.starts_at, after.ends_at, after.expire_at) == (event.starts_at, event.ends_at, event.expire_at)
    assert list(after.residences.all()) == [other]
    assert after.title == "Party"
    event.residences.set([])
    event.save_revision().publish()
    assert list(version().residences.all()) == []


def test_what_a_translator_has_not_published_stays_unpublished(
    translated: tuple[EventPage, Callable[[], EventPage]],
) -> None:
    event, version = translated
    page = version()
    page.title = "Unfinished"
    page.save_revision()
    # Drafts keep milliseconds only.
    event.starts_at, event.ends_at = in_days(9).replace(microsecond=0), in_days(9.5)
    event.save_revision().publish()
    after = version()
    assert (after.title, after.starts_at) == ("Party", event.starts_at)
    draft = after.get_latest_revision_as_object()
    assert (draft.title, draft.starts_at) == ("Unfinished", event.starts_at)


def test_a_translation_changes_nothing_of_its_source(translated: tuple[EventPage, Callable[[], EventPage]]) -> None:
    event, version = translated
    page = version()
    page.starts_at, page.ends_at = in_days(1), in_days(1.5)
    page.save_revision().publish()
    assert EventPage.objects.get(pk=event.pk).starts_at == event.starts_at
    assert Page.objects.get(pk=event.pk).live
