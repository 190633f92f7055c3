"""What editors compose pages of."""

from html import unescape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.template.loader import get_template, render_to_string
from django.test import Client
from django.utils import translation
from django.utils.html import strip_tags
from wagtail.blocks import StreamValue
from wagtail.models import Page

from home.blocks import BodyBlock, LinkBlock, text_of
from home.models import HomePage
from tests.home.media import make_document, make_image

BLOCKS = sorted(BodyBlock().child_blocks)


def words_of(texts: list[str]) -> list[str]:
    """Return the lines of these texts, each to be found on the page."""
    return [line.strip() for text in texts for line in text.splitlines() if line.strip()]


def link(**chosen: Any) -> Any:
    """Return the value of a link with only these destinations filled in."""
    return LinkBlock().to_python({"service": "", "page": None, "address": "", **chosen})


def test_a_link_has_one_destination() -> None:
    assert LinkBlock().clean(link(service="espace_locataire")).url == "/espace-locataire/"
    assert LinkBlock().clean(link(address="https://www.service-public.fr/")).url == "https://www.service-public.fr/"


@pytest.mark.parametrize("chosen", [{}, {"service": "espace_locataire", "address": "https://www.service-public.fr/"}])
def test_a_link_to_nothing_or_to_two_things_is_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(ValidationError) as refusal:
        LinkBlock().clean(link(**chosen))
    assert "une seule destination" in str(refusal.value.as_json_data())  # type: ignore[attr-defined]


def test_a_link_to_a_service_follows_the_language() -> None:
    with translation.override("en"):
        assert link(service="espace_locataire").url == "/en/espace-locataire/"


def test_a_link_to_a_page_leads_to_its_translation(home_page: HomePage) -> None:
    with translation.override("en"):
        assert link(page=home_page.pk).url == "/en/"
    with translation.override("fr"):
        assert link(page=home_page.pk).url == "/"


def test_a_link_to_an_unpublished_page_leads_nowhere(home_page: HomePage) -> None:
    Page.objects.get(pk=home_page.pk).unpublish()
    assert link(page=home_page.pk).url == ""


@pytest.fixture
def library(db: None) -> None:
    """One image and one document, for the blocks that show some."""
    make_image()
    make_document()


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_is_described_and_can_be_previewed(name: str) -> None:
    block = BodyBlock().child_blocks[name]
    assert block.get_description()
    assert block.is_previewable
    value = block.clean(block.get_preview_value())
    html = block.render(value, context={})
    said = block.get_searchable_content(value)
    assert said
    assert all(sentence in strip_tags(unescape(html)) + html for sentence in words_of(said))


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_can_be_previewed_on_a_site_without_images_or_documents(name: str) -> None:
    block = BodyBlock().child_blocks[name]
    assert block.render(block.get_preview_value(), context={})


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_shows_on_a_page_and_is_read_by_the_search(client: Client, home_page: HomePage, name: str) -> None:
    block = BodyBlock().child_blocks[name]
    home_page.body = StreamValue(home_page.body.stream_block, [(name, block.get_preview_value())])
    home_page.save_revision().publish()
    page = unescape(client.get("/").content.decode())
    assert all(sentence in strip_tags(page) + page for sentence in words_of([text_of(home_page.body)]))


@pytest.mark.parametrize("name", BLOCKS)
def test_each_block_has_its_own_template(name: str) -> None:
    assert get_template(f"home/blocks/{name}.html")
    assert BodyBlock().child_blocks[name].meta.template == f"home/blocks/{name}.html"


def test_the_contact_block_shows_the_details_of_the_site(client: Client, home_page: HomePage) -> None:
    content = [("contact", {"heading": "Nous écrire", "text": ""})]
    home_page.body = StreamValue(home_page.body.stream_block, content)
    home_page.save_revision().publish()
    page = client.get("/").content.decode()
    assert page.index("Nous écrire") < page.index("Accueil téléphonique")
    assert "Urgence technique, jour et nuit" in page


@pytest.mark.django_db
def test_blocks_are_no_part_of_the_schema() -> None:
    _name, path, args, kwargs = HomePage._meta.get_field("body").deconstruct()
    assert (path, list(args)) == ("home.fields.BodyField", [])
    assert "block_lookup" not in kwargs
    call_command("makemigrations", "home", check=True, dry_run=True, verbosity=0)


def test_a_preview_wears_the_clothes_of_the_site() -> None:
    preview = render_to_string("wagtailcore/shared/block_preview.html")
    for sheet in ("tokens", "base", "layout", "components", "pages", "blocks"):
        assert f"css/{sheet}.css" in preview
