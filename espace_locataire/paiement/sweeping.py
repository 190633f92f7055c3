"""What neither a message nor a browser brought to its end, brought there in time."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from espace_locataire.paiement.events import process
from espace_locataire.paiement.models import Paiement, WebhookEvent
from espace_locataire.paiement.provider import ProviderError, pays_by_card
from espace_locataire.paiement.settling import fail, settle

logger = logging.getLogger(__name__)

UNFINISHED_AFTER = timedelta(minutes=10)
# A payment whose page never opened: nobody can pay it.
NEVER_OPENED_AFTER = timedelta(hours=2)
# A message that could not be done in so long never will: its error is in the administration.
GIVEN_UP_AFTER = timedelta(days=7)
AT_A_TIME = 200


def sweep(now: datetime | None = None) -> int:
    """Bring old payments under way in line with the provider, do what messages wait for; return how many ended."""
    if not pays_by_card():
        return 0
    moment = now or timezone.now()
    try:
        return _payments(moment) + _messages(moment)
    except ProviderError as error:
        # It does not answer: neither will it the next time in this round.
        logger.warning("The payment provider does not answer (%s).", error)
        return 0


def _payments(now: datetime) -> int:
    under_way = Paiement.objects.unfinished().filter(created_at__lt=now - UNFINISHED_AFTER).order_by("created_at")
    ended = 0
    for paiement in under_way[:AT_A_TIME]:
        if paiement.session_id is None:
            settled = fail(paiement) if paiement.created_at < now - NEVER_OPENED_AFTER else paiement
        else:
            settled = settle(paiement)
        ended += not settled.is_unfinished
    return ended


def _messages(now: datetime) -> int:
    waiting = WebhookEvent.objects.filter(
        processed_at=None, received_at__range=(now - GIVEN_UP_AFTER, now - UNFINISHED_AFTER)
    )
    done = 0
    for kept in waiting.order_by("received_at")[:AT_A_TIME]:
        try:
            done += process(kept)
        except ProviderError:
            raise
        except Exception as error:
            # One that cannot be done must not keep the others waiting. Named only: words may quote it.
            logger.error("A message of the payment provider cannot be done (%s).", type(error).__name__)
    return done
