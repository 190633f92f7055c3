"""Reading what a client sends, and refusing what Stripe's own description of its API does not have."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from pydantic import ValidationError

from espace_locataire.paiement.sandbox.described import SESSION, description

LEAST_CENTS, MOST_CENTS = 50, 99_999_999
SHORTEST_SECONDS, LONGEST_SECONDS = 30 * 60, 24 * 3600


class RefusedError(Exception):
    """What was sent is not what Stripe takes: `code` as Stripe names it, `param` the part in question."""

    def __init__(self, message: str, param: str = "", code: str = "parameter_invalid") -> None:
        super().__init__(message)
        self.param = param
        self.code = code


def decoded(body: str) -> dict[str, Any]:
    """Return a form as the client meant it: `line_items[0][quantity]=1` is a list of dicts."""
    tree: dict[str, Any] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        here: dict[str, Any] = tree
        *path, last = re.findall(r"[^\[\]]+", name)
        for part in path:
            here = here.setdefault(part, {})
        here[last] = value
    listed = _with_lists(tree)
    return listed if isinstance(listed, dict) else {}


def _with_lists(node: Any) -> Any:
    if not isinstance(node, dict):
        return node
    children = {name: _with_lists(child) for name, child in node.items()}
    if children and all(name.isascii() and name.isdecimal() for name in children):
        return [children[name] for name in sorted(children, key=int)]
    return children


def checked(kind: type, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was sent with its numbers as numbers. Raises `RefusedError` naming the first part that is wrong."""
    try:
        # Forms carry text only: « 1200 » is the number it says.
        return dict(description(kind).validate_python(dict(sent), extra="forbid"))
    except ValidationError as error:
        first = error.errors()[0]
        param = ".".join(str(part) for part in first["loc"])
        code = "parameter_unknown" if first["type"] == "extra_forbidden" else "parameter_invalid"
        raise RefusedError(f"{first['msg']}: {param}", param, code) from error


def checked_session(sent: Mapping[str, Any], now: int) -> dict[str, Any]:
    """Return the parameters of a new page. Raises `RefusedError`."""
    params = checked(SESSION, sent)
    if params.get("mode") != "payment":
        raise RefusedError("Only the mode payment is known here.", "mode")
    if not params.get("line_items"):
        raise RefusedError("Missing required param: line_items.", "line_items", "parameter_missing")
    for line in params["line_items"]:
        cents = line.get("price_data", {}).get("unit_amount", 0) * line.get("quantity", 0)
        if not LEAST_CENTS <= cents <= MOST_CENTS:
            raise RefusedError("The amount must be between €0.50 and €999,999.99.", "line_items", "amount_too_small")
    if not params.get("success_url"):
        raise RefusedError("Missing required param: success_url.", "success_url", "parameter_missing")
    expires_at = params.get("expires_at", now + LONGEST_SECONDS)
    if not SHORTEST_SECONDS - 60 <= expires_at - now <= LONGEST_SECONDS + 60:
        raise RefusedError("expires_at must be between 30 minutes and 24 hours from now.", "expires_at")
    return params
