"""What a first visit costs a cheap phone: little to fetch, nothing that jumps, nothing that needs a script."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.addresses import EVERY_KIND
from tests.browser.conftest import PHONE, Visit

Window = Callable[..., Visit]
MOST_BYTES = 60_000
SHIFTS = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => resolve(sum), 300);
})"""


def weight(window: Visit, path: str) -> dict[str, int]:
    """Return the bytes that came over the wire for a page opened for the first time, by kind of file."""
    session = window.page.context.new_cdp_session(window.page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    bytes_of: dict[str, int] = {}

    def received(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finished(event: dict[str, Any]) -> None:
        kind = kinds.get(event["requestId"], "Other")
        bytes_of[kind] = bytes_of.get(kind, 0) + int(event["encodedDataLength"])

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    window.go(path)
    window.page.wait_for_load_state("networkidle")
    return bytes_of


def test_the_home_page_is_light(visit: Window) -> None:
    found = weight(visit(PHONE), "/")
    counted = {kind: found.get(kind, 0) for kind in ("Document", "Stylesheet", "Script", "Font")}
    assert all(counted[kind] for kind in ("Document", "Stylesheet", "Font")), counted
    assert sum(counted.values()) < MOST_BYTES, counted


@pytest.mark.parametrize("path", EVERY_KIND.values())
def test_nothing_jumps_while_a_page_comes(visit: Window, path: str) -> None:
    window = visit(PHONE)
    window.go(path)
    window.page.wait_for_load_state("networkidle")
    assert window.page.evaluate(SHIFTS) < 0.02


@pytest.mark.parametrize("path", EVERY_KIND.values())
def test_every_kind_of_page_reads_without_a_script(visit: Window, path: str) -> None:
    window = visit(PHONE, java_script_enabled=False)
    page = window.go(path)
    assert page.locator("h1").is_visible()
    assert page.locator("main").inner_text().strip()
