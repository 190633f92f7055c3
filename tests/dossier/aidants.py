"""Those who help tenants, and the message that invites them."""

import re
from datetime import timedelta
from typing import Any

from django.core import mail
from django.test import Client
from django.utils import timezone

from espace_locataire.compte.models import User
from espace_locataire.dossier.models import Aidant, Scope
from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant


def helper_of(tenant: Tenant, *scopes: str, person: User | None = None, **fields: Any) -> Aidant:
    """Return someone who has helped this tenant since yesterday, with everything unless scopes are named."""
    helper = person or UserFactory.create(first_name="Sarah", last_name="Petit")
    now = timezone.now()
    told: dict[str, Any] = {
        "email": helper.email,
        "name": "Ma fille Sarah",
        "person": helper,
        "invited_at": now - timedelta(days=2),
        "accepted_at": now - timedelta(days=1),
        "next_at": None,
        "until": timezone.localdate() + timedelta(days=60),
        **{f"sees_{scope}": True for scope in scopes or Scope.values},
    }
    return Aidant.objects.create(dossier=tenant.dossier, invited_by=tenant.user, **told | fields)


def client_of(aidant: Aidant) -> Client:
    """Return a browser in which this helper is logged in."""
    client = Client()
    assert aidant.person is not None
    client.force_login(aidant.person)
    return client


def invitation_to(address: str) -> str:
    """Return the path of the link in the last message to this address."""
    body = str([message for message in mail.outbox if address in message.to][-1].body)
    found = re.search(r"https?://[^/\s]+(/\S*/invitation/\S+)", body)
    assert found is not None, body
    return found.group(1)
