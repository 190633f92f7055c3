"""What stands around the pages, in a browser: alerts closed for good, menus by keyboard, with and without scripts."""

from collections.abc import Generator

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, Route

from home.frame import Banner, Entry
from home.models import Alert


@pytest.fixture
def page(browser: Browser) -> Generator[Page]:
    """A window of its own for each test."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, locale="fr-FR")
    yield context.new_page()
    context.close()


ADDRESS = "http://cadre.example/"
STATIC = settings.BASE_DIR / "site" / "static"
HEAD = "".join(
    f'<link rel="stylesheet" href="/css/{name}.css">' for name in ("tokens", "base", "layout", "frame", "alerts")
)
SHIFTS = "performance.getEntriesByType('layout-shift').map(shift => shift.value)"


def banner(title: str, revision: int = 1, level: str = "info") -> Banner:
    """Return an alert to show."""
    return Banner(Alert(pk=7, title=title, level=level, live_revision_id=revision), "", "")


def page_with(*banners: Banner) -> str:
    """Return a page with these alerts at the top of it."""
    return (
        f'<!doctype html><html lang="fr"><head><title>Cadre</title>{HEAD}'
        '<script src="/js/alerts.js"></script></head><body>'
        f"{render_to_string('components/alert_banners.html', {'banners': banners})}"
        '<main tabindex="-1"><h1>Contenu</h1></main></body></html>'
    )


def page_with_menu() -> str:
    """Return a page with a menu of two groups."""
    entries = [
        Entry("Louer", children=(Entry("Nos logements", "/logements/"),)),
        Entry("Habiter", children=(Entry("Qui répare ?", "/reparer/"),)),
    ]
    menu = render_to_string("components/main_menu.html", {"entries": entries})
    return (
        f'<!doctype html><html lang="fr"><head><title>Cadre</title>{HEAD}'
        f'<script src="/js/menu.js" defer></script></head><body><header class="top"><div class="wrap bar">{menu}</div>'
        "</header><main><h1>Contenu</h1></main></body></html>"
    )


def serve(page: Page, html: str) -> None:
    """Answer the browser with this page, and with the site's own styles and scripts."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ADDRESS)
        if not path:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif (STATIC / path).is_file():
            route.fulfill(path=STATIC / path)
        else:
            route.fulfill(status=404)

    page.unroute_all()
    page.route(f"{ADDRESS}**", answer)
    page.goto(ADDRESS)


def test_a_closed_alert_stays_closed_and_nothing_moves(page: Page) -> None:
    html = page_with(banner("Accueil fermé"), banner("Crue", level="danger"))
    serve(page, html)
    page.get_by_role("button", name="Fermer l’alerte").click()
    assert not page.locator(".banner-title", has_text="Accueil fermé").is_visible()
    assert page.locator(".banner-title", has_text="Crue").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
    page.reload()
    assert not page.locator(".banner-title", has_text="Accueil fermé").is_visible()
    assert page.evaluate(SHIFTS) == []


def test_an_alert_published_again_comes_back(page: Page) -> None:
    serve(page, page_with(banner("Accueil fermé")))
    page.get_by_role("button", name="Fermer l’alerte").click()
    serve(page, page_with(banner("Accueil fermé jusqu’à lundi", revision=2)))
    assert page.locator(".banner-title", has_text="Accueil fermé jusqu’à lundi").is_visible()


def test_closing_leaves_no_cookie(page: Page) -> None:
    serve(page, page_with(banner("Accueil fermé")))
    page.get_by_role("button", name="Fermer l’alerte").click()
    assert page.context.cookies() == []


def test_without_scripts_an_alert_shows_and_has_no_button_that_does_nothing(browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        serve(page, page_with(banner("Accueil fermé")))
        assert page.get_by_text("Accueil fermé").first.is_visible()
        assert not page.locator(".banner-close").is_visible()
    finally:
        context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_menu_unfolds_by_keyboard(browser: Browser, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 1280, "height": 900})
    try:
        page = context.new_page()
        serve(page, page_with_menu())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        link = page.locator(".menu").get_by_role("link", name="Nos logements")
        assert link.is_visible()
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Nos logements"
        if scripts:
            page.keyboard.press("Escape")
            assert not link.is_visible()
            assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    finally:
        context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_of_a_phone_pushes_the_page_down(browser: Browser, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 320, "height": 640})
    try:
        page = context.new_page()
        serve(page, page_with_menu())
        assert not page.locator(".menu").is_visible()
        before = _top_of(page)
        page.get_by_text("Menu", exact=True).click()
        link = page.locator(".menu-fold").get_by_role("link", name="Qui répare")
        assert link.is_visible()
        box = link.bounding_box()
        assert box is not None
        assert before < box["y"] + box["height"] <= _top_of(page)
    finally:
        context.close()


def _top_of(page: Page) -> float:
    box = page.locator("main").bounding_box()
    assert box is not None
    return float(box["y"])
