"""Beginning a payment by card: one under way per lease, and a closed tab locks nobody out."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from espace_locataire.dossier.models import Dossier
from espace_locataire.paiement.models import Paiement
from espace_locataire.paiement.provider import (
    CURRENCY,
    Checkout,
    ProviderError,
    ProviderInTroubleError,
    RefusedByProviderError,
    card_provider,
    is_trial,
)
from espace_locataire.paiement.settling import fail, settle, settle_as

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

# How long a page to pay on stays open: half an hour at least, the provider wants it.
PAGE_LASTS = timedelta(hours=1)
# Another tab may begin a payment between our looking and our writing: then we look again.
TRIES = 4


class Begun(NamedTuple):
    """A payment, and where to pay it; no address when there is nothing to pay any more."""

    paiement: Paiement
    url: str


def begin(dossier: Dossier, person: "User", amount_cents: int) -> Begun:
    """Begin a payment, or take up the one under way when it is the same person's, of the same amount.

    One under way of another amount is closed first; when it turns out to be paid, it is the answer. Raises
    `ProviderError` when the provider does not answer (trying again is safe), `RefusedByProviderError` when it refuses.
    """
    for _attempt in range(TRIES):
        current = dossier.paiements.unfinished().first()
        is_new = current is None
        if current is None:
            current = _create(dossier, person, amount_cents)
        if current is None:
            continue
        if (current.amount_cents, current.person_id) != (amount_cents, person.pk):
            if (given_up := give_up(current)).is_paid:
                return Begun(given_up, "")
            continue
        try:
            checkout = _page_of(current)
        except RefusedByProviderError:
            if is_new:
                fail(current)
                raise
            # The page is lost, or asked for too long ago: a new payment takes its place.
            if settle(current).is_unfinished:
                fail(current)
            continue
        if checkout.status == "open":
            return Begun(current, checkout.url)
        settled = settle_as(current, checkout)
        if checkout.status == "complete":
            return Begun(settled, "")
    raise ProviderError("unsettled")


def give_up(paiement: Paiement) -> Paiement:
    """Close a payment under way, so that it can no more be paid; one paid meanwhile is counted. Return it.

    Raises `ProviderError` when the provider does not answer.
    """
    provider = card_provider()
    try:
        checkout = provider.expire_checkout(paiement.session_id or _page_of(paiement).session_id)
    except RefusedByProviderError:
        # Closed or paid already, or never opened: the provider says which.
        settled = settle(paiement)
        return fail(settled) if settled.session_id is None else settled
    return settle_as(paiement, checkout)


def _create(dossier: Dossier, person: "User", amount_cents: int) -> Paiement | None:
    """Write a payment down before anything is asked of the provider; None when another one was quicker."""
    paiement = Paiement(dossier=dossier, person=person, amount_cents=amount_cents, live=not is_trial())
    paiement.request = request_for(paiement, person.language)
    try:
        with transaction.atomic():
            paiement.save(force_insert=True)
    except IntegrityError:
        return None
    return paiement


def _page_of(paiement: Paiement) -> Checkout:
    """Return the page of a payment, opened if it was not: asked for with the same words under the same key."""
    if paiement.session_id is not None:
        return card_provider().read_checkout(paiement.session_id)
    # The database gives keys back in an order of its own: asked twice, it must be the same to the letter.
    request = json.loads(json.dumps(paiement.request, sort_keys=True))
    try:
        checkout = card_provider().open_checkout(request, f"{paiement.pk}-{paiement.attempt}")
    except ProviderInTroubleError:
        # An answer of trouble is given again under the same key for a day: the next try needs another.
        Paiement.objects.filter(pk=paiement.pk, attempt=paiement.attempt).update(attempt=paiement.attempt + 1)
        raise
    Paiement.objects.filter(pk=paiement.pk, status=Paiement.Status.CREATED).update(
        session_id=checkout.session_id, status=Paiement.Status.OPEN
    )
    paiement.refresh_from_db(fields=["session_id", "status"])
    return checkout


def request_for(paiement: Paiement, language: str) -> Mapping[str, Any]:
    """Return what the provider is asked: an amount, where to come back to, and nothing about a person."""
    back = settings.SITE_URL + reverse("payment_return", args=[paiement.dossier.cle, paiement.pk])
    metadata = {"paiement": str(paiement.pk)}
    return {
        "mode": "payment",
        "allowed_payment_method_types": ["card"],
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": CURRENCY,
                    "unit_amount": paiement.amount_cents,
                    "product_data": {"name": _("Loyer et charges")},
                },
            }
        ],
        # The amount is the account's, in euros, wherever the card is from.
        "adaptive_pricing": {"enabled": False},
        "client_reference_id": paiement.reference,
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata, "description": paiement.reference},
        "submit_type": "pay",
        "locale": "en" if language == "en" else "fr",
        "expires_at": int((timezone.now() + PAGE_LASTS).timestamp()),
        "success_url": back,
        "cancel_url": back,
    }
