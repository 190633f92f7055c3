"""Finding which of our payments the provider speaks of."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from espace_locataire.paiement.anomalies import report
from espace_locataire.paiement.models import Anomalie, Paiement
from espace_locataire.paiement.provider import card_provider
from espace_locataire.paiement.settling import settle, settle_as


def payment_of_session(subject: Mapping[str, Any]) -> Paiement | None:
    """Return the payment whose page this is, by the page's name; None when the page is not of our making.

    A page that says it is ours, of a payment we do not know, is reported: a database was put back, most likely.
    """
    session_id = str(subject["id"])
    paiement = Paiement.objects.filter(session_id=session_id).first()
    named = (subject.get("metadata") or {}).get("paiement", "")
    if paiement or not named:
        return paiement
    key = _uuid(named)
    paiement = Paiement.objects.filter(pk=key).first() if key else None
    if paiement and paiement.session_id is None and paiement.is_unfinished:
        # The page was opened and the answer never came.
        Paiement.objects.filter(pk=paiement.pk, session_id=None).update(
            session_id=session_id, status=Paiement.Status.OPEN
        )
        paiement.refresh_from_db()
        return paiement
    if subject.get("payment_status") == "paid":
        report(Anomalie.Kind.UNKNOWN_PAYMENT, session_id, paiement)
    return None


def payment_of_intent(intent_id: str) -> Paiement | None:
    """Return the payment of this money, brought in line with the provider; None when it is not of our making."""
    if not intent_id:
        return None
    paiement = Paiement.objects.filter(intent_id=intent_id).first()
    if paiement:
        return paiement if paiement.closed_at else settle(paiement)
    # Money may be asked back before we heard that it came.
    checkout = card_provider().checkout_of(intent_id)
    if checkout is None:
        return None
    paiement = Paiement.objects.filter(session_id=checkout.session_id).first()
    return settle_as(paiement, checkout) if paiement else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
