"""The few methods of the API that the site asks: answered once, or refused in Stripe's own words."""

import json
import re
from collections.abc import Mapping
from typing import Any

from espace_locataire.paiement.sandbox.checking import RefusedError, checked, decoded
from espace_locataire.paiement.sandbox.described import REFUND, SESSIONS
from espace_locataire.paiement.sandbox.store import API_VERSION, Store, UnknownError

Answer = tuple[int, dict[str, Any]]
ONE_SESSION = re.compile(r"\A/v1/checkout/sessions/(\w+)(/expire)?\Z")
ONE_REFUND = re.compile(r"\A/v1/refunds/(\w+)\Z")


def answer(store: Store, method: str, path: str, query: str, body: str, headers: Mapping[str, str]) -> Answer:
    """Return the status and the content that answer a request."""
    if not headers.get("Authorization", "").startswith("Bearer sk_test_"):
        return 401, _error("invalid_request_error", "Invalid API Key provided.")
    if headers.get("Stripe-Version", API_VERSION) != API_VERSION:
        return 400, _error("invalid_request_error", f"Only the version {API_VERSION} is known here.")
    key = headers.get("Idempotency-Key", "")
    with store.lock:
        if method == "POST" and key:
            return _once(store, key, f"{path} {decoded(body)}", lambda: _do(store, method, path, query, body))
        return _do(store, method, path, query, body)


def _once(store: Store, key: str, request: str, do: Any) -> Answer:
    """Answer the same request under the same key with the very same answer."""
    if key not in store.answers:
        status, content = do()
        # What was refused before anything was done may be asked again otherwise.
        if status == 400:
            return status, content
        store.answers[key] = request, status, json.loads(json.dumps(content))
    asked, status, content = store.answers[key]
    if asked != request:
        words = "Keys for idempotent requests can only be used with the same parameters they were first used with."
        return 400, _error("idempotency_error", words)
    return status, content


def _do(store: Store, method: str, path: str, query: str, body: str) -> Answer:
    try:
        found = _found(store, method, path, query, body)
    except UnknownError as error:
        return 404, _error("invalid_request_error", f"No such object: '{error}'", "resource_missing")
    except RefusedError as error:
        return 400, _error("invalid_request_error", str(error), error.code, error.param)
    return (200, found) if found else (404, _error("invalid_request_error", f"Unrecognized request URL ({path})."))


def _found(store: Store, method: str, path: str, query: str, body: str) -> dict[str, Any] | None:
    if (method, path) == ("POST", "/v1/checkout/sessions"):
        return store.open_session(decoded(body))
    if (method, path) == ("GET", "/v1/checkout/sessions"):
        params = checked(SESSIONS, decoded(query))
        found = store.session_of(params.get("payment_intent", ""))
        return {"object": "list", "url": path, "has_more": False, "data": found}
    if (method, path) == ("POST", "/v1/refunds"):
        params = checked(REFUND, decoded(body))
        return store.give_back(params.get("payment_intent", ""), params.get("amount"))
    if method == "GET" and (named := ONE_REFUND.match(path)):
        return store.refund(named[1])
    if named := ONE_SESSION.match(path):
        if method == "POST" and named[2]:
            return store.expire(named[1])
        if method == "GET" and not named[2]:
            return store.session(named[1])
    return None


def _error(kind: str, message: str, code: str = "", param: str = "") -> dict[str, Any]:
    error = {"type": kind, "message": message}
    if code:
        error["code"] = code
    if param:
        error["param"] = param
    return {"error": error}
