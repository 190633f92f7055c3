"""Stripe's own description of its API, which its client carries as types, made into something that checks."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import stripe
from pydantic import GetCoreSchemaHandler, TypeAdapter
from pydantic_core import CoreSchema, core_schema
from stripe._stripe_object import UntypedStripeObject


def _texts_by_name(cls: type, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
    return core_schema.dict_schema(core_schema.str_schema(), core_schema.str_schema())


# What the description calls so exists for type checkers only: it is a dict of texts.
UntypedStripeObject.__get_pydantic_core_schema__ = classmethod(_texts_by_name)  # type: ignore[attr-defined]
# Names that the description imports for type checkers only.
NAMES = {"StripeContext": str, "Mapping": Mapping}


@cache
def description(kind: type) -> TypeAdapter[Any]:
    """Return what checks parameters of this kind (a TypedDict of `stripe.params`)."""
    adapter: TypeAdapter[Any] = TypeAdapter(kind)
    adapter.rebuild(_types_namespace=NAMES)
    return adapter


SESSION, SESSIONS, REFUND = (
    stripe.params.checkout.SessionCreateParams,
    stripe.params.checkout.SessionListParams,
    stripe.params.RefundCreateParams,
)
