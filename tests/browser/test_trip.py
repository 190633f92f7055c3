"""The first trip through the site: home page, login, balance, a paper; on a phone and on a computer."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Visit

Window = Callable[..., Visit]
EURO = "\u202f€"


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_home_page_to_a_rent_notice(visit: Window, size: tuple[int, int], scripts: bool) -> None:
    window = visit(size, java_script_enabled=scripts)
    page = window.go("/")
    page.locator("header.top").get_by_role("link", name="Mon espace").first.click()
    page.get_by_label("Adresse e-mail").fill("locataire@demo.example")
    page.get_by_label("Mot de passe", exact=True).fill("Chartres-2026!")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Bonjour Camille"
    text = page.locator("main").inner_text()
    assert "Votre solde est créditeur de" in text
    assert f"95,50{EURO}" in text
    assert "0030020788B" in page.locator("header.top").inner_text()
    page.get_by_role("navigation", name="Mon espace locataire").get_by_role("link", name="Documents").click()
    page.get_by_role("heading", level=1, name="Documents").wait_for()
    titles = page.locator(".row-title").all_inner_texts()
    assert titles == [
        "Régularisation de charges — Décembre 2024",
        "Avis d’échéance — Octobre 2024",
        "Avis d’échéance — Septembre 2024",
        "Avis d’échéance — Juillet 2024",
    ]
    href = page.get_by_role("link", name="Avis d’échéance — Octobre 2024", exact=True).get_attribute("href")
    response = page.request.get(f"{window.site}{href}")
    assert response.headers["content-type"] == "application/pdf"
    assert response.body().startswith(b"%PDF-")
    assert window.complaints == []


def test_someone_late_sees_it_in_red_and_in_words(visit: Window) -> None:
    window = visit(PHONE)
    page = window.log_in("retard")
    amount = page.locator(".amount")
    assert amount.inner_text() == f"412,37{EURO}"
    red, green, blue = (
        int(part) for part in amount.evaluate("node => getComputedStyle(node).color").split("(")[1][:-1].split(",")[:3]
    )
    assert red > 2 * green
    assert red > 2 * blue
    assert page.get_by_text("En retard depuis le").is_visible()
    assert page.get_by_text("Toute cette somme est en retard").is_visible()


def test_someone_with_two_leases_goes_from_one_to_the_other(visit: Window) -> None:
    window = visit(PHONE)
    page = window.log_in("deux-dossiers")
    home = window.key
    page.get_by_role("navigation", name="Vos dossiers").get_by_role("link", name="Garage").click()
    assert window.key != home
    assert "0030020795J" in page.locator("header.top").inner_text()
    window.go("/espace-locataire/")
    assert "0030020795J" in page.get_by_role("navigation", name="Vos dossiers").locator("[aria-current]").inner_text()
    # Left as it was found, for the other tests.
    window.go(f"/espace-locataire/{home}/")


def test_on_a_phone_the_tabs_are_a_bar_at_the_bottom(visit: Window) -> None:
    window = visit(PHONE)
    page = window.log_in("locataire")
    bar = page.get_by_role("navigation", name="Mon espace locataire").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] == PHONE[1]
    assert bar["width"] == PHONE[0]
    desktop = visit(DESKTOP)
    page = desktop.log_in("locataire")
    bar = page.get_by_role("navigation", name="Mon espace locataire").bounding_box()
    assert bar is not None
    assert bar["y"] < 400


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_what_is_touched_is_large_enough(visit: Window, size: tuple[int, int]) -> None:
    window = visit(size)
    page = window.log_in("deux-dossiers")
    for path in ("", "dossier/", "paiement/", "documents/"):
        window.go(f"/espace-locataire/{window.key}/{path}")
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                 ".button, .tabs a, .leases a, .filters a, .pages a, .round, summary, input:not([type=hidden])")]
                 .filter(node => node.offsetHeight > 0 && node.offsetHeight < 44)
                 .map(node => node.outerHTML.slice(0, 90))"""
        )
        assert small == []


def test_a_wrong_password_is_said_and_the_address_stays(visit: Window) -> None:
    window = visit(PHONE)
    page = window.go("/compte/connexion/")
    page.get_by_label("Adresse e-mail").fill("locataire@demo.example")
    page.get_by_label("Mot de passe", exact=True).fill("faux")
    page.get_by_role("button", name="Se connecter", exact=True).click()
    assert page.get_by_role("alert").is_visible()
    assert page.get_by_label("Adresse e-mail").input_value() == "locataire@demo.example"
    assert window.faults() == []


def test_a_password_can_be_shown_to_whoever_types_it(visit: Window) -> None:
    page = visit(PHONE).go("/compte/connexion/")
    field = page.get_by_label("Mot de passe", exact=True)
    field.fill("secret")
    page.get_by_role("button", name="Afficher").click()
    assert field.get_attribute("type") == "text"
    page.get_by_role("button", name="Masquer").click()
    assert field.get_attribute("type") == "password"


def test_the_keyboard_goes_straight_to_the_content(visit: Window) -> None:
    page = visit(DESKTOP).go("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"


def test_logging_out_shuts_the_area(visit: Window) -> None:
    window = visit(PHONE)
    page = window.log_in("locataire")
    area = page.url
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto(area)
    assert "/compte/connexion/" in page.url


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_amounts_of_a_month_stand_in_one_column(visit: Window, size: tuple[int, int]) -> None:
    window = visit(size)
    page = window.log_in("deux-dossiers")
    window.go(f"/espace-locataire/{window.key}/paiement/")
    amounts = page.locator("details[open] .money")
    edges = {round(box["x"] + box["width"]) for cell in amounts.all() if (box := cell.bounding_box())}
    assert amounts.count() > 2
    assert len(edges) == 1
