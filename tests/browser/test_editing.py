"""From an editor's first word to the public: written, looked at, submitted, approved, read."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, Visit

Window = Callable[..., Visit]
# On a slow machine the draft is saved by itself while the form is still being filled in: it is not complete.
SAVED_TOO_EARLY = "error: Failed to load resource: the server responded with a status of 400 (Bad Request)"
TITLE = "Le square rouvre samedi"
RESIDENCES = 2


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture to bring in."""
    file = tmp_path / "square.jpg"
    Image.new("RGB", (1600, 1000), (60, 110, 80)).save(file)
    return file


def number_of(page: Page, site: str, slug: str) -> int:
    """Return the number of the page of this address, as the administration knows it."""
    answer = page.request.get(f"{site}/admin/api/main/pages/?slug={slug}&limit=1")
    return int(answer.json()["items"][0]["id"])


def bring_in(page: Page, photo: Path) -> None:
    """Choose a new picture for the article, in the chooser's window."""
    page.get_by_role("button", name="Choisir une image").first.click()
    dialog = page.locator(".modal-content")
    dialog.get_by_role("tab", name="Transférer").click()
    dialog.locator("input[type=file]").set_input_files(photo)
    dialog.locator("[name$=title]").last.fill("Un square")
    dialog.locator("form[data-chooser-modal-creation-form] [type=submit]").click()
    dialog.wait_for(state="detached")


def residences_ticked(page: Page) -> Iterator[str]:
    """Tick the first residences offered, and give their names."""
    boxes = page.locator("[name=residences]")
    for position in range(RESIDENCES):
        box = boxes.nth(position)
        box.check()
        label = page.locator(f"label[for={box.get_attribute('id')}]").inner_text()
        yield label.split(" — ")[0].strip()


def test_a_news_item_goes_from_its_editor_to_the_public(visit: Window, photo: Path) -> None:
    reader = visit(PHONE)
    page = reader.go("/actualites/")
    page.goto(f"{reader.site}/actualites/")
    assert TITLE not in page.content()

    editor = visit(DESKTOP)
    page = editor.log_in("redaction")
    index = number_of(page, editor.site, "actualites")
    editor.go(f"/admin/pages/add/residence_news/newspage/{index}/")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=lead]").fill("Les jeux sont neufs, les bancs aussi.")
    names = list(residences_ticked(page))
    bring_in(page, photo)
    page.locator("[name=image_alt]").fill("Le square et ses jeux neufs.")

    page.locator("[data-side-panel-toggle=preview]").click()
    preview = page.frame_locator("#w-preview-iframe")
    preview.get_by_role("heading", level=1, name=TITLE).wait_for()
    # The draft is saved by itself once it is complete.
    page.wait_for_url("**/edit/")

    with page.expect_navigation():
        page.locator("[name=action-submit]").dispatch_event("click")
    assert "soumise" in page.locator(".messages").inner_text()
    assert set(editor.complaints) <= {SAVED_TOO_EARLY}

    publisher = visit(DESKTOP)
    page = publisher.log_in("publication")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_load_state()
    page.locator("[data-workflow-action-name=approve]").first.dispatch_event("click")
    page.wait_for_load_state("networkidle")
    assert publisher.complaints == []

    page = reader.go("/actualites/")
    assert TITLE in page.content()
    assert TITLE in reader.page.request.get(f"{reader.site}/actualites/flux/rss/").text()
    for name in names:
        reader.go("/residences/")
        with page.expect_navigation():
            page.get_by_role("link", name=name, exact=True).first.click()
        assert TITLE in page.content(), name
