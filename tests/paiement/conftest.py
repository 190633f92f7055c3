"""What stands in for Stripe, really listening, and asked through Stripe's own client."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from espace_locataire.paiement.models import Paiement
from espace_locataire.paiement.sandbox.messages import Messenger, body_of, signature
from espace_locataire.paiement.sandbox.server import Sandbox
from espace_locataire.paiement.sandbox.store import Store
from tests.compte.factories import UserFactory
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

REFERENCE = "0030020788B"


class SilentMessenger(Messenger):
    """Sends nothing by itself: the tests carry the messages."""

    def send(self, event: dict[str, Any], at: int, attempt: int = 0) -> None:
        """Leave it to the test."""


@pytest.fixture(scope="session")
def _listening() -> Iterator[Sandbox]:
    sandbox = Sandbox("127.0.0.1", 0, SilentMessenger("", "whsec_tests"))
    threading.Thread(target=sandbox.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield sandbox
    sandbox.shutdown()
    sandbox.server_close()


@pytest.fixture
def stripe_store(_listening: Sandbox, settings: Settings) -> Store:
    """Return what the stand-in remembers: nothing yet."""
    _listening.store = Store(f"http://127.0.0.1:{_listening.server_port}")
    settings.STRIPE_API_BASE = _listening.store.address
    return _listening.store


@dataclass(frozen=True)
class Mail:
    """Carries the stand-in's messages to the site, as often as asked."""

    store: Store

    def carry(self, event: dict[str, Any], **changes: Any) -> HttpResponse:
        """Carry one message, signed now with the good secret unless said otherwise."""
        body = changes.get("body", body_of(event))
        at = changes.get("at", self.store.now())
        header = changes.get("header", signature(body, changes.get("secret", "whsec_tests"), at))
        client = Client(raise_request_exception=False)
        response: HttpResponse = client.post(  # type: ignore[assignment]
            reverse("stripe_webhook"), body, content_type="application/json", headers={"stripe-signature": header}
        )
        return response

    def carry_all(self) -> None:
        """Carry every message written so far; each has to be taken."""
        for event in self.store.events:
            assert self.carry(event).status_code == 200, event["type"]


@pytest.fixture
def mail(stripe_store: Store) -> Mail:
    """Return who carries the messages."""
    return Mail(stripe_store)


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    """Return a tenant who owes 428,12 €, of which 128,12 € are late."""
    export.dossier(REFERENCE)
    export.ecriture(REFERENCE, 12_812, "2026-10-01", echeance="2026-10-05")
    export.ecriture(REFERENCE, 30_000, "2099-01-01", echeance="2099-01-05")
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


def choose(tenant: Tenant, share: str = "all", amount: str = "", confirmed: object = "") -> Any:
    """Send the form of a payment, as the tenant's browser does."""
    sent = {"share": share, "amount": amount, "confirmed": confirmed}
    return tenant.client().post(tenant.url("pay"), sent)


def leave_to_pay(tenant: Tenant, cents: int = 42_812) -> Paiement:
    """Begin a payment up to the provider's page, and return it."""
    amount = f"{cents // 100},{cents % 100:02}"
    response = choose(tenant, "other", amount, cents)
    assert response.status_code == 303, response.text
    paiement = Paiement.objects.unfinished().get(dossier=tenant.dossier)
    assert response.headers["Location"].endswith(f"/c/pay/{paiement.session_id}")
    return paiement
