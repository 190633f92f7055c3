"""The checker in the editor's preview: there, and nowhere a visitor may look."""

import json
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from home.blocks.wording import EMPTY_PHRASES
from home.models import ContentPage, HomePage
from tests.compte.factories import StaffFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    user = StaffFactory.create()
    user.groups.add(Group.objects.get(name="Rédaction"))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def draft(home_page: HomePage) -> ContentPage:
    page = home_page.add_child(instance=ContentPage(title="Partir", slug="partir"))
    page.save_revision()
    return page


def test_the_preview_carries_the_checker_with_our_rules(editor: Client, draft: ContentPage) -> None:
    answer = editor.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))
    html = answer.content.decode()
    assert "wagtail-userbar" in html
    assert "js/preview.js" in html
    for rule in ("color-contrast", "image-alt", "heading-order", "empty-heading", "link-name", "link-words"):
        assert f'"{rule}"' in unescape(html)
    assert "Ce lien ne dit pas" in unescape(html)
    assert "script-src 'self' 'unsafe-inline'" in answer["Content-Security-Policy"]


def test_the_form_of_a_page_checks_with_the_same_rules(editor: Client, draft: ContentPage) -> None:
    html = unescape(editor.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode())
    assert '"link-words"' in html
    assert "data-says-nothing" in html


def test_the_preview_knows_the_words_refused_at_publication(editor: Client, draft: ContentPage) -> None:
    html = editor.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).content.decode()
    phrases = html.partition('data-phrases="')[2].partition('"')[0]
    assert set(json.loads(unescape(phrases))) == EMPTY_PHRASES


def test_the_public_page_has_nothing_of_it_even_for_an_editor(
    client: Client, editor: Client, draft: ContentPage
) -> None:
    for visitor in (client, editor):
        html = visitor.get("/partir/").content.decode()
        assert "Partir" in html
        assert "userbar" not in html
        assert "preview.js" not in html
    assert client.get("/partir/").content == editor.get("/partir/").content
