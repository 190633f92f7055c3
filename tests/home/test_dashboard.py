"""The administration's first screen tells editors which pages and searches wait for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page
from wagtail_localize.models import TranslationSource

from home.models import ContentPage, EmptySearch, Feedback, HomePage
from tests.compte.factories import StaffFactory
from tests.home.tree import in_english, put

pytestmark = pytest.mark.django_db


def first_screen(role: str = "Rédaction") -> str:
    client = Client()
    client.force_login(StaffFactory.create(role=role))
    return client.get(reverse("wagtailadmin_home")).content.decode()


def content(parent: Page, title: str) -> ContentPage:
    return put(parent, ContentPage(title=title, slug=title.lower()))


def changed(page: Page, **fields: object) -> None:
    Page.objects.filter(pk=page.pk).update(**fields)


def test_nothing_is_said_when_nothing_waits(home_page: HomePage) -> None:
    screen = first_screen()
    for heading in ("Bientôt retirées", "À relire", "Traductions en retard", "Recherches sans", "peu utiles"):
        assert heading not in screen.partition("<main")[2]


def test_a_page_that_leaves_within_a_month_is_announced(home_page: HomePage) -> None:
    changed(content(home_page, "Soldes"), expire_at=timezone.now() + timedelta(days=12))
    changed(content(home_page, "Toujours"), expire_at=timezone.now() + timedelta(days=60))
    main = first_screen().partition("<main")[2]
    assert "Bientôt retirées" in main
    assert "Soldes (Français)" in main
    assert "Toujours" not in main.partition("Bientôt retirées")[2].partition("</section>")[0]


def test_a_page_nobody_reread_for_a_year_is_to_be_read_again(home_page: HomePage) -> None:
    changed(content(home_page, "Ancienne"), last_published_at=timezone.now() - timedelta(days=400))
    assert "À relire" in first_screen()
    assert "Ancienne (Français)" in first_screen()


def test_a_translation_older_than_its_page_is_behind(home_page: HomePage) -> None:
    page = content(home_page, "Tri")
    in_english(page, {"Tri": "Sorting", "tri": "sorting"})
    assert "Traductions en retard" not in first_screen()
    page.save_revision().publish()
    main = first_screen().partition("Traductions en retard")[2]
    assert "Sorting (Anglais)" in main


def test_a_translation_taken_over_but_not_published_again_is_still_behind(home_page: HomePage) -> None:
    page = content(home_page, "Tri")
    in_english(page, {"Tri": "Sorting", "tri": "sorting"})
    page.save_revision().publish()
    TranslationSource.update_or_create_from_instance(ContentPage.objects.get(pk=page.pk))
    assert "Sorting (Anglais)" in first_screen()


def test_what_visitors_search_for_in_vain_is_shown(home_page: HomePage) -> None:
    now = timezone.now()
    EmptySearch.objects.create(query="punaises", locale=home_page.locale, count=14, first_at=now, last_at=now)
    main = first_screen().partition("Recherches sans résultat")[2]
    assert "punaises" in main
    assert "14 fois" in main


def test_a_page_that_does_not_help_is_shown(home_page: HomePage) -> None:
    page = content(home_page, "Obscure")
    for helpful in (False, False, False, True, False):
        Feedback.objects.create(page_id=page.pk, helpful=helpful)
    main = first_screen().partition("Pages jugées peu utiles")[2]
    assert "Obscure (Français)" in main


@pytest.mark.parametrize("role", ["Gestion locative", "Service technique", "Comptabilité"])
def test_those_who_write_no_pages_see_none_of_it(home_page: HomePage, role: str) -> None:
    changed(content(home_page, "Soldes"), expire_at=timezone.now() + timedelta(days=12))
    assert "Soldes" not in first_screen(role)


def test_it_costs_the_same_with_one_page_and_with_eight(
    home_page: HomePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = Client()
    client.force_login(StaffFactory.create(role="Rédaction"))
    costs = []
    for titles in (["A"], ["B", "C", "D", "E", "F", "G", "H"]):
        for title in titles:
            page = content(home_page, title)
            changed(page, last_published_at=timezone.now() - timedelta(days=400))
        client.get(reverse("wagtailadmin_home"))
        with django_assert_max_num_queries(29) as captured:
            client.get(reverse("wagtailadmin_home"))
        costs.append(len(captured))
    assert costs[0] == costs[1]
