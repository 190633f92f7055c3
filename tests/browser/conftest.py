"""A real browser in front of the real site: the demonstration, served by gunicorn, on a port of its own."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PASSWORD = "Chartres-2026!"
PHONE, DESKTOP = (390, 844), (1280, 900)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all that stands here, and keep it on one worker: the site is started once."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Return how to start the machine's own Chromium."""
    if CHROMIUM is None:
        pytest.skip("No Chromium on this machine")
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    }


def free_port() -> int:
    """Return a port that is free, and so is the next: what stands in for the card provider takes that one."""
    while True:
        with socket.socket() as listening, socket.socket() as beside:
            listening.bind(("127.0.0.1", 0))
            port = int(listening.getsockname()[1])
            try:
                beside.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the demonstration keeps what it has."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(folder: Path) -> Iterator[str]:
    """Return the address of a demonstration of its own, started for this run."""
    port = free_port()
    address = f"http://localhost:{port}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
        "DEBUG": "0",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "PRIVATE_MEDIA_ROOT": str(folder / "private"),
        "MEDIA_ROOT": str(folder / "media"),
        "SITE_URL": address,
        "EMAIL_URL": f"filemail:///{folder / 'mail'}",
    }
    demo = [sys.executable, "manage.py", "demo", "--homes", "12", "--months", "24"]
    subprocess.run(demo, cwd=ROOT, env=environment, check=True)
    log = (folder / "log").open("wb")
    bank_log = (folder / "bank-log").open("wb")
    bank = subprocess.Popen(
        [sys.executable, "manage.py", "stripe_sandbox"], cwd=ROOT, env=environment, stdout=bank_log, stderr=bank_log
    )
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "--pythonpath", "site", "config.wsgi"),
            *("--bind", f"127.0.0.1:{port}", "--threads", "4"),
        ],
        cwd=ROOT,
        env=environment,
        stdout=log,
        stderr=log,
    )
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/compte/connexion/").close()
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait()
        log.close()
        bank.terminate()
        bank.wait()
        bank_log.close()


@pytest.fixture
def bank(site: str) -> str:
    """Return the address of what stands in for the card provider, beside the site."""
    return f"http://127.0.0.1:{int(site.rpartition(':')[2]) + 1}"


@pytest.fixture
def mail_box(folder: Path, site: str) -> Callable[[str], list[Message]]:
    """Return a function that opens the mail box of an address: its messages, the oldest first."""

    def messages_to(address: str) -> list[Message]:
        parsed = []
        for path in sorted((folder / "mail").glob("*.log"), key=lambda path: path.stat().st_mtime_ns):
            written = path.read_bytes().split(b"-" * 79 + b"\n")
            parsed += [message_from_bytes(text) for text in written if text.strip()]
        return [message for message in parsed if address in str(message["To"])]

    return messages_to


class Visit:
    """A person at a browser: remembers every complaint of the browser and every request that left the site."""

    def __init__(self, page: Page, site: str) -> None:
        self.page = page
        self.site = site
        self.complaints: list[str] = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        # Chromium shows a PDF with an extension of its own.
        if not request.url.startswith((self.site, "data:", "blob:", "chrome-extension:")):
            self.complaints.append(f"left the site: {request.url}")

    def go(self, path: str) -> Page:
        """Open a page by its path."""
        self.page.goto(f"{self.site}{path}")
        return self.page

    def log_in(self, name: str) -> Page:
        """Log in as one of the demonstration's accounts, by the form."""
        self.go("/compte/connexion/")
        self.page.get_by_label("Adresse e-mail").fill(f"{name}@demo.example")
        self.page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Se connecter", exact=True).click()
        self.page.wait_for_load_state()
        return self.page

    @property
    def key(self) -> str:
        """Return the key of the lease whose page is open."""
        found = re.search(r"/espace-locataire/([\w-]{22})/", self.page.url)
        assert found is not None, self.page.url
        return found.group(1)

    def faults(self) -> list[str]:
        """Return what is wrong with the page: what axe reports, sideways scroll, headings, complaints so far."""
        forced = self.page.evaluate("matchMedia('(forced-colors: active)').matches")
        # With forced colours the system chooses them; axe still measures those of the style sheet.
        results = Axe().run(self.page, options={"rules": {"color-contrast": {"enabled": not forced}}})
        found = [
            f"axe {rule['id']}: {node['html'][:120]}"
            for rule in results.response["violations"]
            for node in rule["nodes"]
        ]
        width = self.page.viewport_size
        assert width is not None
        if self.page.evaluate("document.documentElement.scrollWidth") > width["width"]:
            found.append("scrolls sideways")
        if (titles := self.page.locator("h1").count()) != 1:
            found.append(f"{titles} h1")
        return [f"{self.page.url}: {fault}" for fault in found + self.complaints]


@pytest.fixture
def visit(browser: Browser, site: str) -> Generator[Callable[..., Visit]]:
    """Return a function that opens a new browser window: `visit(PHONE)`, and any option of a context."""
    contexts = []

    def open_window(size: tuple[int, int] = DESKTOP, **options: Any) -> Visit:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="fr-FR", **options)
        contexts.append(context)
        return Visit(context.new_page(), site)

    yield open_window
    for context in contexts:
        context.close()
