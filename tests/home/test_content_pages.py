"""Pages of text and the sections they stand in."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from home.models import ContentPage, HomePage, SectionPage
from tests.home.tree import a_guide, in_english, put


@pytest.fixture
def section(home_page: HomePage) -> SectionPage:
    """A section, in French."""
    return put(home_page, SectionPage(title="Louer un logement", slug="louer", lead="Qui peut, comment."))


def a_page(title: str, headings: tuple[str, ...] = ("Un titre",)) -> ContentPage:
    """Return a page of as many paragraphs as there are headings."""
    body = [
        ("section", {"heading": heading, "text": RichText(f"<p>Le texte de {heading}.</p>")}) for heading in headings
    ]
    return ContentPage(title=title, lead=f"Ce qu’est {title}", body=body)


def text_of(client: Client, address: str) -> str:
    """Return the page at this address."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def navigation_of(page: str) -> str:
    """Return the navigation of the section."""
    start = page.index('<nav class="side-nav"')
    return page[start : page.index("</nav>", start)]


def test_a_section_shows_each_of_its_pages_with_its_sentence(client: Client, section: SectionPage) -> None:
    put(section, a_page("Demander"))
    put(section, a_guide("Visiter"))
    page = text_of(client, "/louer/")
    assert page.count("<h1") == 1
    assert page.index("Demander</a></h2>") < page.index("Visiter</a></h2>")
    assert "<p>Ce qu’est Demander</p>" in page
    assert "<p>Tout sur : Visiter</p>" in page


def test_an_empty_section_says_so(client: Client, section: SectionPage) -> None:
    assert "Rien ici pour l’instant" in text_of(client, "/louer/")


def test_a_page_leads_to_the_others_of_its_section_and_says_where_one_is(client: Client, section: SectionPage) -> None:
    put(section, a_page("Demander"))
    exchange = a_page("Échanger")
    exchange.slug = "echanger"
    put(section, exchange)
    navigation = navigation_of(text_of(client, "/louer/echanger/"))
    assert '<a href="/louer/">Louer un logement</a>' in navigation
    assert '<a href="/louer/demander/">Demander</a>' in navigation
    assert '<a href="/louer/echanger/" aria-current="page">Échanger</a>' in navigation


def test_a_section_in_a_section_stands_beside_its_siblings(client: Client, section: SectionPage) -> None:
    inner = put(section, SectionPage(title="Garages", slug="garages"))
    put(section, a_page("Demander"))
    navigation = navigation_of(text_of(client, inner.url))
    assert '<a href="/louer/garages/" aria-current="page">Garages</a>' in navigation
    assert "Demander" in navigation


def test_outside_of_a_section_there_is_no_navigation(
    client: Client, home_page: HomePage, section: SectionPage
) -> None:
    alone = put(home_page, a_page("Mentions légales"))
    assert "side-nav" not in text_of(client, alone.url)
    assert "side-nav" not in text_of(client, section.url)


