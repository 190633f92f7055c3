"""What happens to a page happens to its translations: who may read it, whether it is published, where it stands."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import ContentPage, HomePage, SectionPage
from tests.compte.factories import StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def english() -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def section(home_page: HomePage, english: Locale) -> SectionPage:
    """A section in French and in English."""
    page = home_page.add_child(instance=SectionPage(title="Démarches", slug="demarches"))
    page.copy_for_translation(english).save_revision().publish()
    return page


@pytest.fixture
def page(section: SectionPage, english: Locale) -> ContentPage:
    """A page of the section, in French and in English, published in both."""
    page = section.add_child(instance=ContentPage(title="Déménager", slug="demenager"))
    page.copy_for_translation(english).save_revision().publish()
    return page


def english_of(page: Page) -> Page:
    return Page.objects.get(translation_key=page.translation_key, locale__language_code="en")


def status(path: str) -> int:
    return Client().get(path).status_code


def test_both_languages_answer(page: ContentPage) -> None:
    assert status("/demarches/demenager/") == 200
    assert status(english_of(page).url) == 200


def test_a_page_kept_for_some_is_kept_in_every_language(page: ContentPage) -> None:
    restriction = PageViewRestriction(page=page, restriction_type="login")
    restriction.save()
    assert status("/demarches/demenager/") == 302
    assert status(english_of(page).url) == 302
    restriction.delete()
    assert status("/demarches/demenager/") == 200
    assert status(english_of(page).url) == 200


def test_the_groups_follow_too(page: ContentPage) -> None:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    group = Group.objects.create(name="Conseil")
    restriction.groups.add(group)
    copy = PageViewRestriction.objects.get(page=english_of(page))
    assert list(copy.groups.all()) == [group]
    restriction.groups.clear()
    assert not copy.groups.exists()


def test_the_administration_s_own_screen_restricts_both(page: ContentPage) -> None:
    client = Client()
    client.force_login(StaffFactory.create(role="Administration"))
    address = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    client.post(address, {"restriction_type": "password", "password": "sésame"})
    copy = PageViewRestriction.objects.get(page=english_of(page))
    assert (copy.restriction_type, copy.password) == ("password", "sésame")
    client.post(address, {"restriction_type": "none"})
    assert not PageViewRestriction.objects.filter(page=english_of(page)).exists()


def test_a_translation_made_later_is_kept_for_the_same_people(section: SectionPage, english: Locale) -> None:
    page = section.add_child(instance=ContentPage(title="Réservé", slug="reserve"))
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    page.copy_for_translation(english).save_revision().publish()
    assert status(english_of(page).url) == 302


def test_a_page_withdrawn_is_withdrawn_in_every_language(page: ContentPage) -> None:
    address = english_of(page).url
    page.unpublish()
    assert status("/demarches/demenager/") == 404
    assert status(address) == 404


def test_a_translation_withdrawn_leaves_the_page(page: ContentPage) -> None:
    english_of(page).specific.unpublish()
    assert status("/demarches/demenager/") == 200


def test_a_page_deleted_is_withdrawn_in_every_language_and_never_opened(page: ContentPage) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    translation = english_of(page)
    page.delete()
    translation.refresh_from_db()
    assert not translation.live
    assert PageViewRestriction.objects.filter(page=translation).exists()


def test_a_page_moved_takes_its_translations_along(home_page: HomePage, page: ContentPage, english: Locale) -> None:
    other = home_page.add_child(instance=SectionPage(title="Aides", slug="aides"))
    other.copy_for_translation(english).save_revision().publish()
    page.move(other, pos="last-child")
    assert english_of(page).get_parent() == english_of(other)
    assert status(english_of(page).url) == 200


def test_a_page_put_in_another_order_is_so_in_every_language(
    section: SectionPage, page: ContentPage, english: Locale
) -> None:
    second = section.add_child(instance=ContentPage(title="Assurance", slug="assurance"))
    second.copy_for_translation(english).save_revision().publish()
    Page.objects.get(pk=second.pk).move(Page.objects.get(pk=page.pk), pos="left")
    titles = [child.title for child in english_of(section).get_children()]
    assert titles == ["Assurance", "Déménager"]


def test_a_translation_whose_new_parent_is_missing_stays_and_the_editor_is_told(
    home_page: HomePage, page: ContentPage
) -> None:
    lonely = home_page.add_child(instance=SectionPage(title="Aides", slug="aides"))
    before = english_of(page).get_parent()
    client = Client()
    client.force_login(StaffFactory.create(role="Administration"))
    answer = client.post(reverse("wagtailadmin_pages:move_confirm", args=[page.pk, lonely.pk]), follow=True)
    assert english_of(page).get_parent() == before
    assert "restées à leur place" in answer.text


def test_the_editor_who_withdraws_a_page_is_told_of_its_translations(page: ContentPage) -> None:
    client = Client()
    client.force_login(StaffFactory.create(role="Publication"))
    answer = client.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), follow=True)
    assert "Ses traductions ne sont plus en ligne non plus" in answer.text
    assert not english_of(page).live
