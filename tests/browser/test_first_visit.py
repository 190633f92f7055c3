"""What a first visit costs a cheap phone: little to fetch, nothing that jumps, nothing that needs a script."""

from collections.abc import Callable

import brotli
import pytest
from playwright.sync_api import Request, Response

from tests.browser.addresses import EVERY_KIND
from tests.browser.conftest import PHONE, Visit

Window = Callable[..., Visit]
MOST_BYTES = 60_000
# How much the page jumped, and what did: an element, where it was and where it went.
SHIFTS = """() => new Promise(resolve => {
  const found = {sum: 0, what: []};
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
      found.sum += entry.value;
      for (const {node, previousRect: from, currentRect: to} of entry.sources) {
        const name = node ? `${node.nodeName}.${node.className ?? ""}` : "?";
        found.what.push(`${name} ${[from.x, from.y, from.width, from.height]} > ${[to.x, to.y, to.width, to.height]}`);
      }
    }
  }).observe({type: 'layout-shift', buffered: true});
  setTimeout(() => resolve(found), 300);
})"""


def weight(window: Visit, path: str) -> dict[str, int]:
    """Return the bytes a page opened for the first time brings, by kind of file.

    Pages are counted as they came. Styles and scripts are counted as the deployed site sends them,
    compressed with brotli when it is installed: here they come as they are written.
    """
    bytes_of: dict[str, int] = {}

    def received(response: Response) -> None:
        kind = response.request.resource_type
        if kind == "document":
            size = response.request.sizes()["responseBodySize"]
        elif kind in ("stylesheet", "script"):
            size = len(brotli.compress(response.body()))
        else:
            size = len(response.body())
        bytes_of[kind] = bytes_of.get(kind, 0) + size

    window.page.on("requestfinished", lambda request: finished.append(request))
    finished: list[Request] = []
    window.go(path)
    window.page.wait_for_load_state("networkidle")
    for request in finished:
        response = request.response()
        assert response is not None
        received(response)
    return bytes_of


def test_the_home_page_is_light(visit: Window) -> None:
    found = weight(visit(PHONE), "/")
    counted = {kind: found.get(kind, 0) for kind in ("document", "stylesheet", "script", "font")}
    assert all(counted[kind] for kind in ("document", "stylesheet", "font")), counted
    assert sum(counted.values()) < MOST_BYTES, counted


@pytest.mark.parametrize("path", EVERY_KIND.values())
def test_nothing_jumps_while_a_page_comes(visit: Window, path: str) -> None:
    window = visit(PHONE)
    window.go(path)
    window.page.wait_for_load_state("networkidle")
    shifts = window.page.evaluate(SHIFTS)
    assert shifts["sum"] < 0.02, shifts


@pytest.mark.parametrize("path", EVERY_KIND.values())
def test_every_kind_of_page_reads_without_a_script(visit: Window, path: str) -> None:
    window = visit(PHONE, java_script_enabled=False)
    page = window.go(path)
    assert page.locator("h1").is_visible()
    assert page.locator("main").inner_text().strip()
