"""The texts found on every page, in each language: hours, emergencies, who we are."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from wagtail.models import Locale

from home.models import Bailleur, HomePage, SiteTexts
from tests.home.frame_makers import publish_alert

pytestmark = pytest.mark.django_db


def foot(page: str) -> str:
    """Return the footer."""
    return page[page.index("<footer") :]


def test_every_page_says_when_to_come_and_whom_to_call(client: Client, home_page: HomePage) -> None:
    for address in ("/", "/plan-du-site/", "/compte/connexion/", "/nulle-part/"):
        page = foot(client.get(address).content.decode())
        assert "Du lundi au vendredi" in page, address
        assert '<a href="tel:+33800473333"><bdi>0 800 47 33 33</bdi></a>' in page, address
        assert "Odeur de gaz, jour et nuit" in page, address
        assert "office public de l’habitat" in page, address


def test_the_texts_are_in_the_readers_language(client: Client, home_page: HomePage) -> None:
    page = foot(client.get("/en/").content.decode())
    assert "Monday to Friday" in page
    assert "Smell of gas" in page
    assert "0 800 47 33 33" in page
    assert 'lang="fr"' not in page


def test_hours_not_translated_yet_are_shown_in_french_and_say_so(client: Client, home_page: HomePage) -> None:
    SiteTexts.objects.get(locale__language_code="en").unpublish()
    page = foot(client.get("/en/").content.decode())
    assert '<p lang="fr" dir="auto">Du lundi au vendredi' in page


def test_without_any_text_the_pages_stand(client: Client, home_page: HomePage) -> None:
    SiteTexts.objects.all().delete()
    page = client.get("/").content.decode()
    assert "02 61 91 10 10" in page
    assert "En danger immédiat, appelez le 112" in page


def test_there_are_texts_once_per_language(home_page: HomePage) -> None:
    second = SiteTexts(locale=Locale.objects.get(language_code="fr"))
    with pytest.raises(ValidationError, match="existent déjà"):
        second.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        second.save()


def test_what_editors_changed_survives_a_second_run(home_page: HomePage) -> None:
    from home.contents.frame import create_site_texts

    texts = SiteTexts.objects.get(locale__language_code="fr")
    texts.opening_hours = "Le lundi"
    texts.save_revision().publish()
    assert create_site_texts() == texts
    assert SiteTexts.objects.get(pk=texts.pk).opening_hours == "Le lundi"
    assert SiteTexts.objects.count() == 2


def test_the_contacts_of_any_page_have_the_hours(client: Client, home_page: HomePage) -> None:
    page = client.get("/design/").content.decode()
    assert page.index("Horaires d’accueil") < page.index("<footer")
    html = render_to_string("components/contact.html", {"texts": SiteTexts(opening_hours="Le lundi")})
    assert "<p>Le lundi</p>" in html


def test_networks_and_applications_are_shown_when_there_are_some(client: Client, home_page: HomePage) -> None:
    page = foot(client.get("/").content.decode())
    assert "foot-away" not in page
    bailleur = Bailleur.for_site(home_page.get_site())
    bailleur.google_play_url = "https://play.example/app"
    bailleur.social_links = [
        ("social_link", {"network": "facebook", "address": "https://facebook.example/"}),
        ("social_link", {"network": "autre", "address": "https://forum.example/nous"}),
    ]
    bailleur.save()
    page = foot(client.get("/").content.decode())
    assert '<a href="https://facebook.example/">Facebook</a>' in page
    assert '<a href="https://forum.example/nous">forum.example</a>' in page
    assert 'href="https://play.example/app"' in page
    assert "App Store" not in page


def test_a_page_of_error_has_the_frame_when_it_can_be_read(client: Client, home_page: HomePage) -> None:
    publish_alert("Accueil fermé")
    client.raise_request_exception = False
    page = client.get("/?%FF").content.decode()
    assert "Du lundi au vendredi" in page
