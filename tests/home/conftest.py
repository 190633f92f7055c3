"""A site with its first contents."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import TestCase
from django.utils import translation
from pytest_django import DjangoDbBlocker
from wagtail.models import Locale, Page, Site

from home.contents import create_home_pages
from home.models import Bailleur, HomePage, SiteTexts
from tests.snapshots import Snapshot


@pytest.fixture
def create_pages(db: None) -> Callable[[], HomePage]:
    """Make the first contents as a command does: what waits for the commit is done too."""

    def create() -> HomePage:
        with TestCase.captureOnCommitCallbacks(execute=True):
            return create_home_pages()

    return create


@pytest.fixture(scope="session")
def first_contents(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Snapshot:
    """The first contents, made once."""
    with django_db_blocker.unblock(), translation.override("fr"):
        return Snapshot(create_home_pages)


@pytest.fixture
def home_page(db: None, first_contents: Snapshot) -> HomePage:
    """The French home page of a site that also has the English one."""
    page: HomePage = first_contents.put_back()
    return page


@pytest.fixture(scope="session")
def smallest_contents(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Snapshot:
    """The least a site can hold, made once."""
    with django_db_blocker.unblock(), translation.override("fr"):
        return Snapshot(make_small_site)


@pytest.fixture
def small_site(db: None, smallest_contents: Snapshot) -> HomePage:
    """The French home page of a site with nothing else than its translation into English."""
    page: HomePage = smallest_contents.put_back()
    return page


def make_small_site() -> HomePage:
    """Make a home page in French and its translation, each published."""
    address = urlsplit(settings.SITE_URL)
    french, english = (Locale.objects.get_or_create(language_code=code)[0] for code in ("fr", "en"))
    page = HomePage(title="Accueil", slug="accueil", headline="Votre logement, simplement", lead="…", locale=french)
    with transaction.atomic():
        Page.get_first_root_node().add_child(instance=page)
        page.save_revision().publish()
        Site.objects.update(root_page=page, hostname=address.hostname, port=address.port)
        translation = page.copy_for_translation(english)
        translation.headline = "Your home, made simple"
        translation.save_revision().publish()
        SiteTexts.objects.create(locale=french)
        Bailleur.objects.create(site=Site.objects.get(), phone="02 61 91 10 10", email="contact@demo.example")
    return page
