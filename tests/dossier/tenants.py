"""Tenants, once the import has brought their leases in."""

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from espace_locataire.compte.models import Locataire, User
from espace_locataire.dossier.models import Dossier


@dataclass(frozen=True)
class Tenant:
    """A person who logs in, and the lease they hold."""

    user: User
    dossier: Dossier

    def url(self, name: str, *args: object) -> str:
        """Return the address of a page about this tenant's lease."""
        return reverse(name, args=[self.dossier.cle, *args])

    def client(self) -> Client:
        """Return a browser in which this tenant is logged in."""
        client = Client()
        client.force_login(self.user)
        return client


def tenant_of(reference: str, user: User, reference_client: str = "") -> Tenant:
    """Tie an account to the first holder of a lease (or the one of that reference), and return the tenant."""
    dossier = Dossier.objects.get(reference=reference)
    links = dossier.titulaires.order_by("-role", "pk")
    if reference_client:
        links = links.filter(locataire__reference_client=reference_client)
    link = links.first()
    assert link is not None
    Locataire.objects.filter(pk=link.locataire_id, user=None).update(user=user)
    return Tenant(user, dossier)
