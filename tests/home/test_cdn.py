"""What keeps pages in front of the site is told of every change, and of nothing more."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, ClassVar

import environ
import pytest
from config.cdn import content_delivery_network
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings
from wagtail.contrib.frontend_cache.backends.base import BaseBackend
from wagtail.contrib.frontend_cache.utils import get_backends
from wagtail.models import PageViewRestriction

from home.models import Bailleur, ContentPage, HomePage

ROOT = "http://localhost:8000"
Changing = Callable[[], AbstractContextManager[Any]]


class Listening(BaseBackend):
    """Stands for a network: remembers what it is told."""

    told: ClassVar[list[list[str]]] = []

    def purge_batch(self, urls: list[str]) -> None:
        """Remember the addresses."""
        self.told.append(urls)

    def purge(self, url: str) -> None:
        """Remember the address."""
        self.told.append([url])


@pytest.fixture(autouse=True)
def network(settings: Settings) -> list[list[str]]:
    """A network in front of the site; gives what it is told."""
    settings.WAGTAILFRONTENDCACHE = {"default": {"BACKEND": f"{__name__}.Listening"}}
    Listening.told.clear()
    return Listening.told


@pytest.fixture
def changing(django_capture_on_commit_callbacks: Any) -> Changing:
    """Return what a change is made in: what waits for the commit is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_every_address_is_told_when_something_that_pages_show_changes(
    small_site: HomePage, network: list[list[str]], changing: Changing
) -> None:
    small_site.add_child(instance=ContentPage(title="Tri", slug="tri", lead="…"))
    network.clear()
    with changing():
        Bailleur.objects.get().save()
    (urls,) = network
    assert {f"{ROOT}/", f"{ROOT}/en/", f"{ROOT}/tri/", f"{ROOT}/sitemap.xml", f"{ROOT}/robots.txt"} <= set(urls)
    assert {f"{ROOT}/plan-du-site/", f"{ROOT}/en/plan-du-site/"} <= set(urls)


def test_many_changes_at_once_are_told_once(
    small_site: HomePage, network: list[list[str]], changing: Changing
) -> None:
    network.clear()
    with changing():
        for _time in range(3):
            Bailleur.objects.get().save()
            small_site.save_revision().publish()
    assert len(network) == 1


def test_a_page_just_made_private_is_told_too(
    small_site: HomePage, network: list[list[str]], changing: Changing
) -> None:
    page = ContentPage(title="Tri", slug="tri", lead="…")
    small_site.add_child(instance=page)
    network.clear()
    with changing():
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert f"{ROOT}/tri/" in {url for urls in network for url in urls}


@pytest.mark.parametrize("verb", ["unpublish", "delete"])
def test_a_page_that_leaves_is_told_too(
    small_site: HomePage, network: list[list[str]], changing: Changing, verb: str
) -> None:
    page = ContentPage(title="Tri", slug="tri", lead="…")
    small_site.add_child(instance=page)
    network.clear()
    with changing():
        getattr(page, verb)()
    assert f"{ROOT}/tri/" in {url for urls in network for url in urls}


def test_nothing_is_told_where_there_is_nobody(
    small_site: HomePage, network: list[list[str]], changing: Changing, settings: Settings
) -> None:
    settings.WAGTAILFRONTENDCACHE = {}
    network.clear()
    with changing():
        Bailleur.objects.get().save()
        small_site.unpublish()
    assert network == []


# --- Named by the environment -----------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "backend"),
    [
        ({"CDN": "proxy", "CDN_URL": "http://127.0.0.1:8080/"}, "HTTPBackend"),
        ({"CDN": "cloudflare", "CDN_ZONE": "zone", "CDN_TOKEN": "jeton"}, "CloudflareBackend"),
        ({"CDN": "cloudfront", "CDN_DISTRIBUTION": "E123"}, "CloudfrontBackend"),
    ],
)
def test_what_the_environment_names_is_what_is_told(
    monkeypatch: pytest.MonkeyPatch, said: dict[str, str], backend: str
) -> None:
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-3")
    (found,) = get_backends(content_delivery_network(environ.Env())).values()
    assert type(found).__name__ == backend


def test_naming_nothing_tells_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CDN", raising=False)
    assert content_delivery_network(environ.Env()) == {}


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ({"CDN": "nuage"}, "nuage"),
        ({"CDN": "cloudflare", "CDN_ZONE": "zone"}, "CDN_TOKEN"),
        ({"CDN": "proxy"}, "CDN_URL"),
    ],
)
def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, said: dict[str, str], what: str) -> None:
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=what):
        content_delivery_network(environ.Env())
