"""A translated page says when the page it was made from has changed since."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail_localize.models import TranslationSource

from home.contents import translate
from home.models import ContentPage, HomePage
from home.translations import is_behind
from tests.home.frame_makers import page_under

pytestmark = pytest.mark.django_db

NOTICE = "La version française est plus récente"
TEXTS = {"Guides": "Tenant guides", "guides": "guides-en", "Pour tous.": "For all."}
Publish = Callable[[], ContentPage]


@pytest.fixture
def french(home_page: HomePage, django_capture_on_commit_callbacks: Any) -> ContentPage:
    """Return a French page that has an English translation."""
    page = page_under(home_page, "Guides", slug="guides", lead="Pour tous.")
    with django_capture_on_commit_callbacks(execute=True):
        translate(page, home_page.get_translations().get().locale, TEXTS)
    return page


def english_of(page: ContentPage) -> ContentPage:
    """Return the translation as it now is."""
    return ContentPage.objects.get(translation_key=page.translation_key, locale__language_code="en")


def test_a_fresh_translation_says_nothing(french: ContentPage, client: Client) -> None:
    assert not is_behind(english_of(french))
    assert "plus récente" not in client.get("/en/guides-en/").content.decode()


def test_it_says_so_once_its_source_is_published_again(french: ContentPage, client: Client) -> None:
    french.lead = "Pour tous, et pour vous."
    french.save_revision().publish()
    assert is_behind(english_of(french))
    page = client.get("/en/guides-en/").content.decode()
    assert 'class="alert info"' in page
    assert 'href="/guides/" hreflang="fr"' in page


def test_a_draft_of_the_source_changes_nothing(french: ContentPage) -> None:
    french.lead = "Pour tous, bientôt."
    french.save_revision()
    assert not is_behind(english_of(french))


def test_publishing_the_translation_without_the_new_text_is_not_enough(french: ContentPage) -> None:
    french.lead = "Pour tous, et pour vous."
    french.save_revision().publish()
    english = english_of(french)
    english.save_revision().publish()
    assert is_behind(english_of(french))


def test_the_new_text_taken_over_and_published_mends_it(
    french: ContentPage, django_capture_on_commit_callbacks: Any
) -> None:
    french.lead = "Pour tous !"
    french.save_revision().publish()
    source = TranslationSource.objects.get(object_id=french.translation_key)
    source.update_from_db()
    # Taken over, not published yet.
    assert is_behind(english_of(french))
    with django_capture_on_commit_callbacks(execute=True):
        source.create_or_update_translation(english_of(french).locale, publish=True, fallback=True)
    assert not is_behind(english_of(french))


def test_the_source_is_never_behind(french: ContentPage, client: Client) -> None:
    assert not is_behind(french)
    assert NOTICE not in client.get("/guides/").content.decode()


def test_a_page_written_in_english_is_never_behind(home_page: HomePage) -> None:
    assert not is_behind(page_under(home_page.get_translations().get(), "Only here", slug="only-here"))


def test_nothing_is_said_of_a_source_nobody_may_read(french: ContentPage) -> None:
    french.save_revision().publish()
    ContentPage.objects.filter(pk=french.pk).update(live=False)
    assert not is_behind(english_of(french))


def test_it_costs_one_query(french: ContentPage, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    english = english_of(french)
    with django_assert_num_queries(1):
        is_behind(english)
