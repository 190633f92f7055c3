"""Payments by card, what the provider tells of them, and what does not agree."""

from espace_locataire.paiement.models.anomalies import Anomalie
from espace_locataire.paiement.models.events import WebhookEvent
from espace_locataire.paiement.models.payments import Litige, Paiement, Remboursement

__all__ = ["Anomalie", "Litige", "Paiement", "Remboursement", "WebhookEvent"]
