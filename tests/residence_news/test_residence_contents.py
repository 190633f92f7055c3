"""The demonstration's residences: in two languages, with pictures that are described, made once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, TestCase
from wagtail.images import get_image_model
from wagtail_localize.models import Translation

from home.models import HomePage
from residence_news import contents
from residence_news.contents import create_residence_pages
from residence_news.models import Equipement, ResidenceIndexPage, ResidencePage
from tests.home.conftest import first_contents, home_page  # noqa: F401 — fixtures
from tests.residence_news.newsroom import residence

# Making an image's versions leaves it to Python to close the original.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
YEARS = (1962, 1934, 2012)


@pytest.fixture
def create(
    home_page: HomePage,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
    tmp_path: Path,
) -> Callable[[], list[ResidencePage]]:
    """Make the residences of a small register, with small pictures, as a command does."""
    settings.MEDIA_ROOT = tmp_path
    for name in ("facade", "scene"):
        draw = getattr(contents, name)
        monkeypatch.setattr(contents, name, lambda *args, draw=draw, **kwargs: draw(*args, 160, 100, **kwargs))
    for year in YEARS:
        residence(f"Résidence de {year}", annee=year, latitude=48.4, longitude=1.5)

    def make() -> list[ResidencePage]:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return create_residence_pages(home_page)

    return make


def test_each_residence_has_a_page_in_french_and_in_english(create: Callable[[], list[ResidencePage]]) -> None:
    pages = create()
    assert [page.residence.annee for page in pages] == list(YEARS)
    assert ResidencePage.objects.published().count() == 2 * len(YEARS)
    assert ResidenceIndexPage.objects.live().count() == 2
    for page in pages:
        english = ResidencePage.objects.get(residence=page.residence, locale__language_code="en")
        assert (english.title, english.slug) == (page.title, page.slug)
        assert english.lead != page.lead
        assert english.pictures[0].value.contextual_alt_text != page.pictures[0].value.contextual_alt_text


def test_no_text_is_left_in_french(create: Callable[[], list[ResidencePage]]) -> None:
    for page in create():
        total, translated = Translation.objects.get(source__object_id=page.translation_key).get_progress()
        assert total == translated > 0


def test_every_picture_is_described(create: Callable[[], list[ResidencePage]]) -> None:
    for page in create():
        assert len(page.pictures) >= 2
        for block in page.pictures:
            assert block.value.contextual_alt_text
            assert block.value.has_focal_point()


def test_a_house_has_no_lift_and_a_tall_building_has(create: Callable[[], list[ResidencePage]]) -> None:
    create()
    lifts = Equipement.objects.filter(kind=Equipement.Kind.ASCENSEUR)
    assert {lift.residence.annee for lift in lifts} == {1962, 2012}


def test_the_pages_are_served_in_both_languages(create: Callable[[], list[ResidencePage]], client: Client) -> None:
    create()
    for page in ResidencePage.objects.all():
        assert client.get(page.url).status_code == 200
    for index in ResidenceIndexPage.objects.all():
        assert client.get(index.url).text.count('class="residence-card"') == len(YEARS)


def test_a_second_run_changes_nothing(create: Callable[[], list[ResidencePage]]) -> None:
    create()

    def state() -> list[Any]:
        return [
            list(ResidencePage.objects.order_by("pk").values("pk", "latest_revision_id")),
            get_image_model().objects.count(),
            Equipement.objects.count(),
        ]

    before = state()
    create()
    assert state() == before
