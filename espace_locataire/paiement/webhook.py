"""Where the provider tells us what happened: kept as it came, then done; 5xx asks it to tell us again."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from espace_locataire.paiement.events import keep, process
from espace_locataire.paiement.provider import UnreadableEventError, card_provider, pays_by_card

logger = logging.getLogger(__name__)


@login_not_required
@csrf_exempt
@require_POST
@never_cache
def webhook(request: HttpRequest) -> HttpResponse:
    """Take a message in: 400 for what is not the provider's, 200 once it is done, 500 when it could not be."""
    if not pays_by_card():
        return HttpResponse(status=404)
    body = request.body
    try:
        event = card_provider().event_from(body, request.headers.get("Stripe-Signature", ""))
    except UnreadableEventError as error:
        logger.warning("A message of the payment provider was refused (%s).", error)
        return HttpResponse(status=400)
    try:
        process(keep(event, body))
    except Exception as error:
        # Without a word of what it was about; the provider tells us again, and the sweep tries before that.
        logger.error("A message of the payment provider waits for its next try (%s).", type(error).__name__)
        return HttpResponse(status=500)
    return HttpResponse(status=200)
