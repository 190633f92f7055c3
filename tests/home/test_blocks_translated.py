"""A page with every block is translated whole, and keeps what is the same in every language."""

from typing import Any

import pytest
from django.test import Client, TestCase
from wagtail.blocks import StreamValue
from wagtail.models import Locale

from home.blocks import BodyBlock, text_of
from home.contents.translating import translate_again
from home.models import ContentPage, HomePage
from tests.home.media import make_document, make_image

NUMBERS = {"02 61 91 10 20"}


class Prefixed(dict[str, str]):
    """Translates anything: « EN » and the text."""

    def __contains__(self, text: object) -> bool:
        return True

    def __getitem__(self, text: str) -> str:
        return f"EN {text}"


@pytest.fixture
def french(home_page: HomePage) -> ContentPage:
    """A published page that holds every block."""
    make_image()
    make_document()
    body = BodyBlock()
    blocks: list[Any] = [(name, block.get_preview_value()) for name, block in body.child_blocks.items()]
    page = ContentPage(title="Tous les blocs", slug="tous", body=StreamValue(body, blocks))
    home_page.add_child(instance=page)
    page.save_revision().publish()
    return ContentPage.objects.get(pk=page.pk)


@pytest.fixture
def english(french: ContentPage) -> ContentPage:
    """Its translation."""
    locale = Locale.objects.get(language_code="en")
    with TestCase.captureOnCommitCallbacks(execute=True):
        translate_again(french, locale, Prefixed())
    translated: ContentPage = french.get_translation(locale)
    return translated


def test_every_text_of_every_block_is_given_to_the_translator(french: ContentPage, english: ContentPage) -> None:
    said = text_of(french.body).split("\n")
    assert len(said) > 40
    lines = [line for line in text_of(english.body).split("\n") if line not in NUMBERS]
    assert [line for line in lines if not line.startswith("EN ")] == []
    assert len(lines) == len([line for line in said if line not in NUMBERS])


def test_images_documents_links_and_addresses_stay(french: ContentPage, english: ContentPage) -> None:
    def kept(page: ContentPage) -> list[Any]:
        by_type = {child.block_type: child.value for child in page.body}
        return [
            by_type["image"]["image"].pk,
            by_type["gallery"]["images"][0]["image"].pk,
            by_type["files"]["files"][0]["document"].pk,
            by_type["video"]["address"],
            by_type["button"]["link"]["service"],
            by_type["cards"]["cards"][0]["icon"],
            by_type["cards"]["cards"][0]["link"]["address"],
            by_type["notice"]["kind"],
            by_type["contact_card"]["email"],
            by_type["contact_card"]["phone"],
        ]

    assert kept(english) == kept(french)
    assert [child.block_type for child in english.body] == [child.block_type for child in french.body]


def test_the_translation_is_shown(client: Client, english: ContentPage) -> None:
    page = client.get(english.url).content.decode()
    assert page.count('alt="EN La façade côté jardin"') == 3
    assert "<caption>EN Plafonds de ressources 2026</caption>" in page
    assert '<th scope="col">EN Foyer</th>' in page
    assert "EN Deux personnes" in page
    assert '<th scope="row">' in page
