"""Keeping what the provider tells us, and doing what it calls for: once, whatever comes twice or late."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from espace_locataire.paiement.disputes import note_dispute
from espace_locataire.paiement.models import WebhookEvent
from espace_locataire.paiement.provider import Event
from espace_locataire.paiement.refunding import settle_refund
from espace_locataire.paiement.settling import settle
from espace_locataire.paiement.tracing import payment_of_session

logger = logging.getLogger(__name__)

SESSIONS = ("completed", "async_payment_succeeded", "async_payment_failed", "expired")
REFUNDS = ("created", "updated", "failed")
DISPUTES = ("created", "closed", "funds_withdrawn", "funds_reinstated")
KINDS = {
    *(f"checkout.session.{what}" for what in SESSIONS),
    *(f"refund.{what}" for what in REFUNDS),
    *(f"charge.dispute.{what}" for what in DISPUTES),
}


def keep(event: Event, body: bytes) -> WebhookEvent:
    """Keep a message as it came; the one kept before when it comes again."""
    kept, _is_new = WebhookEvent.objects.get_or_create(
        event_id=event.event_id, defaults={"kind": event.kind, "body": body}
    )
    return kept


def process(kept: WebhookEvent) -> bool:
    """Do what a message calls for, and return whether it was done just now.

    Raises what stands in the way (the provider, the database): the message waits for its next try.
    """
    if kept.processed_at:
        return False
    try:
        _do(kept.kind, json.loads(bytes(kept.body))["data"]["object"])
    except Exception as error:
        # Named only: the words of an error may quote what it is about.
        WebhookEvent.objects.filter(pk=kept.pk).update(error=type(error).__name__)
        raise
    now = timezone.now()
    return bool(WebhookEvent.objects.filter(pk=kept.pk, processed_at=None).update(processed_at=now, error=""))


def _do(kind: str, subject: Mapping[str, Any]) -> None:
    if kind not in KINDS:
        return
    if kind.startswith("checkout.session."):
        if paiement := payment_of_session(subject):
            settle(paiement)
    elif kind.startswith("refund."):
        settle_refund(str(subject["id"]))
    else:
        note_dispute(kind, subject)
