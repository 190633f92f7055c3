"""The administration works under its own policy, and each member of staff finds their own work in it."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Visit

Window = Callable[..., Visit]


@pytest.mark.parametrize("account", ["redaction", "gestion", "technique", "compta", "admin"])
def test_each_role_enters_without_a_complaint_of_the_browser(visit: Window, account: str) -> None:
    window = visit(DESKTOP)
    page = window.log_in(account)
    assert page.url == f"{window.site}/admin/"
    assert window.complaints == []


def test_an_editor_changes_the_home_page_and_someone_else_publishes_it(visit: Window) -> None:
    editor = visit(DESKTOP)
    page = editor.log_in("redaction")
    editor.go("/")
    before = page.get_by_role("heading", level=1).inner_text()
    editor.go("/admin/pages/")
    page.get_by_role("link", name="Accueil", exact=False).locator("visible=true").first.click()
    page.wait_for_url("**/admin/pages/**")
    address = page.url.removesuffix("/").removesuffix("/edit") + "/edit/"
    page.goto(address)
    title = page.locator("[name=headline]")
    title.fill("Bienvenue chez vous")
    assert page.get_by_role("button", name="Publier", exact=True).count() == 0
    with page.expect_navigation():
        page.locator("[name=action-submit]").dispatch_event("click")
    assert editor.complaints == []
    assert before in visit(DESKTOP).go("/").locator("h1").inner_text()

    publisher = visit(DESKTOP)
    page = publisher.log_in("admin")
    page.goto(address)
    with page.expect_navigation():
        page.locator("[data-workflow-action-name=approve]").first.dispatch_event("click")
    assert publisher.complaints == []
    assert visit(DESKTOP).go("/").locator("h1").inner_text() == "Bienvenue chez vous"


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_counter_finds_a_tenant_and_shows_the_area_as_they_see_it(visit: Window, size: tuple[int, int]) -> None:
    window = visit(size)
    page = window.log_in("gestion")
    window.go("/admin/guichet/")
    page.get_by_role("searchbox", name="Chercher un locataire").fill("0030020788 b")
    with page.expect_navigation():
        page.get_by_role("button", name="Chercher", exact=True).click()
    with page.expect_navigation():
        page.locator(".guichet-found a").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Dossier 0030020788B"
    with page.expect_navigation():
        page.get_by_role("button", name="Voir l’espace de").first.click()
    assert "Rien ne peut être modifié." in page.get_by_role("region", name="comme le locataire").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_navigation():
        page.get_by_role("button", name="Quitter").click()
    assert "/admin/guichet/" in page.url
    assert window.complaints == []
