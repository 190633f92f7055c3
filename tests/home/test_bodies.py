"""The body of a page as a whole: its headings and their anchors, its questions, its text, and what is refused."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale

from home.blocks import BodyBlock, faq_of, headings_of, text_of
from home.models import ContentPage, HomePage
from tests.home.media import make_document, make_image

BODY = BodyBlock()
LINK = {"service": "espace_locataire", "page": None, "address": ""}


def body(*blocks: tuple[str, dict[str, Any]]) -> StreamValue:
    """Return a body of these blocks, numbered as those of a page that was saved."""
    raw = [
        {"type": name, "value": value, "id": f"{position:08d}-0000-4000-8000-000000000000"}
        for position, (name, value) in enumerate(blocks)
    ]
    return BODY.to_python(raw)


def heading(text: str, level: str = "h2") -> tuple[str, dict[str, Any]]:
    return "heading", {"heading": text, "level": level}


def text(html: str) -> tuple[str, dict[str, Any]]:
    return "text", {"text": html}


def faults_of(value: StreamValue) -> str:
    """Return what is refused of this body, as the form tells the editor."""
    with pytest.raises(ValidationError) as refusal:
        BODY.clean(value)
    return str(refusal.value.as_json_data())  # type: ignore[attr-defined]


@pytest.fixture
def leaving(home_page: HomePage) -> ContentPage:
    return home_page.add_child(instance=ContentPage(title="Partir", slug="partir"))


def publish(page: ContentPage, value: StreamValue) -> None:
    page.body = value
    page.save_revision().publish()


# --- Headings ----------------------------------------------------------------------------------


def test_headings_are_listed_in_order_with_the_anchors_of_the_page(client: Client, leaving: ContentPage) -> None:
    section = ("section", {"heading": "Votre préavis", "text": "<p>Un mois.</p>"})
    twice = heading("Documents", "h3")
    publish(leaving, body(section, heading("L’état des lieux"), twice, twice))
    leaving.refresh_from_db()
    headings = headings_of(leaving.body)
    assert [(entry.level, entry.text) for entry in headings] == [
        (2, "Votre préavis"),
        (2, "L’état des lieux"),
        (3, "Documents"),
        (3, "Documents"),
    ]
    html = client.get("/partir/").content.decode()
    assert len({entry.anchor for entry in headings}) == 4
    for entry in headings:
        assert html.count(f'<h{entry.level} id="{entry.anchor}">') + html.count(f'" id="{entry.anchor}">') == 1


def test_an_anchor_does_not_change_with_the_words(leaving: ContentPage) -> None:
    publish(leaving, body(heading("Avant")))
    leaving.refresh_from_db()
    before = headings_of(leaving.body)
    leaving.body[0].value["heading"] = "Avant la visite"
    leaving.save()
    leaving.refresh_from_db()
    after = headings_of(leaving.body)
    assert (after[0].text, after[0].anchor) == ("Avant la visite", before[0].anchor)


def test_a_block_never_saved_has_an_anchor_too() -> None:
    value = StreamValue(BODY, [("heading", BODY.child_blocks["heading"].to_python(heading("مرحبا")[1]))])
    (entry,) = headings_of(value)
    assert f'id="{entry.anchor}"' in value[0].render()


def test_a_sub_heading_needs_a_heading_above_it() -> None:
    assert "pas de titre au-dessus" in faults_of(body(heading("Documents", "h3"), heading("Partir")))
    assert "avant le premier titre" in faults_of(body(text("<h3>Documents</h3><p>Une pièce d’identité.</p>")))
    assert BODY.clean(body(text("<p>Avant.</p>"), heading("Partir"), heading("Documents", "h3")))
    assert BODY.clean(body(("section", {"heading": "Partir", "text": "<h3>Quand ?</h3><p>Un mois avant.</p>"})))


# --- Links and images ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["cliquez ici", "Cliquez ici !", "ici", "En savoir plus…", "Lire la suite →", "Read more", "اضغط هنا", "Là"],
)
def test_a_link_that_says_nothing_is_refused_with_a_proposal(words: str) -> None:
    assert "Demander un logement" in faults_of(body(text(f'<p><a href="https://x.example/">{words}</a></p>')))
    card = {"image": None, "icon": "house", "title": words, "text": "", "link": LINK}
    assert "ne dit pas où" in faults_of(body(("cards", {"heading": "Suite", "lead": "", "cards": [card]})))
    assert "ne dit pas où" in faults_of(body(("button", {"label": words, "link": LINK, "main": True})))


@pytest.mark.parametrize(
    "words", ["Ici, tout commence", "Lire la suite du règlement", "Plus d’informations sur le préavis"]
)
def test_a_link_that_says_something_is_kept(words: str) -> None:
    assert BODY.clean(body(text(f'<p><a href="https://x.example/">{words}</a></p>')))


def test_links_without_words_or_without_address_are_refused() -> None:
    assert "pas de texte" in faults_of(body(text('<p>Voir <a href="https://x.example/"> </a></p>')))
    assert "ne mène nulle part" in faults_of(body(text('<p>Voir <a href="">le règlement</a></p>')))
    assert "ne mène nulle part" in faults_of(body(text("<p>Voir <a>le règlement</a></p>")))
    assert BODY.clean(body(text('<p>Voir <a linktype="page" id="3">le règlement</a></p>')))


def test_links_are_checked_in_cells_answers_and_messages() -> None:
    html = '<p><a href="https://x.example/">ici</a></p>'
    cells = {"caption": "Loyers", "columns": [{"type": "text", "heading": "Ville"}], "rows": [{"values": [html]}]}
    for block in (
        ("faq", {"heading": "Questions", "questions": [{"question": "Où ?", "answer": html}]}),
        ("notice", {"kind": "info", "title": "Fermé", "text": html}),
        ("table", {"cells": cells, "first_column_names": False}),
    ):
        assert "ne dit pas où" in faults_of(body(block))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "Décrivez l’image"),
        ("   ", "Décrivez l’image"),
        ("IMG_2041.jpg", "nom de fichier"),
        ("DSC 0042", "nom de fichier"),
        ("plan.png", "nom de fichier"),
    ],
)
def test_an_image_is_described_in_words(text: str, fault: str) -> None:
    image = {"image": make_image().pk, "alt_text": text, "decorative": False}
    assert fault in faults_of(body(("image", {"image": image, "caption": "", "credit": ""})))


@pytest.mark.django_db
def test_an_image_marked_decorative_is_not_read(client: Client, leaving: ContentPage) -> None:
    kept = make_image()
    images = [
        {"image": {"image": kept.pk, "alt_text": alt, "decorative": not alt}, "caption": "", "credit": ""}
        for alt in ("Le hall rénové", "")
    ]
    publish(leaving, BODY.clean(body(*(("image", image) for image in images))))
    html = client.get("/partir/").content.decode()
    assert html.count('alt="Le hall rénové"') == 1
    assert html.count("<picture>") == html.count('alt=""') - html.count('icons/mark.svg" alt=""') + 1 == 2


def test_a_table_has_a_caption_and_headings() -> None:
    rows = [{"values": ["<p>Chartres</p>"]}]
    cells = {"caption": " ", "columns": [{"type": "text", "heading": ""}], "rows": rows}
    faults = faults_of(body(("table", {"cells": cells, "first_column_names": True})))
    assert "Donnez un titre au tableau" in faults
    assert "Donnez un titre à chaque colonne" in faults
    empty = {"caption": "Loyers", "columns": [], "rows": []}
    assert "au moins une colonne" in faults_of(body(("table", {"cells": empty, "first_column_names": True})))


def test_a_contact_can_be_reached() -> None:
    nobody = {"title": "L’agence", "role": "", "phone": "", "email": "", "hours": "9 h", "address": ""}
    assert "un moyen de joindre" in faults_of(body(("contact_card", nobody)))


def test_a_draft_may_have_its_faults() -> None:
    unfinished = body(
        heading("Documents", "h3"),
        text('<p><a href="https://x.example/">ici</a></p>'),
        ("button", {"label": "ici", "link": {"service": "", "page": None, "address": ""}, "main": True}),
        ("table", {"cells": {"caption": "", "columns": [], "rows": []}, "first_column_names": True}),
    )
    assert BODY.clean_deferred(unfinished)
    assert faults_of(unfinished)


# --- What is read of a body ---------------------------------------------------------------------------


def test_questions_and_answers_are_read_as_plain_text() -> None:
    answer = "<p>Un mois <b>ou</b> trois.</p><ul><li>Écrivez-nous</li></ul>"
    value = body(
        ("faq", {"heading": "Partir", "questions": [{"question": "Quel préavis ?", "answer": answer}]}),
        ("faq", {"heading": "Payer", "questions": [{"question": "Quand ?", "answer": "<p>Le 5.</p>"}]}),
    )
    first, second = faq_of(value)
    assert first[0] == "Quel préavis ?"
    assert first[1].split() == ["Un", "mois", "ou", "trois.", "Écrivez-nous"]
    assert second == ("Quand ?", "Le 5.")
    assert faq_of(None) == faq_of(body(heading("Rien"))) == []


def test_the_text_of_a_body_is_its_words_and_nothing_of_its_form() -> None:
    cells = {
        "caption": "Loyers",
        "columns": [{"type": "text", "heading": "Ville"}, {"type": "number", "heading": "Montant"}],
        "rows": [{"values": ["<p>Lucé</p>", "410 €"]}],
    }
    card = {"image": None, "icon": "wallet", "title": "Payer", "text": "Par carte.", "link": LINK}
    value = body(
        heading("Partir", "h3"),
        ("table", {"cells": cells, "first_column_names": True}),
        ("cards", {"heading": "Suite", "lead": "", "cards": [card]}),
        ("notice", {"kind": "warning", "title": "Fermé", "text": ""}),
    )
    assert text_of(value).split("\n") == [
        "Partir", "Loyers", "Ville", "Montant", "Lucé", "410 €", "Suite", "Payer", "Par carte.", "Fermé"
    ]  # fmt: skip
    assert text_of(None) == ""


# --- What a page costs ----------------------------------------------------------------------------------


def full_body(images: list[Any], documents: list[Any], pages: list[Any]) -> StreamValue:
    """Return a body that uses each of these once in each block that may."""
    described = [{"image": image.pk, "alt_text": "La façade", "decorative": False} for image in images]
    captioned = [{"image": image, "caption": "", "credit": ""} for image in described]
    links = [{"service": "", "page": page.pk, "address": ""} for page in pages]
    cards = [
        {"image": image, "icon": "", "title": "Une page", "text": "", "link": link}
        for image, link in zip(described, links, strict=True)
    ]
    files = [{"title": "", "document": document.pk} for document in documents]
    return body(
        ("files", {"heading": "Documents", "files": files}),
        ("gallery", {"heading": "Images", "images": captioned}),
        ("cards", {"heading": "Cartes", "lead": "", "cards": cards}),
        *(("image", image) for image in captioned),
        *(("button", {"label": "Une page", "link": link, "main": False}) for link in links),
    )


def queries_of(path: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> int:
    """Return what a page costs once its images are made, when it is not kept whole."""
    assert Client().get(path).status_code == 200
    with django_assert_max_num_queries(20) as captured:
        assert Client().get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_page_costs_the_same_with_two_images_and_with_six(
    home_page: HomePage, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    english = Locale.objects.get(language_code="en")
    pages = [home_page.add_child(instance=ContentPage(title=f"Page {n}", slug=f"page-{n}")) for n in range(6)]
    for linked in pages:
        linked.copy_for_translation(english, copy_parents=True).save_revision().publish()
    images = [make_image(f"Image {n}", (300, 200)) for n in range(6)]
    documents = [make_document(f"Document {n}", 400) for n in range(6)]
    root = home_page if language == "fr" else home_page.get_translation(english)
    costs = []
    for count in (2, 6):
        page = root.add_child(instance=ContentPage(title=f"{count}", slug=f"avec-{count}", locale=root.locale))
        publish(page, full_body(images[:count], documents[:count], pages[:count]))
        costs.append(queries_of(page.url, django_assert_max_num_queries))
    assert costs[0] == costs[1]
    assert get_image_model().objects.count() == get_document_model().objects.count() == 6


def test_a_link_follows_the_language_of_the_reader(client: Client, leaving: ContentPage, home_page: HomePage) -> None:
    english = Locale.objects.get(language_code="en")
    target = home_page.add_child(instance=ContentPage(title="Payer", slug="payer"))
    translated = target.copy_for_translation(english)
    translated.slug = "pay"
    translated.save_revision().publish()
    root = home_page.get_translation(english)
    reading = root.add_child(instance=ContentPage(title="Leave", slug="leave", locale=english))
    publish(
        reading, body(("button", {"label": "Pay", "link": LINK | {"service": "", "page": target.pk}, "main": True}))
    )
    assert 'href="/en/pay/"' in client.get("/en/leave/").content.decode()
    translated.refresh_from_db()
    translated.unpublish()
    assert 'href="/payer/"' in client.get("/en/leave/").content.decode()
    target.unpublish()
    assert "Pay</a>" not in client.get("/en/leave/").content.decode()
