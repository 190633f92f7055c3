"""The stand-in as a process: the API, the page where people pay, the board; on this machine only."""

import json
import logging
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from espace_locataire.paiement.sandbox.api import answer
from espace_locataire.paiement.sandbox.checking import RefusedError
from espace_locataire.paiement.sandbox.messages import Messenger
from espace_locataire.paiement.sandbox.pages import board, pay_page
from espace_locataire.paiement.sandbox.store import Store, Thing, UnknownError

logger = logging.getLogger(__name__)

LATE_SECONDS = 20
LARGEST_BYTES = 100_000


class Sandbox(ThreadingHTTPServer):
    """The server, what it remembers, and who sends its messages."""

    daemon_threads = True

    def __init__(self, host: str, port: int, messenger: Messenger) -> None:
        super().__init__((host, port), Handler)
        self.messenger = messenger
        self.store = Store(f"http://{host}:{self.server_port}")

    def deliver(self, when: str, since: int) -> None:
        """Send the messages written down since then: now, twice, late or never."""
        events = self.store.events[since:]
        if when == "never":
            return
        delay = LATE_SECONDS if when == "late" else 0
        for event in events * (2 if when == "twice" else 1):
            self.messenger.later(delay, lambda event=event: self.messenger.send(event, self.store.now()))


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Sandbox
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer the API, or show a page."""
        parts = urlsplit(self.path)
        if parts.path.startswith("/v1/"):
            self._api("GET", parts.path, parts.query)
        elif parts.path.startswith("/c/pay/"):
            self._page(pay_page(self._session(parts.path)))
        elif parts.path == "/banque/":
            self._page(board(self.server.store))
        else:
            self._page("", 404)

    def do_POST(self) -> None:
        """Answer the API, or do what a button says."""
        parts = urlsplit(self.path)
        if parts.path.startswith("/v1/"):
            self._api("POST", parts.path, parts.query)
        elif parts.path.startswith("/c/pay/"):
            self._pay(parts.path)
        elif parts.path == "/banque/":
            self._bank()
        else:
            self._body()
            self._page("", 404)

    def _api(self, method: str, path: str, query: str) -> None:
        since = len(self.server.store.events)
        # The client asks with names in any case.
        headers = {name.title(): value for name, value in self.headers.items()}
        status, content = answer(self.server.store, method, path, query, self._body(), headers)
        self._send(status, json.dumps(content), "application/json")
        self.server.deliver("now", since)

    def _pay(self, path: str) -> None:
        sent = self._form()
        session = self._session(path)
        if session is None or session["status"] != "open":
            self._page(pay_page(session))
        elif sent.get("do") == "pay":
            since = len(self.server.store.events)
            self.server.store.pay(session["id"])
            self.server.deliver(sent.get("message", "now"), since)
            self._lead(session["success_url"])
        elif sent.get("do") == "decline":
            self._page(pay_page(session, declined=True))
        else:
            self._lead(session["cancel_url"] or session["success_url"])

    def _bank(self) -> None:
        sent, store = self._form(), self.server.store
        what, since = sent.get("what", ""), len(store.events)
        acts: dict[str, Callable[[str], object]] = {
            "refund": store.give_back,
            "refund_part": lambda intent: store.give_back(intent, store.intents[intent]["amount"] // 3),
            "fail": store.refund_fails,
            "dispute": store.dispute,
            "win": store.win,
            "again": self._again,
        }
        try:
            acts[sent.get("do", "")](what)
        except (UnknownError, RefusedError, KeyError) as error:
            logger.warning("Nothing done: %s", error)
        self.server.deliver("now", since)
        self._lead("/banque/")

    def _again(self, session_id: str) -> None:
        for event in list(self.server.store.events):
            if event["data"]["object"]["id"] == session_id:
                self.server.messenger.send(event, self.server.store.now())

    def _session(self, path: str) -> Thing | None:
        try:
            return self.server.store.session(path.removeprefix("/c/pay/"))
        except UnknownError:
            return None

    def _body(self) -> str:
        length = int(self.headers.get("Content-Length") or 0)
        return self.rfile.read(min(length, LARGEST_BYTES)).decode()

    def _form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self._body()).items()}

    def _page(self, content: str, status: int = 200) -> None:
        self._send(status, content, "text/html; charset=utf-8")

    def _lead(self, to: str) -> None:
        self._send(303, "", "text/html; charset=utf-8", Location=to)

    def _send(self, status: int, content: str, kind: str, **headers: str) -> None:
        body = content.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the console for what matters."""
