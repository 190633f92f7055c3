"""Stripe as the provider: its own client, a pinned version of its API, short waits."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import stripe

from espace_locataire.paiement.provider import (
    Checkout,
    Event,
    ProviderError,
    ProviderInTroubleError,
    Refund,
    RefusedByProviderError,
    UnknownToProviderError,
    UnreadableEventError,
)

API_VERSION = "2026-10-28.endive"
# Seconds to connect, and to wait for an answer; a person is waiting too.
TIMEOUT = (3.05, 10)
RETRIES = 2
OLDEST_EVENT_SECONDS = 300

Answer = TypeVar("Answer")


class StripeProvider:
    """Stripe, or what stands in for it at `api_base`."""

    def __init__(self, secret_key: str, webhook_secret: str, api_base: str = "") -> None:
        self._webhook_secret = webhook_secret
        self._live = secret_key.startswith(("sk_live_", "rk_live_"))
        self._client = stripe.StripeClient(
            secret_key,
            stripe_version=API_VERSION,
            max_network_retries=RETRIES,
            base_addresses={"api": api_base} if api_base else {},
            http_client=stripe.RequestsClient(timeout=TIMEOUT),
        )

    def open_checkout(self, request: Mapping[str, Any], key: str) -> Checkout:
        """Open a page where someone pays."""
        sessions = self._client.v1.checkout.sessions
        params: Any = dict(request)
        return _checkout(_ask(lambda: sessions.create(params, {"idempotency_key": key})))

    def read_checkout(self, session_id: str) -> Checkout:
        """Return how a page stands."""
        return _checkout(_ask(lambda: self._client.v1.checkout.sessions.retrieve(session_id)))

    def expire_checkout(self, session_id: str) -> Checkout:
        """Close a page to payment."""
        return _checkout(_ask(lambda: self._client.v1.checkout.sessions.expire(session_id)))

    def checkout_of(self, intent_id: str) -> Checkout | None:
        """Return the page on which this money was paid, or None."""
        found = _ask(lambda: self._client.v1.checkout.sessions.list({"payment_intent": intent_id, "limit": 1}))
        return _checkout(found.data[0]) if found.data else None

    def refund(self, intent_id: str, amount_cents: int, key: str) -> Refund:
        """Give an amount back."""
        refunds = self._client.v1.refunds
        return _refund(
            _ask(
                lambda: refunds.create({"payment_intent": intent_id, "amount": amount_cents}, {"idempotency_key": key})
            )
        )

    def read_refund(self, refund_id: str) -> Refund:
        """Return how a refund stands."""
        return _refund(_ask(lambda: self._client.v1.refunds.retrieve(refund_id)))

    def event_from(self, body: bytes, signature: str) -> Event:
        """Return what a message says once its signature is checked, and that it speaks our version, of our money."""
        try:
            event = self._client.construct_event(body, signature, self._webhook_secret, OLDEST_EVENT_SECONDS)
            if event.livemode is not self._live:
                raise UnreadableEventError("livemode")
            if event.api_version != API_VERSION:
                raise UnreadableEventError("api_version")
            return Event(event.id, event.type, datetime.fromtimestamp(event.created, UTC), event.data.object.to_dict())
        except stripe.SignatureVerificationError as error:
            raise UnreadableEventError("signature") from error
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError) as error:
            # Whatever is no event of theirs: not JSON, not UTF-8, another shape.
            raise UnreadableEventError(type(error).__name__) from error


def _ask(call: Callable[[], Answer]) -> Answer:
    try:
        return call()
    except stripe.IdempotencyError as error:
        raise RefusedByProviderError("idempotency") from error
    except stripe.InvalidRequestError as error:
        # Named by its code only: the words of an error may quote what was sent.
        if error.code == "resource_missing":
            raise UnknownToProviderError("resource_missing") from error
        raise RefusedByProviderError(error.code or "invalid_request") from error
    except stripe.APIConnectionError as error:
        raise ProviderError(type(error).__name__) from error
    except stripe.StripeError as error:
        raise ProviderInTroubleError(type(error).__name__) from error


def _checkout(session: stripe.checkout.Session) -> Checkout:
    return Checkout(
        session_id=session.id,
        status=session.status or "",
        is_paid=session.payment_status == "paid",
        amount_cents=session.amount_total or 0,
        currency=session.currency or "",
        reference=session.client_reference_id or "",
        url=session.url or "",
        intent_id=_name_of(session.payment_intent),
        live=session.livemode,
    )


def _refund(refund: stripe.Refund) -> Refund:
    return Refund(
        refund_id=refund.id,
        intent_id=_name_of(refund.payment_intent),
        amount_cents=refund.amount,
        currency=refund.currency,
        status=refund.status or "",
    )


def _name_of(thing: Any) -> str:
    """Return the name of what an answer points to: a name, or the thing itself when it was asked for with it."""
    return thing if isinstance(thing, str) else thing.id if thing else ""