def test_only_what_anyone_may_read_is_shown(client: Client, section: SectionPage) -> None:
    here = put(section, a_page("Demander"))
    put(section, a_page("Brouillon"), live=False)
    expired = put(section, a_page("Terminé"))
    ContentPage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    private = put(section, a_page("Réservé"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for address in (section.url, here.url):
        page = text_of(client, address)
        for title in ("Brouillon", "Terminé", "Réservé"):
            assert title not in page


def test_what_is_below_a_page_kept_for_some_is_not_shown_either(section: SectionPage, home_page: HomePage) -> None:
    inner = put(section, SectionPage(title="Garages", slug="garages"))
    below = put(inner, a_page("Tarifs"))
    other = put(home_page, a_page("Autre"))
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    shown = set(ContentPage.objects.published())
    assert below not in shown
    assert other in shown
    assert shown == set(ContentPage.objects.live().public())


def test_the_lists_are_kept_until_the_first_page_leaves(rf: RequestFactory, section: SectionPage) -> None:
    soon = timezone.now() + timedelta(hours=2)
    here, leaving = put(section, a_page("Demander")), put(section, a_page("Bientôt fini"))
    ContentPage.objects.filter(pk=leaving.pk).update(expire_at=soon)
    for page in (here, section):
        request = rf.get("/")
        page.get_context(request)
        assert request.page_kept_until == soon  # type: ignore[attr-defined]


def test_a_long_page_has_a_table_of_contents_that_leads_to_its_headings(client: Client, section: SectionPage) -> None:
    long = put(section, a_page("Longue", ("Qui peut", "Comment", "Combien de temps")))
    page = text_of(client, long.url)
    start = page.index('<nav class="contents"')
    contents = page[start : page.index("</nav>", start)]
    anchors = [part.split('"')[0] for part in contents.split('href="#')[1:]]
    assert len(set(anchors)) == 3
    for anchor, heading in zip(anchors, ("Qui peut", "Comment", "Combien de temps"), strict=True):
        assert f'href="#{anchor}">{heading}</a>' in contents
        assert page.count(f'id="{anchor}"') == 1


def test_a_short_page_has_none(client: Client, section: SectionPage) -> None:
    short = put(section, a_page("Courte", ("Qui peut", "Comment")))
    assert 'class="contents"' not in text_of(client, short.url)


def test_a_page_says_when_it_was_updated_and_asks_if_it_helped(client: Client, section: SectionPage) -> None:
    here = put(section, a_page("Demander"))
    page = text_of(client, here.url)
    assert "Mis à jour le" in page
    assert f'action="/avis/{here.pk}/"' in page


@pytest.mark.parametrize("address", ["/louer/", "/louer/page-0/"])
def test_a_page_costs_the_same_in_a_small_and_a_large_section(
    client: Client, section: SectionPage, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    def cost() -> int:
        client.get(address)
        with django_assert_max_num_queries(20) as queries:
            text_of(client, address)
        return len(queries)

    put(section, a_page("Page 0", ("Un", "Deux", "Trois")))
    put(section, a_guide("Guide 0"))
    small = cost()
    for number in range(1, 6):
        put(section, a_page(f"Page {number}"))
        put(section, a_guide(f"Guide {number}"))
    assert cost() == small


def test_a_section_and_its_pages_translate(client: Client, section: SectionPage) -> None:
    in_english(section, {"Louer un logement": "Rent a home", "louer": "rent", "Qui peut, comment.": "Who can, how."})
    here = put(section, a_page("Demander", ("Comment",)))
    in_english(
        here,
        {
            "Demander": "Ask",
            "demander": "ask",
            "Ce qu’est Demander": "What asking is",
            "Comment": "How",
            "Le texte de Comment.": "The text.",
        },
    )
    page = text_of(client, "/en/rent/ask/")
    for words in ("Ask", "What asking is", "How", "The text."):
        assert words in page
    assert '<a href="/en/rent/">Rent a home</a>' in navigation_of(page)
    assert '<a href="/en/rent/ask/">Ask</a></h2>' in text_of(client, "/en/rent/")


def test_the_search_reads_the_body(section: SectionPage) -> None:
    said = "\n".join(put(section, a_page("Demander", ("Comment",))).texts())
    for words in ("Demander", "Ce qu’est Demander", "Comment", "Le texte de Comment."):
        assert words in said


def test_questions_of_a_page_are_told_to_machines(rf: RequestFactory, section: SectionPage) -> None:
    faq = {"heading": "Vos questions", "questions": [{"question": "Quand ?", "answer": RichText("<p>Demain.</p>")}]}
    page = ContentPage(title="Foire", lead="", body=[("faq", faq)])
    (questions,) = put(section, page).structured_data(rf.get("/"))
    assert questions == {
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": "Quand ?", "acceptedAnswer": {"@type": "Answer", "text": "Demain."}}
        ],
    }
    assert put(section, a_page("Sans question")).structured_data(rf.get("/")) == []
