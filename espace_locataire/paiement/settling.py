"""Bringing a payment in line with what the provider says of it: the one place where money of cards is counted."""

import logging

from django.db import transaction
from django.utils import timezone

from espace_locataire.paiement.anomalies import report
from espace_locataire.paiement.models import Anomalie, Paiement
from espace_locataire.paiement.provider import CURRENCY, Checkout, UnknownToProviderError, card_provider
from espace_locataire.paiement.signals import payment_received
from espace_locataire.solde.models import Mouvement
from espace_locataire.solde.movements import post

logger = logging.getLogger(__name__)


def settle(paiement: Paiement) -> Paiement:
    """Read a payment again from the provider, count it if it is paid, and return it as it stands.

    It may be called by anyone, at any moment, several times at once: it counts once. What differs from what we asked
    for is never counted, and reported. Raises `ProviderError` when the provider does not answer: nothing changed.
    """
    if paiement.session_id is None:
        return paiement
    try:
        checkout = card_provider().read_checkout(paiement.session_id)
    except UnknownToProviderError:
        return _lost(paiement)
    return settle_as(paiement, checkout)


def settle_as(paiement: Paiement, checkout: Checkout) -> Paiement:
    """Bring a payment in line with what the provider just said of it, and return it as it stands."""
    with transaction.atomic():
        current = (
            Paiement.objects.select_for_update(of=("self",)).select_related("dossier", "person").get(pk=paiement.pk)
        )
        if current.status in (Paiement.Status.PAID, Paiement.Status.HELD):
            return current
        if checkout.status == "complete":
            _complete(current, checkout)
        elif checkout.status == "expired" and current.is_unfinished:
            _close(current, Paiement.Status.EXPIRED)
        return current


def _complete(paiement: Paiement, checkout: Checkout) -> None:
    paiement.intent_id = checkout.intent_id or None
    paiement.live = checkout.live
    if not checkout.is_paid:
        # Confirmed, and not paid yet: another message will say how it ends.
        paiement.save(update_fields=["intent_id", "live"])
        return
    if difference := _difference(paiement, checkout):
        kind, detail = difference
        _close(paiement, Paiement.Status.HELD)
        report(kind, checkout.session_id, paiement, detail)
        return
    now = timezone.now()
    paiement.paid_at = now
    _close(paiement, Paiement.Status.PAID)
    post(
        paiement.dossier,
        Mouvement.Kind.PAIEMENT,
        Mouvement.Means.CARTE,
        -paiement.amount_cents,
        paiement.reference,
        checkout.intent_id,
        now,
    )
    payment_received.send(Paiement, paiement=paiement)


def _difference(paiement: Paiement, checkout: Checkout) -> tuple[str, str] | None:
    """Return what differs from what we asked for: the kind of anomaly, and both values."""
    if checkout.currency != CURRENCY:
        return Anomalie.Kind.CURRENCY, f"{CURRENCY} ≠ {checkout.currency}"
    if checkout.amount_cents != paiement.amount_cents:
        return Anomalie.Kind.AMOUNT, f"{paiement.amount_cents} ≠ {checkout.amount_cents} (centimes)"
    if checkout.reference != paiement.reference:
        return Anomalie.Kind.OTHER_PAYMENT, f"{paiement.reference} ≠ {checkout.reference}"
    return None


def _lost(paiement: Paiement) -> Paiement:
    """Let go of a payment whose page the provider does not know: the key of the settings was changed, most likely."""
    with transaction.atomic():
        current = Paiement.objects.select_for_update(of=("self",)).get(pk=paiement.pk)
        if current.is_unfinished:
            _close(current, Paiement.Status.EXPIRED)
            report(Anomalie.Kind.UNKNOWN_SESSION, current.session_id or "", current)
        return current


def fail(paiement: Paiement) -> Paiement:
    """Give up a payment that did not succeed and will not; one that was paid meanwhile stays paid."""
    with transaction.atomic():
        current = Paiement.objects.select_for_update(of=("self",)).get(pk=paiement.pk)
        if current.is_unfinished:
            _close(current, Paiement.Status.FAILED)
        return current


def _close(paiement: Paiement, status: str) -> None:
    paiement.status = status
    paiement.closed_at = timezone.now()
    paiement.save(update_fields=["status", "closed_at", "paid_at", "intent_id", "live"])
