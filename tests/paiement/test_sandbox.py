"""What stands in for Stripe asks as much as Stripe does, and never runs where money is real."""

import urllib.request
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from espace_locataire.paiement.provider import RefusedByProviderError, UnknownToProviderError, card_provider
from espace_locataire.paiement.sandbox.store import Store
from tests.dossier.tenants import Tenant
from tests.paiement.conftest import leave_to_pay


def asked(store: Store, **changes: Any) -> dict[str, Any]:
    """Return a request that is good, but for the changes."""
    line = {"quantity": 1, "price_data": {"currency": "eur", "unit_amount": 1_200, "product_data": {"name": "Loyer"}}}
    return {
        "mode": "payment",
        "line_items": [line],
        "expires_at": store.now() + 3_600,
        "success_url": "http://testserver/",
        **changes,
    }


def test_the_same_key_gives_the_same_page_and_never_another_amount(stripe_store: Store) -> None:
    provider, request = card_provider(), asked(stripe_store)
    assert provider.open_checkout(request, "k") == provider.open_checkout(request, "k")
    with pytest.raises(RefusedByProviderError, match="idempotency"):
        provider.open_checkout(request | {"locale": "fr"}, "k")
    assert len(stripe_store.sessions) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"payment_method_types": ["card"]},
        {"mode": "setup"},
        {"line_items": []},
        {"success_url": ""},
        {"expires_at": 1},
        {"line_items": [{"quantity": 1, "price_data": {"currency": "eur", "unit_amount": 49}}]},
        {"line_items": [{"quantity": 1, "price_data": {"currency": "eur", "unit_amount": "12.5"}}]},
        {"adaptive_pricing": {"enabled": "peut-être"}},
    ],
    ids=str,
)
def test_what_stripe_would_not_take_is_refused(stripe_store: Store, changes: dict[str, Any]) -> None:
    with pytest.raises(RefusedByProviderError):
        card_provider().open_checkout(asked(stripe_store, **changes), "k")
    assert not stripe_store.sessions


def test_more_than_was_paid_is_not_given_back(stripe_store: Store) -> None:
    provider = card_provider()
    page = provider.open_checkout(asked(stripe_store), "k")
    intent = stripe_store.pay(page.session_id)["payment_intent"]
    assert provider.refund(intent, 1_000, "r").refund_id == provider.refund(intent, 1_000, "r").refund_id
    with pytest.raises(RefusedByProviderError):
        provider.refund(intent, 1_000, "r2")
    with pytest.raises(UnknownToProviderError):
        provider.read_refund("re_none")


def test_a_page_that_is_paid_cannot_be_closed(stripe_store: Store) -> None:
    page = card_provider().open_checkout(asked(stripe_store), "k")
    stripe_store.pay(page.session_id)
    with pytest.raises(RefusedByProviderError):
        card_provider().expire_checkout(page.session_id)


@pytest.mark.django_db
def test_its_pages_pay_decline_and_play_the_bank(tenant: Tenant, stripe_store: Store) -> None:
    paiement = leave_to_pay(tenant)
    page = f"{stripe_store.address}/c/pay/{paiement.session_id}"
    with urllib.request.urlopen(page) as shown:
        text = shown.read().decode()
    assert "DÉMONSTRATION" in text
    assert "428,12\u202f€" in text
    with urllib.request.urlopen(page, urlencode({"do": "decline"}).encode()) as shown:
        assert "Votre carte a été refusée" in shown.read().decode()
    stripe_store.pay(paiement.session_id or "")
    [intent] = stripe_store.intents
    for act, what in (("refund_part", intent), ("dispute", intent), ("refund", "pi_none"), ("nothing", "")):
        with urllib.request.urlopen(
            f"{stripe_store.address}/banque/", urlencode({"do": act, "what": what}).encode()
        ) as shown:
            assert paiement.reference in shown.read().decode()
    assert [refund["amount"] for refund in stripe_store.refunds.values()] == [14_270]
    assert len(stripe_store.disputes) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"DEMONSTRATION": False}, "poste de développement"),
        ({"STRIPE_API_BASE": "http://192.0.2.1:80"}, "que cette machine"),
        ({"STRIPE_SECRET_KEY": "sk_live_1"}, "sans argent réel"),
    ],
)
def test_it_does_not_start_where_money_is_real(settings: Settings, changes: dict[str, Any], reason: str) -> None:
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    for name, value in changes.items():
        setattr(settings, name, value)
    with pytest.raises(CommandError, match=reason):
        call_command("stripe_sandbox")
