"""« Qui répare ? »: the rules, how they are found, who keeps them up to date."""

import pytest
from config.roles import ROLES
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client, TestCase
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from home.contents.repairs import RULES, SLUG, create_repairs, t
from home.models import GuideIndexPage, HomePage, RepairsPage, ReparationRule
from home.models.repairs import Place, Who, matching
from tests.compte.factories import StaffFactory
from tests.home.tree import in_english, put


@pytest.fixture
def repairs(home_page: HomePage) -> RepairsPage:
    """The page of the rules, in French, with three of them."""
    for name, place, who, keywords in (
        ("Joint de robinet", Place.KITCHEN, Who.LOCATAIRE, "fuite, goutte"),
        ("Robinet à remplacer", Place.KITCHEN, Who.BAILLEUR, ""),
        ("Chaudière en panne", Place.HEATING, Who.PRESTATAIRE, "chauffage, œil-de-bœuf"),
    ):
        a_rule(name, place=place, who=who, keywords=keywords)
    return put(home_page, RepairsPage(title="Qui répare", slug="qui-repare", lead="Vous ou nous."))


def a_rule(name: str, language: str = "fr", **fields: str) -> ReparationRule:
    """Keep a rule in this language."""
    fields = {"place": "kitchen", "who": "locataire", "explanation": f"Pourquoi : {name}."} | fields
    locale = Locale.objects.get(language_code=language)
    return ReparationRule.objects.create(locale=locale, name=name, **fields)


