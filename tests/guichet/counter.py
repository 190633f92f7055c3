"""What the tests of the counter do: come in as staff, type, look."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from espace_locataire.compte.models import User
from espace_locataire.dossier.models import Dossier
from tests.compte.factories import StaffFactory

ROLES = ("Rédaction", "Publication", "Gestion locative", "Service technique", "Comptabilité", "Administration")
MAY_USE = {"Gestion locative", "Service technique", "Comptabilité", "Administration"}


def member(role: str = "Gestion locative") -> tuple[Client, User]:
    """Return a browser in which someone of this role is logged in, and who it is."""
    user = StaffFactory.create(role=role, first_name="Nadia", last_name="Brun")
    client = Client()
    client.force_login(user)
    return client, user


def search(client: Client, typed: str) -> str:
    """Type something in the box, and return the page that answers."""
    return client.post(reverse("guichet"), {"q": typed}, follow=True).text


def found(client: Client, typed: str) -> list[str]:
    """Return the references of the leases a search finds, in their order."""
    keys = re.findall(rf'href="{reverse("guichet")}(\d+)/"', search(client, typed))
    references = dict(Dossier.objects.filter(pk__in=keys).values_list("pk", "reference"))
    return [references[int(key)] for key in keys]


def screen(client: Client, dossier: Dossier) -> Any:
    """Open the screen of a lease."""
    return client.get(reverse("guichet_lease", args=[dossier.pk]))


def see_as(client: Client, dossier: Dossier) -> Any:
    """Ask to see the area of a lease as its first holder does."""
    holder = dossier.titulaires.order_by("-role", "pk")[0].locataire_id
    return client.post(reverse("guichet_see_as", args=[dossier.pk]), {"locataire": holder})
