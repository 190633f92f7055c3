"""What we ask of whoever takes cards, whoever it is: a page where people pay, refunds, signed messages.

Amounts are cents of euros, and always ours: the provider is told them and asked for them again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol
from urllib.parse import urlsplit

from django.conf import settings

CURRENCY = "eur"


class ProviderError(Exception):
    """The provider could not be reached, or is in trouble: the same may be asked again."""


class ProviderInTroubleError(ProviderError):
    """The provider answered that it is in trouble: it may say so again to the very same request."""


class RefusedByProviderError(Exception):
    """The provider understood and refused: asking the same again leads nowhere."""


class UnknownToProviderError(RefusedByProviderError):
    """The provider knows nothing of that name."""


class UnreadableEventError(Exception):
    """A message that is not the provider's, is too old, or that we do not understand."""


@dataclass(frozen=True)
class Checkout:
    """A page where someone pays: `status` is open, complete or expired; `reference` is what we named it.

    `is_paid` says that the money is certain, `url` where the page is while it is open, `intent_id` the name of the
    money; `live` tells real money.
    """

    session_id: str
    status: str
    is_paid: bool
    amount_cents: int
    currency: str
    reference: str
    url: str
    intent_id: str
    live: bool


@dataclass(frozen=True)
class Refund:
    """Money given back: `status` is pending, requires_action, succeeded, failed or canceled."""

    refund_id: str
    intent_id: str
    amount_cents: int
    currency: str
    status: str


@dataclass(frozen=True)
class Event:
    """A message of the provider: its name, its kind, and the object it is about as it was then."""

    event_id: str
    kind: str
    at: datetime
    subject: Mapping[str, Any]


class Provider(Protocol):
    """Whoever takes cards. Every call but `event_from` raises `ProviderError` or `RefusedByProviderError`."""

    def open_checkout(self, request: Mapping[str, Any], key: str) -> Checkout:
        """Open a page where someone pays. The same key with the same request gives the same page again."""

    def read_checkout(self, session_id: str) -> Checkout:
        """Return how a page stands. Raises `UnknownToProviderError`."""

    def expire_checkout(self, session_id: str) -> Checkout:
        """Close a page to payment. Raises `RefusedByProviderError` when it is closed or paid already."""

    def checkout_of(self, intent_id: str) -> Checkout | None:
        """Return the page on which this money was paid, or None."""

    def refund(self, intent_id: str, amount_cents: int, key: str) -> Refund:
        """Give an amount back. The same key with the same amount gives it back once."""

    def read_refund(self, refund_id: str) -> Refund:
        """Return how a refund stands. Raises `UnknownToProviderError`."""

    def event_from(self, body: bytes, signature: str) -> Event:
        """Return what a message says once its signature is checked. Raises `UnreadableEventError`."""


def card_provider() -> Provider:
    """Return the provider of the settings."""
    return _stripe(settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE)


def pays_by_card() -> bool:
    """Can cards be paid with here?"""
    return bool(settings.STRIPE_SECRET_KEY)


def is_trial() -> bool:
    """Is no real money taken here?"""
    return not settings.STRIPE_SECRET_KEY.startswith(("sk_live_", "rk_live_"))


def page_origin() -> str:
    """Return the origin of the pages where people pay."""
    if settings.STRIPE_API_BASE:
        parts = urlsplit(settings.STRIPE_API_BASE)
        return f"{parts.scheme}://{parts.netloc}"
    return "https://checkout.stripe.com"


@cache
def _stripe(secret_key: str, webhook_secret: str, api_base: str) -> Provider:
    from espace_locataire.paiement.stripe_provider import StripeProvider

    return StripeProvider(secret_key, webhook_secret, api_base)
