"""Reporting what does not agree, and settling it by hand."""

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from espace_locataire.dossier.consulting import record
from espace_locataire.paiement.models import Anomalie, Paiement

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)


def report(kind: str, subject: str, paiement: Paiement | None = None, detail: str = "") -> Anomalie:
    """Report something once; `detail` says what differs, without a word about a person."""
    anomaly, is_new = Anomalie.objects.get_or_create(
        kind=kind, subject=subject, defaults={"paiement": paiement, "detail": detail}
    )
    if is_new:
        logger.error("Payment anomaly %s (%s).", anomaly.pk, kind)
    return anomaly


def resolve(anomaly: Anomalie, by: "User", what: str) -> bool:
    """Write down what was done about an anomaly; return False when someone did it before."""
    with transaction.atomic():
        done = Anomalie.objects.filter(pk=anomaly.pk, resolved_at=None).update(
            resolved_at=timezone.now(), resolved_by=by, resolution=what
        )
        if done and anomaly.paiement:
            record(anomaly.paiement.dossier, by, "anomaly_resolved", anomaly.paiement)
    return bool(done)
