"""Payments, made for tests."""

from typing import Any

from django.utils import timezone

from espace_locataire.paiement.models import Paiement
from tests.dossier.tenants import Tenant


def payment_of(tenant: Tenant, cents: int = 30_000, **fields: Any) -> Paiement:
    """Write down that a tenant began to pay."""
    paiement = Paiement(dossier=tenant.dossier, person=tenant.user, amount_cents=cents, **fields)
    paiement.save(force_insert=True)
    return paiement


def abandoned_payment(tenant: Tenant) -> Paiement:
    """Write down a payment the tenant left: nothing is owed less for it."""
    return payment_of(
        tenant, status=Paiement.Status.EXPIRED, session_id=f"cs_{tenant.dossier.pk}", closed_at=timezone.now()
    )
