"""What this room holds about people: their payments, which stay; messages of the provider, which do not."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models import Dossier
from espace_locataire.paiement.models import Paiement, WebhookEvent
from home.personal_data import Holding, declare_holding
from home.retention import Retention, declare_retention

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def payments_of(person: "User") -> Iterator[dict[str, Any]]:
    """Yield the payments by card of the leases the person holds and those they made, with what became of them."""
    theirs = Paiement.objects.filter(Q(dossier__in=Dossier.objects.held_by(person)) | Q(person=person))
    for paiement in theirs.select_related("dossier").prefetch_related("remboursements", "litiges"):
        yield {
            "dossier": paiement.dossier.reference,
            "reference": paiement.reference,
            "montant_centimes": paiement.amount_cents,
            "etat": paiement.get_status_display(),
            "demande_le": paiement.created_at,
            "paye_le": paiement.paid_at,
            "par_vous": paiement.person_id == person.pk,
            "remboursements": [
                {"montant_centimes": refund.amount_cents, "etat": refund.get_status_display(), "le": refund.created_at}
                for refund in paiement.remboursements.all()
            ],
            "contestations": [
                {"montant_centimes": dispute.amount_cents, "le": dispute.created_at}
                for dispute in paiement.litiges.all()
            ],
        }


def messages_over(limit: datetime) -> "QuerySet[WebhookEvent]":
    """Return the provider's messages received before that."""
    return WebhookEvent.objects.filter(received_at__lt=limit)


def declare_personal_data() -> None:
    """Declare all of it."""
    declare_holding(
        Holding(
            95,
            "paiements",
            _("Vos paiements par carte"),
            _("Recevoir vos paiements et en garder la preuve. Votre numéro de carte n’arrive jamais chez nous."),
            _("Dix ans, comme toute comptabilité (code de commerce, art. L123-22), puis sans votre nom."),
            payments_of,
            icon="credit-card",
        )
    )
    declare_retention(
        Retention(
            95,
            "payment-messages",
            _("Messages du prestataire de paiement"),
            "PAYMENT_MESSAGES_KEPT_DAYS",
            messages_over,
        )
    )
