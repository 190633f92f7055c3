"""A page is translated by someone who knows both languages and nothing of the site: through the administration."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.test_editing import number_of

Window = Callable[..., Visit]
FRENCH = {"title": "Poser une parabole", "lead": "Il faut notre accord avant les travaux."}
ENGLISH = {"title": "Putting up a satellite dish", "lead": "You need our agreement before the work."}


def publish_in_french(publisher: Visit) -> int:
    """Write and publish a page below a section; return its number."""
    page = publisher.page
    section = number_of(page, publisher.site, "vivre-dans-mon-logement")
    publisher.go(f"/admin/pages/add/home/contentpage/{section}/")
    for name, text in FRENCH.items():
        page.locator(f"[name={name}]").fill(text)
    expect(page.locator("[name=slug]")).to_have_value("poser-une-parabole")
    with page.expect_navigation():
        page.locator("[name=action-publish]").dispatch_event("click")
    return number_of(page, publisher.site, "poser-une-parabole")


def translate(page: Page, french: str, english: str) -> None:
    """Translate one text, and wait until it is saved."""
    segment = page.locator("li.incomplete").filter(has_text=french)
    segment.get_by_role("button", name="Traduire").click()
    segment.locator("textarea").fill(english)
    segment.get_by_role("button", name="Enregistrer").click()
    page.locator("li.complete").filter(has_text=english).wait_for()


def test_a_page_is_translated_and_the_switcher_leads_to_it(visit: Window) -> None:
    publisher = visit(DESKTOP)
    page = publisher.log_in("publication")
    number = publish_in_french(publisher)
    publisher.go(f"/admin/localize/submit/page/{number}/")
    page.get_by_label("Anglais").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Soumettre").click()
    for name in ("title", "lead"):
        translate(page, FRENCH[name], ENGLISH[name])
    with page.expect_navigation():
        page.get_by_role("button", name="Publier dans").click()
    assert publisher.complaints == []

    reader = visit(PHONE)
    page = reader.go("/vivre-dans-mon-logement/poser-une-parabole/")
    assert page.locator("h1").inner_text() == FRENCH["title"]
    with page.expect_navigation():
        page.get_by_role("link", name="English").locator("visible=true").first.click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("h1").inner_text() == ENGLISH["title"]
    assert ENGLISH["lead"] in page.locator("main").inner_text()
    assert reader.faults() == []
