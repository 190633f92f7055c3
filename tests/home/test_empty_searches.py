"""Searches that find nothing: what is kept of them, what never is, and what editors do with them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.models import Locale

from home.models import EmptySearch
from home.searching import empty
from home.searching.query import Query
from tests.compte.factories import StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def french() -> Locale:
    """The language of the searches."""
    return Locale.objects.get_or_create(language_code="fr")[0]


def kept() -> dict[str, int]:
    """Return the queries kept, and how many times each was asked."""
    return dict(EmptySearch.objects.values_list("query", "count"))


def look_for(words: str, locale: Locale, days_ago: float = 0) -> None:
    """Look for words in vain."""
    empty.record(Query.typed(words, "fr"), locale, timezone.now() - timedelta(days=days_ago))


def test_a_search_that_finds_nothing_is_kept_without_capitals_or_accents(client: Client, french: Locale) -> None:
    client.get("/recherche/", {"q": "  Piscine Élodie ! "})
    assert kept() == {"piscine elodie": 1}
    assert EmptySearch.objects.get().locale == french


def test_what_was_only_looked_at_by_a_machine_or_corrected_is_not_counted(client: Client, french: Locale) -> None:
    client.head("/recherche/?q=piscine")
    client.get("/recherche/?q=")
    client.get("/recherche/?q=%F0%9F%98%80")
    assert kept() == {}


def test_the_same_search_counts_again_after_a_pause_only(french: Locale) -> None:
    look_for("piscine", french, days_ago=2)
    look_for("PISCINE", french, days_ago=1)
    look_for("piscine", french)
    look_for("piscine", french)
    assert kept() == {"piscine": 3}


def test_each_language_has_its_own(french: Locale) -> None:
    look_for("piscine", french)
    look_for("piscine", Locale.objects.get_or_create(language_code="en")[0])
    assert EmptySearch.objects.count() == 2


@pytest.mark.parametrize(
    "words",
    [
        "camille.durand@example.org",
        "06 12 34 56 78",
        "0612345678",
        "+33 6 12 34 56 78",
        "0030020788B",
        "dossier 002078800",
        "FR76 3000 6000 0112 3456 7890 189",
        "née le 12/03/1980",
        "٠٦١٢٣٤٥٦٧٨",
        "je suis camille durand et ma voisine du dessus",
        "a" * 150,
        "mot " * 100,
        "x",
    ],
)
def test_what_may_tell_of_somebody_is_never_kept(client: Client, french: Locale, words: str) -> None:
    client.get("/recherche/", {"q": words})
    assert kept() == {}


@pytest.mark.parametrize("words", ["logement 28000", "T3", "garage 12 rue", "loi 1989"])
def test_short_numbers_are_kept(client: Client, french: Locale, words: str) -> None:
    client.get("/recherche/", {"q": words})
    assert kept() == {words.lower(): 1}


def test_a_robot_cannot_fill_the_table(french: Locale, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(empty, "NEW_PER_DAY", 3)
    for number in range(5):
        look_for(f"mot{number}", french)
    assert len(kept()) == 3
    EmptySearch.objects.update(first_at=timezone.now() - timedelta(days=2))
    look_for("autre", french)
    assert len(kept()) == 4
    monkeypatch.setattr(empty, "MOST_ROWS", 4)
    look_for("encore", french)
    assert len(kept()) == 4


def test_rare_searches_are_forgotten_after_two_months_and_all_after_thirteen(french: Locale) -> None:
    look_for("rare", french, days_ago=61)
    look_for("recent", french, days_ago=59)
    for days in (64, 63, 62):
        look_for("souvent", french, days_ago=days)
    look_for("nouveau", french)
    assert set(kept()) == {"recent", "souvent", "nouveau"}
    empty.forget_old(timezone.now() + timedelta(days=333))
    assert set(kept()) == {"souvent"}
    empty.forget_old(timezone.now() + timedelta(days=335))
    assert kept() == {}


@pytest.mark.parametrize(
    ("role", "sees", "promotes"),
    [
        ("Rédaction", True, False),
        ("Publication", True, True),
        ("Administration", True, True),
        ("Gestion locative", False, False),
        ("Service technique", False, False),
        ("Comptabilité", False, False),
    ],
)
def test_editors_read_them_and_publishers_answer_them(
    client: Client, french: Locale, role: str, sees: bool, promotes: bool
) -> None:
    look_for("piscine", french)
    client.force_login(StaffFactory.create(role=role))
    answer = reverse("home_empty_search:promote", args=[EmptySearch.objects.get().pk])
    page = client.get(reverse("home_empty_search:index"))
    assert (page.status_code == 200 and "piscine" in page.text) == sees
    assert (page.status_code == 200 and answer in page.text) == promotes
    assert (reverse("home_empty_search:index") in client.get(reverse("wagtailadmin_home")).text) == sees
    followed = client.get(answer, follow=True)
    assert (followed.status_code == 200 and 'value="piscine"' in followed.text) == promotes
    assert PromotedQuery.objects.exists() == promotes


def test_the_most_frequent_come_first_and_nothing_can_be_written(client: Client, french: Locale) -> None:
    for days in (3, 2, 1):
        look_for("piscine", french, days_ago=days)
    look_for("sauna", french)
    client.force_login(StaffFactory.create(role="Administration", is_superuser=True))
    page = client.get(reverse("home_empty_search:index")).text
    assert page.index("piscine") < page.index("sauna")
    for name in ("new", "edit/1", "delete/1"):
        assert client.get(f"{reverse('home_empty_search:index')}{name}/").status_code == 404
