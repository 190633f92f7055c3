"""Money given back by card: each refund of the provider is counted once, and taken back when it failed after all."""

from django.db import transaction
from django.utils import timezone

from espace_locataire.paiement.anomalies import report
from espace_locataire.paiement.models import Anomalie, Paiement, Remboursement
from espace_locataire.paiement.provider import CURRENCY, Refund, card_provider
from espace_locataire.paiement.tracing import payment_of_intent
from espace_locataire.solde.models import Mouvement
from espace_locataire.solde.movements import post

# What the provider says of a refund, in our words; what it may say later is the same or worse.
STATUSES = {
    "pending": Remboursement.Status.PENDING,
    "requires_action": Remboursement.Status.PENDING,
    "succeeded": Remboursement.Status.SUCCEEDED,
    "failed": Remboursement.Status.FAILED,
    "canceled": Remboursement.Status.FAILED,
}


def settle_refund(refund_id: str) -> Remboursement | None:
    """Read a refund again from the provider and count it; None when it is not of a payment made here.

    It may be called several times at once: it counts once. Raises `ProviderError`, `RefusedByProviderError`.
    """
    refund = card_provider().read_refund(refund_id)
    paiement = payment_of_intent(refund.intent_id)
    return _settle_as(paiement, refund) if paiement else None


def _settle_as(paiement: Paiement, refund: Refund) -> Remboursement:
    with transaction.atomic():
        # The payment is the one lock of all that happens to its money.
        current = Paiement.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=paiement.pk)
        row, _is_new = Remboursement.objects.get_or_create(
            refund_id=refund.refund_id, defaults={"paiement": current, "amount_cents": refund.amount_cents}
        )
        row.paiement = current
        if row.status != Remboursement.Status.FAILED:
            row.status = STATUSES.get(refund.status, Remboursement.Status.PENDING)
        if refund.currency != CURRENCY:
            report(Anomalie.Kind.CURRENCY, refund.refund_id, current, f"{CURRENCY} ≠ {refund.currency}")
        elif current.is_paid:
            # What was never counted as paid is not owed again either.
            _count(row)
        row.save()
        return row


def _count(row: Remboursement) -> None:
    now = timezone.now()
    dossier = row.paiement.dossier
    if row.status == Remboursement.Status.SUCCEEDED and not row.posted_at:
        post(
            dossier,
            Mouvement.Kind.REMBOURSEMENT,
            Mouvement.Means.CARTE,
            row.amount_cents,
            row.reference,
            row.refund_id,
            now,
        )
        row.posted_at = now
    elif row.status == Remboursement.Status.FAILED:
        report(Anomalie.Kind.REFUND_FAILED, row.refund_id, row.paiement)
        if row.posted_at and not row.undone_at:
            # The money is with the landlord again.
            undone = f"RA{row.pk}-{row.paiement.reference}"
            post(
                dossier,
                Mouvement.Kind.PAIEMENT,
                Mouvement.Means.CARTE,
                -row.amount_cents,
                undone,
                row.refund_id,
                now,
            )
            row.undone_at = now
