"""Those who write the site see nothing of the tenants: every address of the administration is walked."""

from collections.abc import Iterator
from itertools import product

import pytest
from config import urls
from django.apps import apps
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, clear_url_caches, get_resolver, path
from django.urls.converters import IntConverter
from django.views import View

from espace_locataire.compte.models import Locataire, User
from espace_locataire.dossier.models import Dossier
from espace_locataire.erp.models import ImportRun
from tests.compte.factories import StaffFactory
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db

ROOMS = [app for app in apps.get_app_configs() if app.name.startswith("espace_locataire.")]
MODELS: list[type[Model]] = [model for app in ROOMS for model in app.get_models()]


def patterns(resolver: URLResolver, route: str = "") -> Iterator[tuple[str, list[URLPattern | URLResolver]]]:
    """Yield (route, the patterns it is made of) of every address of the administration."""
    for pattern in resolver.url_patterns:
        here = f"{route}{pattern.pattern}"
        if not here.startswith("admin/"):
            continue
        if isinstance(pattern, URLResolver):
            yield from ((found, [pattern, *chain]) for found, chain in patterns(pattern, here))
        else:
            yield here, [pattern]


def addresses(numbers: list[int]) -> Iterator[str]:
    """Yield every address, its parts filled with the numbers of tenants' rows and the names of tenants' models."""
    labels = [(model._meta.app_label, model._meta.model_name or "") for model in MODELS]
    for route, chain in patterns(get_resolver()):
        converters = {name: kind for part in chain for name, kind in part.pattern.converters.items()}
        if "^" in route or "logout" in route:
            continue
        parts = [name for name in converters if "app" in name or "model" in name]
        for (label, model), number in product(labels if parts else labels[:1], numbers if converters else numbers[:1]):
            address = route
            for name, kind in converters.items():
                is_number = isinstance(kind, IntConverter)
                value = number if is_number or not parts else (model if "model" in name else label)
                for written in (f"<int:{name}>", f"<slug:{name}>", f"<str:{name}>", f"<{name}>"):
                    address = address.replace(written, str(value))
            yield f"/{address}"


def secrets(tenants: tuple[Tenant, Tenant]) -> list[str]:
    """Return the words that would tell something of a tenant."""
    words = [word for tenant in tenants for word in (tenant.user.email, tenant.dossier.reference, tenant.dossier.cle)]
    for person in Locataire.objects.all():
        words += [person.reference_client, person.nom]
    return words


def leaks(role: str, tenants: tuple[Tenant, Tenant]) -> set[str]:
    """Return the addresses that answer someone of this role with something of a tenant."""
    numbers = sorted(
        {row.pk for model in (User, Dossier, Locataire, ImportRun) for row in model._default_manager.all()[:2]}
    )
    client = Client(raise_request_exception=False)
    client.force_login(StaffFactory.create(role=role))
    words, found = secrets(tenants), set()
    for address in dict.fromkeys(addresses(numbers)):
        response = client.get(address)
        text = response.getvalue().decode(errors="ignore") if response.streaming else response.text
        if response.status_code == 200 and any(word in text for word in words):
            found.add(address)
    return found


@pytest.mark.parametrize("role", ["Rédaction", pytest.param("Publication", marks=pytest.mark.long)])
def test_no_address_shows_an_editor_anything_of_a_tenant(role: str, neighbours: tuple[Tenant, Tenant]) -> None:
    assert leaks(role, neighbours) == set()


@pytest.mark.parametrize("role", ["Rédaction", "Publication"])
def test_the_screens_of_the_tenants_rooms_are_closed_to_editors(role: str, neighbours: tuple[Tenant, Tenant]) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(StaffFactory.create(role=role))
    rooms = tuple(app.name for app in ROOMS)
    numbers = [row.pk for row in User.objects.all()[:2]]
    seen = 0
    for route, chain in patterns(get_resolver()):
        view = chain[-1].callback
        model = getattr(view, "view_initkwargs", {}).get("model")
        owner = model.__module__ if isinstance(model, type) else view.__module__
        if not owner.startswith(rooms):
            continue
        seen += 1
        for number in numbers:
            address = route
            for name in chain[-1].pattern.converters:
                for written in (f"<int:{name}>", f"<str:{name}>", f"<{name}>"):
                    address = address.replace(written, str(number))
            assert client.get(f"/{address}").status_code in (302, 403, 404, 405), address
    assert seen


class CarelessView(View):
    """A screen that forgets to ask who is looking."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return HttpResponse(Dossier.objects.get(pk=pk).reference)


def test_the_walk_finds_a_careless_screen(neighbours: tuple[Tenant, Tenant], monkeypatch: pytest.MonkeyPatch) -> None:
    careless = path("admin/leases/<int:pk>/", CarelessView.as_view())
    monkeypatch.setattr(urls, "urlpatterns", [careless, *urls.urlpatterns])
    clear_url_caches()
    try:
        found = leaks("Rédaction", neighbours)
    finally:
        monkeypatch.undo()
        clear_url_caches()
    assert any(address.startswith("/admin/leases/") for address in found)
