"""What the stand-in remembers while it runs: pages, money, refunds, disputes, answers given, messages to send."""

import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from espace_locataire.paiement.sandbox.checking import RefusedError, checked_session

API_VERSION = "2026-10-28.endive"
Thing = dict[str, Any]


class UnknownError(Exception):
    """Nothing has that name."""


@dataclass
class Store:
    """Everything the stand-in knows. Methods take the lock; `clock` returns seconds since 1970."""

    address: str
    clock: Callable[[], float] = time.time
    sessions: dict[str, Thing] = field(default_factory=dict)
    intents: dict[str, Thing] = field(default_factory=dict)
    refunds: dict[str, Thing] = field(default_factory=dict)
    disputes: dict[str, Thing] = field(default_factory=dict)
    events: list[Thing] = field(default_factory=list)
    answers: dict[str, tuple[str, int, Thing]] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)

    def now(self) -> int:
        """Return the second it is."""
        return int(self.clock())

    def open_session(self, sent: Mapping[str, Any]) -> Thing:
        """Open a page to pay on. Raises `RefusedError`."""
        now = self.now()
        params = checked_session(sent, now)
        session_id = f"cs_test_{secrets.token_hex(24)}"
        line = params["line_items"][0]
        session: Thing = {
            "id": session_id,
            "object": "checkout.session",
            "amount_total": line["price_data"]["unit_amount"] * line["quantity"],
            "currency": line["price_data"]["currency"],
            "client_reference_id": params.get("client_reference_id"),
            "metadata": params.get("metadata") or {},
            "mode": "payment",
            "status": "open",
            "payment_status": "unpaid",
            "payment_intent": None,
            "livemode": False,
            "created": now,
            "expires_at": params.get("expires_at", now + 24 * 3600),
            "success_url": params["success_url"],
            "cancel_url": params.get("cancel_url"),
            "locale": params.get("locale", "auto"),
            "url": f"{self.address}/c/pay/{session_id}",
        }
        self.sessions[session_id] = session
        return session

    def session(self, session_id: str) -> Thing:
        """Return a page, closed when its time is over. Raises `UnknownError`."""
        session = _named(self.sessions, session_id)
        if session["status"] == "open" and session["expires_at"] <= self.now():
            self._close(session)
        return session

    def expire(self, session_id: str) -> Thing:
        """Close a page to payment. Raises `RefusedError` unless it is open."""
        session = self.session(session_id)
        if session["status"] != "open":
            raise RefusedError("Only Checkout Sessions with a status in [open] can be expired.", "session", "")
        self._close(session)
        return session

    def _close(self, session: Thing) -> None:
        session |= {"status": "expired", "url": None}
        self.tell("checkout.session.expired", session)

    def pay(self, session_id: str) -> Thing:
        """Pay, as with a card that is good; twice is once."""
        with self.lock:
            session = self.session(session_id)
            if session["status"] == "open":
                intent = {"id": f"pi_{secrets.token_hex(12)}", "object": "payment_intent"}
                self.intents[intent["id"]] = intent | {"amount": session["amount_total"], "session": session_id}
                session |= {
                    "status": "complete",
                    "payment_status": "paid",
                    "payment_intent": intent["id"],
                    "url": None,
                }
                self.tell("checkout.session.completed", session)
            return session

    def session_of(self, intent_id: str) -> list[Thing]:
        """Return the page on which this money was paid, alone in a list, or nothing."""
        return [session for session in self.sessions.values() if session["payment_intent"] == intent_id]

    def give_back(self, intent_id: str, cents: int | None = None, status: str = "succeeded") -> Thing:
        """Give an amount back, all by default. Raises `UnknownError`, `RefusedError` when it is more than is left."""
        with self.lock:
            intent = _named(self.intents, intent_id)
            given_back = sum(
                refund["amount"]
                for refund in self.refunds.values()
                if refund["payment_intent"] == intent_id and refund["status"] != "failed"
            )
            left = intent["amount"] - given_back
            amount = left if cents is None else cents
            if not 0 < amount <= left:
                raise RefusedError(
                    "Refund amount is greater than unrefunded amount.", "amount", "charge_already_refunded"
                )
            refund = {
                "id": f"re_{secrets.token_hex(12)}",
                "object": "refund",
                "amount": amount,
                "currency": self.sessions[intent["session"]]["currency"],
                "payment_intent": intent_id,
                "status": status,
                "created": self.now(),
                "metadata": {},
            }
            self.refunds[refund["id"]] = refund
            self.tell("refund.created", refund)
            return refund

    def refund(self, refund_id: str) -> Thing:
        """Return a refund. Raises `UnknownError`."""
        return _named(self.refunds, refund_id)

    def refund_fails(self, refund_id: str) -> Thing:
        """Have a refund fail after all, as when the card is closed."""
        with self.lock:
            refund = self.refund(refund_id)
            refund["status"] = "failed"
            self.tell("refund.failed", refund)
            return refund

    def dispute(self, intent_id: str) -> Thing:
        """Have the cardholder's bank take the money back."""
        with self.lock:
            intent = _named(self.intents, intent_id)
            dispute = {
                "id": f"du_{secrets.token_hex(12)}",
                "object": "dispute",
                "amount": intent["amount"],
                "currency": self.sessions[intent["session"]]["currency"],
                "payment_intent": intent_id,
                "status": "needs_response",
                "reason": "fraudulent",
                "created": self.now(),
            }
            self.disputes[dispute["id"]] = dispute
            self.tell("charge.dispute.created", dispute)
            self.tell("charge.dispute.funds_withdrawn", dispute)
            return dispute

    def win(self, dispute_id: str) -> Thing:
        """Have the bank give the money of a dispute to the landlord again."""
        with self.lock:
            dispute = _named(self.disputes, dispute_id)
            dispute["status"] = "won"
            self.tell("charge.dispute.funds_reinstated", dispute)
            self.tell("charge.dispute.closed", dispute)
            return dispute

    def tell(self, kind: str, subject: Thing) -> Thing:
        """Write down a message about something, as it is now: it waits to be sent."""
        with self.lock:
            event = {
                "id": f"evt_{secrets.token_hex(12)}",
                "object": "event",
                "api_version": API_VERSION,
                "created": self.now(),
                "livemode": False,
                "type": kind,
                "data": {"object": json.loads(json.dumps(subject))},
                "pending_webhooks": 1,
                "request": {"id": None, "idempotency_key": None},
            }
            self.events.append(event)
            return event


def _named(things: dict[str, Thing], name: str) -> Thing:
    try:
        return things[name]
    except KeyError:
        raise UnknownError(name) from None
