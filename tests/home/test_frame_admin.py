"""Editors look after what stands around the pages: drafts, previews, publication, by those who may."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from home.models import Alert, HomePage, Menu, SiteTexts
from tests.compte.factories import StaffFactory
from tests.home.frame_makers import link, plain_site, publish_alert, publish_menu

pytestmark = pytest.mark.django_db


@pytest.fixture
def home_page(db: None) -> HomePage:
    """Return the French home page of a plain site, which has an English one too."""
    return plain_site()


@pytest.fixture
def editor(client: Client, home_page: HomePage) -> Client:
    """Return someone of the publication, in the administration."""
    client.force_login(StaffFactory.create(role="Publication"))
    return client


def stream(name: str, *blocks: tuple[str, dict[str, str]]) -> dict[str, str]:
    """Return what a form sends for a list of blocks."""
    sent = {f"{name}-count": str(len(blocks))}
    for place, (kind, values) in enumerate(blocks):
        sent |= {
            f"{name}-{place}-{key}": value for key, value in [("type", kind), ("deleted", ""), ("order", str(place))]
        }
        sent |= {f"{name}-{place}-value-{key}": value for key, value in values.items()}
    return sent


LINE = ("link", {"label": "Ailleurs", "link-service": "", "link-page": "", "link-address": "https://a.example/"})


def test_a_menu_is_drafted_then_published(editor: Client, client: Client) -> None:
    add = reverse("wagtailsnippets_home_menu:add")
    form = {"kind": "main", **stream("items", LINE)}
    assert editor.post(f"{add}?locale=fr", form).status_code == 302
    menu = Menu.objects.get()
    assert not menu.live
    assert "Ailleurs" not in Client().get("/").content.decode()
    edit = reverse("wagtailsnippets_home_menu:edit", args=[menu.pk])
    assert editor.post(edit, {**form, "action-publish": "1"}).status_code == 302
    assert "Ailleurs" in Client().get("/").content.decode()


def test_a_second_menu_of_the_kind_is_refused_in_the_form(editor: Client) -> None:
    publish_menu("main")
    form = {"kind": "main", "action-publish": "1", **stream("items", LINE)}
    page = editor.post(f"{reverse('wagtailsnippets_home_menu:add')}?locale=fr", form)
    assert page.status_code == 200
    assert "existe déjà dans cette langue" in page.content.decode()
    assert "https://a.example/" in page.content.decode()
    assert Menu.objects.count() == 1


def test_a_menu_is_previewed_around_the_home_page(editor: Client) -> None:
    menu = publish_menu("main", ("link", link("Avant", address="https://a.example/")))
    address = reverse("wagtailsnippets_home_menu:preview_on_edit", args=[menu.pk])
    assert json.loads(editor.post(address, {"kind": "main", **stream("items", LINE)}).content)["is_valid"]
    page = editor.get(address).content.decode()
    assert "Votre logement, simplement" in page
    assert "Ailleurs" in page
    assert "Avant" not in page
    assert "Avant" in Client().get("/").content.decode()


def test_english_texts_are_previewed_in_english(home_page: HomePage) -> None:
    texts = SiteTexts(locale=Locale.objects.get(language_code="en"), opening_hours="On Mondays only", live=False)
    texts.save()
    response = texts.make_preview_request()
    page = response.content.decode()
    assert '<html lang="en">' in page
    assert "On Mondays only" in page
    assert "Your home" in page
    assert "On Mondays only" not in Client().get("/en/").content.decode()


def test_an_alert_is_previewed_even_before_its_time(home_page: HomePage) -> None:
    alert = publish_alert("Grève la semaine prochaine", starts_at=timezone.now() + timedelta(days=7))
    assert "Grève la semaine prochaine" in alert.make_preview_request().content.decode()
    assert "Grève la semaine prochaine" not in Client().get("/").content.decode()


def test_an_alert_is_written_and_published_in_one_go(editor: Client) -> None:
    form = {
        "level": "danger",
        "title": "Crue de l’Eure",
        "text": json.dumps({"blocks": [], "entityMap": {}}),
        "starts_at": "2026-01-01 08:00",
        "ends_at": "",
        "link_label": "",
        "link_page": "",
        "link_address": "",
        "section": "",
        "action-publish": "1",
    }
    assert editor.post(f"{reverse('wagtailsnippets_home_alert:add')}?locale=fr", form).status_code == 302
    assert "Crue de l’Eure" in Client().get("/").content.decode()


def test_an_alert_is_translated_like_a_page(home_page: HomePage, django_capture_on_commit_callbacks: object) -> None:
    section = home_page
    alert = publish_alert("Fermé vendredi", text="<p>Revenez lundi.</p>", section=section, level="attention")
    english = Locale.objects.get(language_code="en")
    source, _ = TranslationSource.get_or_create_from_instance(alert)
    Translation.objects.create(source=source, target_locale=english)
    words = {"Fermé vendredi": "Closed on Friday", "Revenez lundi.": "Come back on Monday."}
    segments = list(StringSegment.objects.filter(source=source).select_related("string", "context"))
    assert {segment.string.data for segment in segments} == set(words)
    for segment in segments:
        StringTranslation.objects.create(
            translation_of=segment.string, locale=english, context=segment.context, data=words[segment.string.data]
        )
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        source.create_or_update_translation(english, publish=True)
    translated = Alert.objects.get(locale=english)
    assert (translated.level, translated.section) == ("attention", section.page_ptr)
    # wagtail-localize keeps milliseconds.
    assert abs(translated.starts_at - alert.starts_at) < timedelta(seconds=1)
    page = Client().get("/en/").content.decode()
    assert "Closed on Friday" in page
    assert "Come back on Monday." in page


@pytest.mark.parametrize("model", ["menu", "sitetexts", "alert"])
@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Rédaction", False),
        ("Publication", True),
        ("Gestion locative", False),
        ("Service technique", False),
        ("Comptabilité", False),
        ("Administration", True),
    ],
)
def test_only_those_who_publish_look_after_the_frame(client: Client, role: str, may: bool, model: str) -> None:
    client.force_login(StaffFactory.create(role=role))
    for view in ("list", "add"):
        response = client.get(reverse(f"wagtailsnippets_home_{model}:{view}"))
        assert (response.status_code == 200) == may, view
