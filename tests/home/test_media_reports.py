"""The reports on images and documents: who may read them, and what they say."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from home.blocks import BodyBlock
from home.models import ContentPage, HomePage
from tests.compte.factories import StaffFactory
from tests.home.media import make_document, make_image

pytestmark = pytest.mark.django_db

REPORTS = ["image_uses_report", "document_uses_report", "undescribed_images_report", "pages_to_describe_report"]


def staff(role: str) -> Client:
    user = StaffFactory.create()
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def write_page(home_page: HomePage, title: str, *blocks: tuple[str, dict[str, object]]) -> ContentPage:
    """Publish a page with these blocks, as if nothing had checked them."""
    body = BodyBlock()
    raw = [{"type": name, "value": value, "id": str(number)} for number, (name, value) in enumerate(blocks)]
    page = ContentPage(title=title, slug=title.lower(), body=body.to_python(raw))
    home_page.add_child(instance=page)
    page.save_revision().publish()
    return page


def image_block(key: int, alt: str, decorative: bool = False) -> tuple[str, dict[str, object]]:
    image = {"image": key, "alt_text": alt, "decorative": decorative}
    return "image", {"image": image, "caption": "", "credit": ""}


def titles_of(report: str, client: Client, **query: str) -> list[str]:
    """Return the titles listed by a report, in order."""
    answer = client.get(reverse(report), query)
    assert answer.status_code == 200
    return [entry.title for entry in answer.context["object_list"]]


@pytest.mark.parametrize("report", REPORTS)
def test_those_who_change_images_read_the_reports_and_others_do_not(report: str, home_page: HomePage) -> None:
    assert reverse(report).startswith("/admin/reports/")
    for role in ("Rédaction", "Publication", "Administration"):
        assert staff(role).get(reverse(report)).status_code == 200
    for role in ("Gestion locative", "Service technique", "Comptabilité"):
        assert staff(role).get(reverse(report)).status_code == 302


@pytest.mark.parametrize("report", REPORTS)
def test_the_menu_leads_to_them(report: str, home_page: HomePage) -> None:
    assert reverse(report) in staff("Rédaction").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(report) not in staff("Comptabilité").get(reverse("wagtailadmin_home")).content.decode()


def test_images_are_listed_by_how_often_they_are_used(home_page: HomePage) -> None:
    hall, facade, _garden = make_image("Hall"), make_image("Façade"), make_image("Jardin")
    write_page(home_page, "Une", image_block(hall.pk, "Le hall"), image_block(facade.pk, "La façade"))
    write_page(home_page, "Deux", image_block(hall.pk, "Le hall"), image_block(hall.pk, "Le hall, de nuit"))
    editor = staff("Rédaction")
    assert titles_of("image_uses_report", editor) == ["Hall", "Façade", "Jardin"]
    listed = editor.get(reverse("image_uses_report")).context["object_list"]
    assert [image.uses for image in listed] == [2, 1, 0]
    assert titles_of("image_uses_report", editor, uses="jamais") == ["Jardin"]
    assert titles_of("image_uses_report", editor, uses="plusieurs") == ["Hall"]
    assert titles_of("image_uses_report", editor, uses="une-fois") == ["Façade"]


def test_documents_are_listed_too(home_page: HomePage) -> None:
    used, _unused = make_document("Règlement"), make_document("Brouillon")
    files: dict[str, object] = {"heading": "Documents", "files": [{"title": "", "document": used.pk}]}
    write_page(home_page, "Une", ("files", files))
    assert titles_of("document_uses_report", staff("Publication")) == ["Règlement", "Brouillon"]
    assert titles_of("document_uses_report", staff("Publication"), uses="jamais") == ["Brouillon"]


def test_images_without_a_description_are_listed(home_page: HomePage) -> None:
    make_image("Hall", description="Le hall rénové")
    make_image("IMG_2041")
    assert titles_of("undescribed_images_report", staff("Rédaction")) == ["IMG_2041"]


def test_published_pages_with_an_image_nobody_described_are_listed(home_page: HomePage) -> None:
    image = make_image()
    write_page(home_page, "Bonne", image_block(image.pk, "La façade"), image_block(image.pk, "", decorative=True))
    write_page(home_page, "Muette", image_block(image.pk, ""))
    card = {
        "image": {"image": image.pk, "alt_text": "", "decorative": False},
        "icon": "",
        "title": "Payer",
        "text": "",
        "link": {"service": "espace_locataire", "page": None, "address": ""},
    }
    write_page(home_page, "Cartes", ("cards", {"heading": "Suite", "lead": "", "cards": [card]}))
    write_page(home_page, "Retirée", image_block(image.pk, "")).unpublish()
    assert titles_of("pages_to_describe_report", staff("Rédaction")) == ["Cartes", "Muette"]


@pytest.mark.parametrize("report", REPORTS)
def test_a_report_opens_in_a_spreadsheet(report: str, home_page: HomePage) -> None:
    make_image("Hall")
    answer = staff("Rédaction").get(reverse(report), {"export": "csv"})
    assert answer["Content-Type"].startswith("text/csv")
    assert b"".join(answer)