def text_of(client: Client, address: str) -> str:
    """Return the page at this address."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_rules_stand_by_place_and_say_in_words_who_repairs(client: Client, repairs: RepairsPage) -> None:
    page = text_of(client, "/qui-repare/")
    assert page.index("<h2>Cuisine</h2>") < page.index("Joint de robinet") < page.index("Robinet à remplacer")
    assert page.index("Robinet à remplacer") < page.index("<h2>Chauffage et eau chaude</h2>")
    rule = page[page.index("Chaudière en panne") :]
    assert "Une entreprise sous contrat</span>" in rule
    assert "Pourquoi : Chaudière en panne." in rule
    assert "<h2>Électricité" not in page


def test_the_law_is_named(client: Client, repairs: RepairsPage) -> None:
    assert "décret n° 87-712 du 26 août 1987" in text_of(client, "/qui-repare/").replace("\xa0", " ")


def test_one_looks_in_one_place_without_a_script(client: Client, repairs: RepairsPage) -> None:
    page = text_of(client, "/qui-repare/?endroit=heating&q=")
    assert "Chaudière en panne" in page
    assert "Joint de robinet" not in page
    assert '<option value="heating" selected>' in page
    assert "1 réponse" in page


@pytest.mark.parametrize("text", ["robinet", "ROBINETS", "  robinet joint ", "Fuite", "goutte", "cuisine joint"])
def test_one_finds_a_thing_by_any_of_its_words(client: Client, repairs: RepairsPage, text: str) -> None:
    page = text_of(client, f"/qui-repare/?q={text}")
    assert "Joint de robinet" in page
    assert "Chaudière en panne" not in page


@pytest.mark.parametrize("text", ["chaudiere", "CHAUDIÈRES", "oeil", "chauffage"])
def test_accents_capitals_and_plurals_do_not_matter(repairs: RepairsPage, text: str) -> None:
    rules = ReparationRule.objects.for_locale(repairs.locale)
    assert [rule.name for rule in matching(rules, text)] == ["Chaudière en panne"]


def test_nothing_found_says_what_to_do_next(client: Client, repairs: RepairsPage) -> None:
    page = text_of(client, "/qui-repare/?q=piscine")
    assert "Nous n’avons rien trouvé" in page
    assert '<a class="button" href="/qui-repare/">Voir toute la liste</a>' in page


def test_found_elsewhere_is_told(client: Client, repairs: RepairsPage) -> None:
    page = text_of(client, "/qui-repare/?q=robinet&endroit=heating")
    assert '<a class="button" href="?q=robinet">Chercher partout</a>' in page


@pytest.mark.parametrize(
    "query", ["q=%27%22%25_%5C", "q=%F0%9F%99%82", "q=" + "a" * 10_000, "endroit=nowhere", "q=%00"]
)
def test_odd_questions_are_answered(client: Client, repairs: RepairsPage, query: str) -> None:
    text_of(client, f"/qui-repare/?{query}")


def test_what_was_asked_is_shown_again_and_harmless(client: Client, repairs: RepairsPage) -> None:
    page = text_of(client, "/qui-repare/?q=%22%3E%3Cscript%3Ealert")
    assert "<script>alert" not in page
    assert "&quot;&gt;&lt;script&gt;alert" in page


def test_the_page_costs_the_same_with_many_rules(
    client: Client, repairs: RepairsPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def cost() -> int:
        client.get("/qui-repare/")
        with django_assert_max_num_queries(20) as queries:
            text_of(client, "/qui-repare/")
        return len(queries)

    few = cost()
    for number in range(30):
        a_rule(f"Chose {number}")
    assert cost() == few


def test_a_new_rule_shows_at_once(client: Client, repairs: RepairsPage) -> None:
    text_of(client, "/qui-repare/")
    with TestCase.captureOnCommitCallbacks(execute=True):
        a_rule("Vitre cassée", place="openings")
    assert "Vitre cassée" in text_of(client, "/qui-repare/")


def test_each_language_has_its_rules_in_the_order_chosen(home_page: HomePage) -> None:
    french, english = (Locale.objects.get(language_code=code) for code in ("fr", "en"))
    a_rule("B")
    a_rule("A")
    first = a_rule("Z")
    ReparationRule.objects.exclude(pk=first.pk).update(sort_order=1)
    a_rule("Tap", "en")
    assert [rule.name for rule in ReparationRule.objects.for_locale(french)] == ["Z", "A", "B"]
    assert [rule.name for rule in ReparationRule.objects.for_locale(english)] == ["Tap"]


def test_an_accent_does_not_put_a_thing_at_the_end(home_page: HomePage) -> None:
    for name in ("Robinet", "Évier", "Clé"):
        a_rule(name)
    rules = ReparationRule.objects.for_locale(home_page.locale)
    assert [rule.name for rule in matching(rules, "")] == ["Clé", "Évier", "Robinet"]


def test_a_thing_has_one_rule_in_a_language(home_page: HomePage) -> None:
    a_rule("Évier")
    a_rule("Évier", "en")
    with pytest.raises(IntegrityError), transaction.atomic():
        a_rule("Évier")


@pytest.mark.parametrize("fields", [{"place": "moon"}, {"who": "personne"}])
def test_the_database_refuses_a_choice_that_does_not_exist(home_page: HomePage, fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_rule("Évier", **fields)


def test_a_rule_translates(home_page: HomePage) -> None:
    rule = a_rule("Évier", keywords="bonde", next_step="Appelez.")
    english = in_english(rule, {"Évier": "Sink", "Pourquoi : Évier.": "Why.", "bonde": "plug", "Appelez.": "Call."})
    assert (english.name, english.explanation, english.next_step, english.keywords) == (
        "Sink",
        "Why.",
        "Call.",
        "plug",
    )
    assert (english.place, english.who) == (rule.place, rule.who)


def test_the_search_reads_every_rule(repairs: RepairsPage) -> None:
    said = "\n".join(repairs.texts())
    for words in ("Joint de robinet", "goutte", "Pourquoi : Chaudière en panne."):
        assert words in said


def test_there_is_one_page_per_language(home_page: HomePage, repairs: RepairsPage) -> None:
    assert not RepairsPage.can_create_at(home_page)


@pytest.mark.parametrize("role", [role.name for role in ROLES])
def test_the_publication_keeps_the_rules_up_to_date(home_page: HomePage, role: str) -> None:
    rule = a_rule("Évier")
    client = Client()
    user = StaffFactory.create()
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    listing = client.get(reverse(ReparationRule.snippet_viewset.get_url_name("list")))
    edition = client.get(reverse(ReparationRule.snippet_viewset.get_url_name("edit"), args=[rule.pk]))
    expected = 200 if role in ("Publication", "Administration") else 302
    assert (listing.status_code, edition.status_code) == (expected, expected)


def test_the_first_rules_are_made_in_both_languages_once(client: Client, home_page: HomePage) -> None:
    index = put(home_page, GuideIndexPage(title="Guides", slug="guides", lead=""))
    in_english(index, {"Guides": "Guides", "guides": "guides"})
    for _ in range(2):
        with TestCase.captureOnCommitCallbacks(execute=True):
            assert create_repairs() is not None
    assert ReparationRule.objects.filter(locale__language_code="fr").count() == len(RULES) >= 40
    assert ReparationRule.objects.filter(locale__language_code="en").count() == len(RULES)
    assert {rule.place for rule in RULES} == set(Place.values)
    assert {rule.who for rule in RULES} == set(Who.values)
    assert "Joint de robinet de cuisine" in text_of(client, "/guides/qui-repare/")
    english = text_of(client, "/en/guides/who-mends-what/")
    assert "Kitchen tap washer" in english
    main = english.partition("<main")[2].partition("</main>")[0]
    assert not [french for french in t.english if french in main and french != t.english[french] and french != SLUG]
