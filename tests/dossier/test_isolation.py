"""A tenant sees their own lease and nobody else's, whatever address is tried."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver, path, reverse
from pytest_django import Settings

from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.checks import (
    every_page_of_a_dossier_says_who_opens_it,
    every_page_of_a_dossier_uses_the_door,
    patterns_with_key,
)
from tests.dossier.aidants import client_of
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db


def model_named(parameter: str) -> type[models.Model]:
    """Return the model whose rows this part of an address names: `<int:document>` names a `Document`.

    Raises `LookupError` when the address breaks that convention, which the walk stands on.
    """
    for model in apps.get_models():
        if model._meta.model_name == parameter and any(field.name == "dossier" for field in model._meta.get_fields()):
            return model
    raise LookupError(f"No model with a dossier is called « {parameter} ».")


def address(pattern: URLPattern, whose: Tenant, rows_of: Tenant) -> str:
    """Return the address of a page about one tenant's lease, naming rows of another's (or the same)."""
    parts: dict[str, object] = {"cle": whose.dossier.cle}
    for parameter in set(pattern.pattern.converters) - {"cle"}:
        row = model_named(parameter)._default_manager.filter(dossier=rows_of.dossier).first()
        assert row is not None, f"The fixture « neighbours » has no {parameter}: give each of them one."
        parts[parameter] = row.pk
    assert pattern.name is not None
    return reverse(pattern.name, kwargs=parts)


def leaks(mine: Tenant, other: Tenant) -> Iterator[str]:
    """Yield what answers anything but 404 to a tenant who asks for another's lease, or another's rows."""
    client = mine.client()
    for route, pattern in patterns_with_key(get_resolver()):
        attempts = {address(pattern, other, other), address(pattern, other, mine)}
        if len(pattern.pattern.converters) > 1:
            attempts.add(address(pattern, mine, other))
        for url in attempts:
            for method in (client.get, client.post, client.put, client.delete):
                status = method(url).status_code
                # A method the page does not know is refused after the door, or by it: both are fine.
                if status not in (404, 405) or (method == client.get and status != 404):
                    yield f"{method.__name__} {route} → {status}"


def test_the_walk_covers_every_page_of_the_area() -> None:
    names = {pattern.name for _, pattern in patterns_with_key(get_resolver())}
    assert names >= {"accueil", "dossier", "paiement", "documents", "document", "document_download"}


def test_no_address_gives_another_tenants_lease(neighbours: tuple[Tenant, Tenant]) -> None:
    assert list(leaks(*neighbours)) == []


def test_the_same_addresses_open_for_the_holder(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    client = mine.client()
    for _route, pattern in patterns_with_key(get_resolver()):
        response = client.get(address(pattern, mine, mine))
        assert response.status_code == 200
        # A file is read to its end, which closes it.
        assert response.getvalue()


def test_an_unknown_key_is_404(neighbours: tuple[Tenant, Tenant]) -> None:
    assert neighbours[0].client().get(reverse("accueil", args=["A" * 22])).status_code == 404


def test_someone_not_logged_in_is_led_to_the_door(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    for _route, pattern in patterns_with_key(get_resolver()):
        response = Client().get(address(pattern, mine, mine))
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("account_login"))


def careless(request: HttpRequest, cle: str, document: int = 0) -> HttpResponse:
    """Show anyone's lease: what a view does that forgets the door."""
    return HttpResponse(f"Dossier {cle}, document {document}")


@pytest.fixture
def _careless_page(settings: Settings) -> Iterator[None]:
    import config.urls

    module = ModuleType("careless_urls")
    module.urlpatterns = [  # type: ignore[attr-defined]
        path("espace-locataire/<cle:cle>/oubli/<int:document>/", careless, name="careless"),
        *config.urls.urlpatterns,
    ]
    sys.modules["careless_urls"] = module
    settings.ROOT_URLCONF = "careless_urls"
    yield
    del sys.modules["careless_urls"]


@pytest.mark.usefixtures("_careless_page")
def test_the_walk_finds_a_view_that_forgets_the_door(neighbours: tuple[Tenant, Tenant]) -> None:
    found = list(leaks(*neighbours))
    assert any(leak.startswith("get espace-locataire/<cle:cle>/oubli/<int:document>/ → 200") for leak in found)
    assert all("oubli" in leak for leak in found)


class SilentView(DossierView):
    """What a view does that goes through the door, but says nothing of helpers."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Show the lease."""
        return HttpResponse(self.dossier.reference)


@pytest.fixture
def _silent_page(settings: Settings) -> Iterator[None]:
    import config.urls

    module = ModuleType("silent_urls")
    module.urlpatterns = [  # type: ignore[attr-defined]
        path("espace-locataire/<cle:cle>/muet/", SilentView.as_view(), name="silent"),
        *config.urls.urlpatterns,
    ]
    sys.modules["silent_urls"] = module
    settings.ROOT_URLCONF = "silent_urls"
    yield
    del sys.modules["silent_urls"]


@pytest.mark.usefixtures("_silent_page")
def test_a_view_that_says_nothing_of_helpers_is_reported_and_shut_to_them(
    neighbours: tuple[Tenant, Tenant],
) -> None:
    messages = every_page_of_a_dossier_says_who_opens_it(None)
    assert [message.id for message in messages] == ["dossier.E002"]
    assert "muet" in messages[0].msg
    mine, _ = neighbours
    assert mine.client().get(mine.url("silent")).status_code == 200
    assert client_of(mine.dossier.aidants.get()).get(mine.url("silent")).status_code == 404


@pytest.mark.usefixtures("_careless_page")
def test_the_project_does_not_even_start_with_such_a_view() -> None:
    messages = every_page_of_a_dossier_uses_the_door(None)
    assert [message.id for message in messages] == ["dossier.E001"]
    assert "oubli" in messages[0].msg


def test_the_project_as_it_is_passes_these_checks() -> None:
    assert every_page_of_a_dossier_uses_the_door(None) == []
    assert every_page_of_a_dossier_says_who_opens_it(None) == []
