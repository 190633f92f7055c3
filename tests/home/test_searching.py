"""The search of the site: the same words find the same pages, however they are written and whatever the database."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.html import escape
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, Locale, Page, PageViewRestriction, Site
from wagtail.rich_text import RichText

from home.models import (
    Bailleur,
    ContentPage,
    EmptySearch,
    HomePage,
    SearchEntry,
    SearchKind,
    SearchPosting,
    SearchWord,
)
from home.searching import kinds

Publish = Callable[..., ContentPage]


@pytest.fixture
def home_page(db: None) -> HomePage:
    """The French home page of a site that also has an English one, and a phone number."""
    french, english = (Locale.objects.get_or_create(language_code=code)[0] for code in ("fr", "en"))
    page = HomePage(title="Accueil", slug="accueil", headline="Bienvenue", lead="Chez nous.", locale=french)
    Page.get_first_root_node().add_child(instance=page)
    page.copy_for_translation(english).save_revision().publish()
    site = Site.objects.get(is_default_site=True)
    site.root_page = page
    site.save()
    Bailleur.objects.update_or_create(site=site, defaults={"phone": "02 61 91 10 10"})
    return page


@pytest.fixture
def publish(home_page: HomePage) -> Publish:
    """Publish a page below the home page and let the search follow."""

    def make(title: str, lead: str = "", text: str = "", parent: Page | None = None, **fields: Any) -> ContentPage:
        body = [("section", {"heading": "À savoir", "text": RichText(text)})] if text else []
        page = ContentPage(title=title, lead=lead, body=body, locale=home_page.locale, **fields)
        with TestCase.captureOnCommitCallbacks(execute=True):
            (parent or home_page).add_child(instance=page)
            page.save_revision().publish()
        return page

    return make


def titles(client: Client, words: str, prefix: str = "", **more: str) -> list[str]:
    """Return the titles of what a search finds, in their order, without marks."""
    response = client.get(f"{prefix}/recherche/", {"q": words, **more})
    assert response.status_code == 200
    results = re.search(r'<ol class="search-results">(.*?)</ol>', response.text, re.DOTALL)
    found = re.findall(r"<h3>(.*?)</h3>", results.group(1), re.DOTALL) if results else []
    return [re.sub(r"<[^>]+>", "", title).strip() for title in found]


@pytest.fixture
def heating(publish: Publish) -> ContentPage:
    """A page about heating, among others."""
    publish("Le tri des déchets", "Les poubelles, les encombrants.")
    publish("Élodie, votre gardienne", "Elle répond le matin.")
    publish("Une panne dans l’immeuble", "L’ascenseur, la porte, la lumière.")
    return publish(
        "Le chauffage", "Régler ses radiateurs.", "<p>Le chauffage collectif est remis en route à l’automne.</p>"
    )


def test_a_word_is_found_whatever_its_capitals_and_its_ending(client: Client, heating: ContentPage) -> None:
    for words in ("chauffage", "CHAUFFAGE", "chauffages", "le chauffage", "  Chauffage ! ", "chauff"):
        assert titles(client, words) == ["Le chauffage"], words


def test_accents_do_not_count(client: Client, heating: ContentPage) -> None:
    for words in ("élodie", "elodie", "ÉLODIE", "E\u0301lodie"):
        assert titles(client, words) == ["Élodie, votre gardienne"], words


def test_an_apostrophe_ends_a_word(client: Client, heating: ContentPage) -> None:
    for words in ("l’ascenseur", "l'ascenseur", "ascenseurs", "L'ASCENSEUR", "d’ascenseur"):
        assert titles(client, words) == ["Une panne dans l’immeuble"], words


def test_a_mistyped_word_finds_the_nearest_and_says_so(client: Client, heating: ContentPage) -> None:
    for words in ("chaufage", "chofage", "CHAUFAGE", "chaufffage", "chaufgae"):
        page = client.get("/recherche/", {"q": words}).text
        assert titles(client, words) == ["Le chauffage"], words
        assert "Résultats pour «\u202fchauffage\u202f»" in page
        assert f'href="/recherche/?q={words}&amp;exact=1"' in page
        assert "Aucun résultat pour" in client.get("/recherche/", {"q": words, "exact": "1"}).text


def test_the_nearest_word_is_shown_with_its_accents(client: Client, publish: Publish) -> None:
    publish("Un problème d’électricité")
    assert "Résultats pour «\u202félectricité\u202f»" in client.get("/recherche/?q=eletricite").text


def test_the_words_of_a_private_page_are_never_proposed(client: Client, publish: Publish) -> None:
    page = publish("Confidentialissime")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    for words in ("confidentialissim", "confidentialisime", "confidenciallissime"):
        assert "onfidentialissime" not in client.get("/recherche/", {"q": words}).text


def test_the_title_counts_more_than_the_introduction_and_that_more_than_the_text(
    client: Client, publish: Publish
) -> None:
    publish("Trois", text="<p>Le loyer, le loyer, encore le loyer.</p>")
    publish("Deux", lead="Votre loyer.")
    publish("Mon loyer")
    assert titles(client, "loyers") == ["Mon loyer", "Deux", "Trois"]


def test_the_word_typed_counts_more_than_its_other_forms(client: Client, publish: Publish) -> None:
    publish("Les quittances")
    publish("La quittance")
    assert titles(client, "quittance") == ["La quittance", "Les quittances"]
    assert titles(client, "quittances") == ["Les quittances", "La quittance"]


def test_all_the_words_are_asked_for_then_as_many_as_there_are(client: Client, publish: Publish) -> None:
    publish("Payer mon loyer")
    publish("Payer une facture")
    publish("Changer une serrure")
    assert titles(client, "comment payer le loyer ?") == ["Payer mon loyer"]
    assert len(titles(client, "payer serrure")) == 3
    assert "Aucune page ne contient tous ces mots" in client.get("/recherche/?q=payer+serrure").text
    assert titles(client, "payer loyer girafe") == ["Payer mon loyer"]


def test_the_last_word_may_be_only_begun(client: Client, publish: Publish) -> None:
    publish("Demande de logement")
    assert titles(client, "demande de loge") == ["Demande de logement"]
    assert titles(client, "loge demande") == ["Demande de logement"]


def test_the_words_are_marked_in_the_title_and_the_excerpt_and_everything_else_is_escaped(
    client: Client, publish: Publish
) -> None:
    publish("Chauffage <b>& eau", text=f"<p>{'Rien ici. ' * 60}</p><p>Réglez vos CHAUFFAGES &amp; poêles tôt.</p>")
    page = client.get("/recherche/?q=chauffage").text
    assert "<mark>Chauffage</mark> &lt;b&gt;&amp; eau" in page
    assert "vos <mark>CHAUFFAGES</mark> &amp; poêles tôt." in page
    assert "… " in page


def test_what_was_typed_is_escaped_everywhere(client: Client, heating: ContentPage) -> None:
    typed = '"><script>alert(1)</script> chauffage'
    page = client.get("/recherche/", {"q": typed}).text
    assert "<script>alert" not in page
    assert f'value="{escape(typed)}"' in page


OPERATORS = ["AND OR NOT", "NEAR(", "(:", "*", "chauffage -"]
ODD = [*OPERATORS, "'", '"', "%", "_%", "-", "--", "😀", "\x00", "a\x00b", "\\", "؟", "½"]


def test_odd_queries_are_answered_like_others(client: Client, heating: ContentPage) -> None:
    for typed in ODD:
        response = client.get("/recherche/", {"q": typed, "page": "abc", "type": typed, "exact": typed})
        assert response.status_code == 200, typed
    for page in ("-1", "99999999999999999999", "1e999", "9" * 5_000, ""):
        assert titles(client, "chauffage", page=page) == ["Le chauffage"], page


def test_ten_thousand_characters_are_cut_and_the_page_says_so(client: Client, heating: ContentPage) -> None:
    page = client.get("/recherche/", {"q": "chauffage " * 1_000}).text
    assert "Votre texte est long" in page
    assert titles(client, "chauffage " * 1_000) == ["Le chauffage"]
    assert titles(client, "x" * 10_000) == []
    assert "Votre texte est long" not in client.get("/recherche/", {"q": "chauffage"}).text


def test_without_words_the_page_helps(client: Client, heating: ContentPage, publish: Publish) -> None:
    publish("Sous le chauffage", parent=heating)
    page = client.get("/recherche/").text
    assert 'role="search"' in page
    assert 'href="/le-chauffage/">Le chauffage</a>' in page
    assert 'href="/plan-du-site/">Plan du site</a>' in page
    assert "tel:+33261911010" in page
    assert "résultat" not in re.sub(r"<head>.*?</head>", "", page, flags=re.DOTALL).lower()
    assert "Écrivez un ou plusieurs mots" in client.get("/recherche/?q=%F0%9F%98%80").text


def test_nothing_found_explains_and_proposes(client: Client, heating: ContentPage) -> None:
    page = client.get("/recherche/?q=girafe").text
    assert "Aucun résultat pour «\u202fgirafe\u202f»" in page
    assert 'href="/plan-du-site/">Plan du site</a>' in page
    assert "tel:+33261911010" in page


def test_other_spellings_are_proposed_when_none_is_near_enough(client: Client, publish: Publish) -> None:
    publish("Les encombrants")
    page = client.get("/recherche/?q=encombremen").text
    assert "Vouliez-vous dire" in page
    assert 'href="/recherche/?q=encombrants">encombrants</a>' in page


def test_results_can_be_narrowed_to_a_kind_each_with_its_count(
    client: Client, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("Un loyer")
    monkeypatch.setitem(kinds._kinds, ContentPage, SearchKind.GUIDE)
    publish("Deux loyers")
    publish("Trois loyers")
    page = client.get("/recherche/?q=loyer").text
    assert re.findall(r'<a href="(\?q=loyer[^"]*)"[^>]*>(\w+) <span class="search-count">(\d)</span>', page) == [
        ("?q=loyer", "Tout", "3"),
        ("?q=loyer&amp;type=guides", "Guides", "2"),
        ("?q=loyer&amp;type=pages", "Pages", "1"),
    ]
    assert titles(client, "loyer", type="pages") == ["Un loyer"]
    assert set(titles(client, "loyer", type="guides")) == {"Deux loyers", "Trois loyers"}
    assert len(titles(client, "loyer", type="nowhere")) == 3


def test_ten_results_a_page(client: Client, publish: Publish) -> None:
    for number in range(12):
        publish(f"Parking {number}")
    first, second = titles(client, "parking"), titles(client, "parking", page="2")
    assert (len(first), len(second)) == (10, 2)
    assert len({*first, *second}) == 12
    assert titles(client, "parking", page="9") == second
    assert "?q=parking&amp;page=2" in client.get("/recherche/?q=parking").text


def test_each_language_finds_its_own_pages(client: Client, heating: ContentPage, home_page: HomePage) -> None:
    english = home_page.get_translations().get().specific
    page = ContentPage(title="Heating", lead="Your radiators.", locale=english.locale)
    with TestCase.captureOnCommitCallbacks(execute=True):
        english.add_child(instance=page)
        page.save_revision().publish()
    assert titles(client, "radiators", prefix="/en") == ["Heating"]
    assert titles(client, "the radiator", prefix="/en") == ["Heating"]
    assert titles(client, "radiateur") == ["Le chauffage"]
    assert titles(client, "heating") == []
    assert 'action="/en/recherche/"' in client.get("/en/recherche/").text


def test_a_page_withdrawn_expired_private_or_deleted_is_not_found(client: Client, publish: Publish) -> None:
    withdrawn, expired, private, deleted = (publish(f"Cave {name}") for name in ("un", "deux", "trois", "quatre"))
    below = publish("Cave cinq", parent=private)
    assert len(titles(client, "cave")) == 5
    with TestCase.captureOnCommitCallbacks(execute=True):
        withdrawn.unpublish()
    ContentPage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    with TestCase.captureOnCommitCallbacks(execute=True):
        deleted.delete()
    assert titles(client, "cave") == []
    assert not SearchEntry.objects.filter(page__in=[withdrawn, deleted]).exists()
    PageViewRestriction.objects.all().delete()
    assert set(titles(client, "cave")) == {private.title, below.title}


def test_a_draft_is_not_found_and_a_change_is_once_published(client: Client, publish: Publish) -> None:
    page = publish("Grenier")
    page.title = "Sous-sol"
    revision = page.save_revision()
    assert titles(client, "grenier") == ["Grenier"]
    assert titles(client, "sous-sol") == []
    with TestCase.captureOnCommitCallbacks(execute=True):
        revision.publish()
    assert titles(client, "grenier") == []
    assert titles(client, "sous-sol") == ["Sous-sol"]


def test_a_page_that_moves_is_found_at_its_new_address(client: Client, publish: Publish) -> None:
    parent, page = publish("Immeubles"), publish("Toiture")
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.move(parent, "last-child")
    assert 'href="/immeubles/toiture/"' in client.get("/recherche/?q=toiture").text


@pytest.fixture
def document(home_page: HomePage) -> Any:
    """A document that nothing refers to yet."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        found = get_document_model()(title="Règlement intérieur")
        found.file.save("reglement_interieur_2026.pdf", ContentFile(b"%PDF-1.7"))
        found.save()
        found.tags.add("voisinage")
    return found


