"""Messages as Stripe sends them: signed, and sent again when they were not taken."""

import hashlib
import hmac
import json
import logging
import threading
import urllib.error
import urllib.request
from typing import Any

logger = logging.getLogger(__name__)

# Seconds between tries, as long as the site answers anything but 2xx.
PAUSES = (1, 5, 30)
TIMEOUT_SECONDS = 20


def body_of(event: dict[str, Any]) -> bytes:
    """Return the bytes of a message."""
    return json.dumps(event, ensure_ascii=False, indent=2).encode()


def signature(body: bytes, secret: str, at: int) -> str:
    """Return the header that proves where these bytes come from, and when (seconds since 1970)."""
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


class Messenger:
    """Sends messages to the site, or keeps them back when asked to."""

    def __init__(self, to: str, secret: str) -> None:
        self.to = to
        self.secret = secret
        self.timers: list[threading.Timer] = []

    def send(self, event: dict[str, Any], at: int, attempt: int = 0) -> None:
        """Send a message; try again a few times, later, when it was not taken."""
        body = body_of(event)
        request = urllib.request.Request(  # noqa: S310
            self.to,
            body,
            {"Content-Type": "application/json; charset=utf-8", "Stripe-Signature": signature(body, self.secret, at)},
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310
                return
        except (OSError, urllib.error.HTTPError) as error:
            logger.warning("%s was not taken (%s).", event["type"], error)
        if attempt < len(PAUSES):
            pause = PAUSES[attempt]
            self.later(pause, lambda: self.send(event, at + pause, attempt + 1))

    def later(self, seconds: float, do: Any) -> None:
        """Do something in some time, unless the process ends before."""
        timer = threading.Timer(seconds, do)
        timer.daemon = True
        timer.start()
        self.timers.append(timer)
