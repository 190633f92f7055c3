"""What we ask of Stripe is what Stripe's own description of its API takes, to the last key."""

from typing import Any

import pytest
from pydantic import ValidationError

from espace_locataire.paiement.sandbox.described import REFUND, SESSION, SESSIONS, description
from espace_locataire.paiement.sandbox.store import Store
from tests.dossier.tenants import Tenant
from tests.paiement.conftest import leave_to_pay

pytestmark = pytest.mark.django_db


def strictly(kind: Any, params: Any) -> None:
    """Fail when Stripe would not take these parameters as they are."""
    description(kind).validate_python(params, extra="forbid", strict=True)


def test_the_request_of_a_page(tenant: Tenant, stripe_store: Store) -> None:
    strictly(SESSION, leave_to_pay(tenant).request)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("payment_method_types",), ["card"]),
        (("line_items", 0, "price_data", "unit_amount"), 12.5),
        (("line_items", 0, "price_data", "label"), "Loyer"),
        (("expires_at",), "demain"),
    ],
    ids=str,
)
def test_this_check_can_fail(tenant: Tenant, stripe_store: Store, path: tuple[Any, ...], value: object) -> None:
    request: Any = leave_to_pay(tenant).request
    place = request
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        strictly(SESSION, request)


def test_the_request_of_a_refund() -> None:
    strictly(REFUND, {"payment_intent": "pi_1", "amount": 100})


def test_the_search_of_a_page() -> None:
    strictly(SESSIONS, {"payment_intent": "pi_1", "limit": 1})
