"""The whole public site of the demonstration, as `make run` makes it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import TestCase
from wagtail.models import Page

from home.models import BasePage, GuidePage, Menu, ReparationRule
from residence_news.models import NewsPage, Outage, ResidencePage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


def test_it_is_full_in_french_and_in_english() -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        call_command("demo", months=1, stdout=StringIO())
    for language in ("fr", "en"):
        pages = Page.objects.filter(locale__language_code=language, depth__gt=1).live()
        assert pages.count() >= 25
        assert GuidePage.objects.filter(locale__language_code=language, live=True).count() >= 10
        assert ResidencePage.objects.filter(locale__language_code=language, live=True).count() >= 12
        assert NewsPage.objects.filter(locale__language_code=language, live=True).count() >= 15
        assert Menu.objects.filter(locale__language_code=language, live=True).count() == 3
        assert ReparationRule.objects.filter(locale__language_code=language).exists()
        assert all(issubclass(page.specific_class, BasePage) for page in pages)
    assert Outage.objects.under_way().count() >= 3
    assert Page.find_problems() == ([], [], [], [], [])
