"""The first contents of a new site."""

from collections.abc import Callable

import pytest
from wagtail.models import Page, Site
from wagtail_localize.models import StringTranslation, Translation

from home.contents import home_page as contents
from home.models import Bailleur, HomePage

CreatePages = Callable[[], HomePage]


def english(page: HomePage) -> HomePage:
    """Return the English version of the page."""
    return HomePage.objects.get(translation_key=page.translation_key, locale__language_code="en")


def test_the_french_page_is_the_root_of_the_site(home_page: HomePage) -> None:
    site = Site.objects.get()
    assert site.is_default_site
    assert site.root_page.specific == home_page
    assert home_page.locale.language_code == "fr"


def test_the_page_wagtail_brings_is_gone(home_page: HomePage) -> None:
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_both_languages_are_published_and_have_nothing_pending(home_page: HomePage) -> None:
    for page in (home_page, english(home_page)):
        page.refresh_from_db()
        assert page.live
        assert not page.has_unpublished_changes


def test_the_english_page_is_a_translation_and_says_so(home_page: HomePage) -> None:
    page = english(home_page)
    assert page.headline == "Your home, made simple"
    assert page.slug == "home"
    assert page.body[0].value["tasks"][0]["title"] == "See my balance"
    assert page.body[0].value["tasks"][0]["icon"] == home_page.body[0].value["tasks"][0]["icon"]
    assert Translation.objects.get(source__object_id=home_page.translation_key).target_locale == page.locale


def test_no_text_of_the_english_page_is_left_in_french(home_page: HomePage) -> None:
    translation = Translation.objects.get(source__object_id=home_page.translation_key)
    total, translated = translation.get_progress()
    assert total == translated > 0


def test_a_text_without_english_is_refused(create_pages: CreatePages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(contents.ENGLISH, contents.HEADLINE)
    with pytest.raises(LookupError):
        create_pages()
    assert not HomePage.objects.exists()


def test_a_second_run_changes_nothing(home_page: HomePage, create_pages: CreatePages) -> None:
    before = list(Page.objects.order_by("pk").values("pk", "path", "title", "slug", "latest_revision_id"))
    strings = StringTranslation.objects.count()
    assert create_pages() == home_page
    assert list(Page.objects.order_by("pk").values("pk", "path", "title", "slug", "latest_revision_id")) == before
    assert StringTranslation.objects.count() == strings


def test_what_editors_changed_survives_a_second_run(home_page: HomePage, create_pages: CreatePages) -> None:
    home_page.headline = "Un toit à Chartres"
    home_page.save_revision().publish()
    Bailleur.objects.update(phone="02 61 91 20 20")
    create_pages()
    home_page.refresh_from_db()
    assert home_page.headline == "Un toit à Chartres"
    assert Bailleur.objects.get().phone == "02 61 91 20 20"


def test_a_site_already_on_another_page_keeps_it(home_page: HomePage, create_pages: CreatePages) -> None:
    other = HomePage(title="Autre", slug="autre", headline="Autre", lead="Autre", locale=home_page.locale)
    Page.get_first_root_node().add_child(instance=other)
    Site.objects.update(root_page=other)
    create_pages()
    assert Site.objects.get().root_page.specific == other


def test_a_missing_site_is_made(create_pages: CreatePages) -> None:
    Site.objects.all().delete()
    page = create_pages()
    assert Site.objects.get().root_page.specific == page


def test_the_landlord_can_be_reached(home_page: HomePage) -> None:
    bailleur = Bailleur.for_site(Site.objects.get())
    assert bailleur.phone.startswith("02 61 91")
    assert bailleur.emergency_phone.startswith("02 61 91")
    assert "28000 Chartres" in bailleur.address