def link_to(document: Any) -> str:
    return f'<p>Lisez le <a linktype="document" id="{document.pk}">règlement</a>.</p>'


def test_a_document_is_found_once_a_public_page_refers_to_it(client: Client, document: Any, publish: Publish) -> None:
    assert titles(client, "règlement intérieur") == []
    page = publish("Vivre ensemble", text=link_to(document))
    other = publish("Bien vivre", text=link_to(document))
    assert titles(client, "reglement interieur") == ["Règlement intérieur"]
    assert titles(client, "voisinage") == ["Règlement intérieur"]
    found = client.get("/recherche/?q=interieur&type=documents").text
    assert f'href="{document.url}"' in found
    assert "PDF" in found
    assert 'href="/vivre-ensemble/">Vivre ensemble</a>' in found
    with TestCase.captureOnCommitCallbacks(execute=True):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert 'href="/bien-vivre/">Bien vivre</a>' in client.get("/recherche/?q=interieur").text
    with TestCase.captureOnCommitCallbacks(execute=True):
        other.delete()
    assert titles(client, "interieur") == []


def test_a_document_no_longer_referred_to_renamed_or_kept_for_some_follows(
    client: Client, document: Any, publish: Publish
) -> None:
    page = publish("Vivre ensemble", text=link_to(document))
    with TestCase.captureOnCommitCallbacks(execute=True):
        document.title = "Charte des voisins"
        document.save()
    assert titles(client, "charte") == ["Charte des voisins"]
    collection = Collection.get_first_root_node().add_child(name="Interne")
    get_document_model().objects.update(collection=collection)
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert titles(client, "charte") == []
    restriction.delete()
    assert titles(client, "charte") == ["Charte des voisins"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.body = []  # type: ignore[assignment]
        page.save_revision().publish()
    assert titles(client, "charte") == []


def promote(words: str, **fields: Any) -> SearchPromotion:
    promotion: SearchPromotion = SearchPromotion.objects.create(query=Query.get(words), sort_order=0, **fields)
    return promotion


def promoted(page: str) -> list[str]:
    found = re.search(r'<ul class="search-promoted">(.*?)</ul>', page, re.DOTALL)
    return re.findall(r'<h3><a href="([^"]+)">', found.group(1)) if found else []


def test_what_editors_promote_comes_first_and_once(client: Client, publish: Publish) -> None:
    publish("APL, aides et APL")
    chosen = publish("Les aides", lead="L’APL et les autres.")
    promote("apl", page=chosen, description="Comptez vos droits.")
    for words in ("APL", "apl", "l’APL", "Apl !"):
        page = client.get("/recherche/", {"q": words}).text
        assert promoted(page) == ["/les-aides/"]
        assert "Conseillé" in page
        assert "Comptez vos droits." in page
        assert titles(client, words) == ["APL, aides et APL"]
        assert "2 résultats" in page


def test_promotions_match_whatever_accents_order_and_endings(client: Client, publish: Publish) -> None:
    promote("dégâts des eaux", external_link_url="https://exemple.test/eau", external_link_text="L’assurance")
    assert promoted(client.get("/recherche/?q=eau+degat").text) == ["https://exemple.test/eau"]
    assert promoted(client.get("/recherche/?q=eau").text) == []
    assert not EmptySearch.objects.filter(query="eau degat").exists()


def test_a_promoted_page_that_is_withdrawn_or_in_another_language_is_not_shown(
    client: Client, publish: Publish, home_page: HomePage
) -> None:
    chosen = publish("Les aides")
    promote("apl", page=chosen)
    assert promoted(client.get("/recherche/?q=apl").text) == ["/les-aides/"]
    assert promoted(client.get("/en/recherche/?q=apl").text) == []
    chosen.unpublish()
    assert promoted(client.get("/recherche/?q=apl").text) == []


def test_a_second_promotion_does_not_hide_results_of_a_kind(client: Client, publish: Publish) -> None:
    chosen = publish("Aides APL")
    promote("apl", page=chosen)
    publish("APL")
    page = client.get("/recherche/?q=apl&type=pages").text
    assert promoted(page) == []
    assert set(titles(client, "apl", type="pages")) == {"Aides APL", "APL"}


# The words of a query, and the queries to the database that they may cost at most.
QUERIES = {"chauffage": 16, "chaufage": 20, "girafe": 20, "payer le chauffage collectif": 18, "": 10}


def cost(client: Client, words: str) -> int:
    """Return how many queries a search costs once the process is warm."""
    client.get("/recherche/", {"q": words})
    with CaptureQueriesContext(connection) as found:
        client.get("/recherche/", {"q": words})
    return len(found)


def test_it_costs_the_same_few_queries_whatever_there_is_to_find(
    client: Client, heating: ContentPage, publish: Publish
) -> None:
    publish("Payer", text="<p>Payer le chauffage collectif.</p>")
    before = {words: cost(client, words) for words in QUERIES}
    for number in range(6):
        publish(f"Le chauffage {number}", text="<p>Payer le chauffage collectif.</p>")
    assert {words: cost(client, words) for words in QUERIES} == before
    assert {words: count for words, count in before.items() if count > QUERIES[words]} == {}


def test_it_is_the_same_for_every_visitor(client: Client, heating: ContentPage) -> None:
    for words in ("chauffage", "chaufage", "girafe", ""):
        response = client.get("/recherche/", {"q": words})
        assert not response.cookies
        assert "Cookie" not in response.headers.get("Vary", "")
        assert "csrf" not in response.text
        assert '<meta name="robots" content="noindex">' in response.text
        assert response.text.count("<h1") == 1


def test_an_unknown_address_offers_the_search(client: Client, home_page: HomePage) -> None:
    response = client.get("/nulle-part/")
    assert response.status_code == 404
    assert 'role="search"' in response.text
    assert 'action="/recherche/"' in response.text


def test_rebuilding_finds_everything_again_and_forgets_what_is_gone(
    client: Client, heating: ContentPage, document: Any, publish: Publish
) -> None:
    publish("Vivre ensemble", text=link_to(document))
    call_command("rebuild_search")
    before = set(SearchEntry.objects.values_list("title", "kind"))
    words = set(SearchPosting.objects.values_list("entry__title", "word__word", "weight"))
    SearchEntry.objects.all().delete()
    SearchWord.objects.create(locale=Locale.get_default(), word="fantome", stem="fantom", shown="fantôme")
    for _run in range(2):
        call_command("rebuild_search")
        assert set(SearchEntry.objects.values_list("title", "kind")) == before
        assert set(SearchPosting.objects.values_list("entry__title", "word__word", "weight")) == words
    assert not SearchWord.objects.filter(word="fantome").exists()
    ContentPage.objects.filter(pk=heating.pk).update(live=False)
    call_command("rebuild_search")
    assert not SearchEntry.objects.filter(title="Le chauffage").exists()
    assert titles(client, "reglement interieur") == ["Règlement intérieur"]
