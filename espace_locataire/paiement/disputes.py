"""Payments a bank takes back at the cardholder's request: owed again once the money left, paid again if it returns."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from espace_locataire.paiement.anomalies import report
from espace_locataire.paiement.models import Anomalie, Litige, Paiement
from espace_locataire.paiement.provider import CURRENCY
from espace_locataire.paiement.tracing import payment_of_intent
from espace_locataire.solde.models import Mouvement
from espace_locataire.solde.movements import post

WITHDRAWN, REINSTATED = "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated"
ENDED = ("won", "lost", "warning_closed", "prevented")


def note_dispute(kind: str, subject: Mapping[str, Any]) -> Litige | None:
    """Write down what a message says of a dispute, and count the money that moved, once each way.

    None when the payment was not made here. Raises `ProviderError` when the provider is asked and does not answer.
    """
    paiement = payment_of_intent(str(subject.get("payment_intent") or ""))
    if paiement is None:
        return None
    dispute_id, status = str(subject["id"]), str(subject["status"])
    with transaction.atomic():
        current = Paiement.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=paiement.pk)
        row, is_new = Litige.objects.get_or_create(
            dispute_id=dispute_id,
            defaults={"paiement": current, "amount_cents": int(subject["amount"]), "status": status},
        )
        row.paiement = current
        if is_new:
            # The landlord has days to answer the bank: someone has to know.
            report(Anomalie.Kind.DISPUTE, dispute_id, current)
        if row.status not in ENDED:
            row.status = status
        if subject.get("currency") != CURRENCY:
            report(Anomalie.Kind.CURRENCY, dispute_id, current, f"{CURRENCY} ≠ {subject.get('currency')}")
        elif current.is_paid:
            _count(row, kind)
        row.save()
        return row


def _count(row: Litige, kind: str) -> None:
    now = timezone.now()
    means, dossier = Mouvement.Means.CARTE, row.paiement.dossier
    if kind == WITHDRAWN and not row.withdrawn_at:
        post(dossier, Mouvement.Kind.LITIGE, means, row.amount_cents, row.reference, row.dispute_id, now)
        row.withdrawn_at = now
    elif kind == REINSTATED and not row.reinstated_at:
        reference = f"LG{row.pk}-{row.paiement.reference}"
        post(dossier, Mouvement.Kind.LITIGE_GAGNE, means, -row.amount_cents, reference, row.dispute_id, now)
        row.reinstated_at = now
