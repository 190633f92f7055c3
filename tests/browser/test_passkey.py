"""A passkey, from the button that makes it to the one that opens the account: Chromium plays the telephone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PASSWORD, PHONE, Visit

Window = Callable[..., Visit]


def telephone(window: Visit, recognises: bool = True) -> tuple[Any, str]:
    """Give the browser a telephone that keeps passkeys, and recognises its owner or not."""
    driver = window.page.context.new_cdp_session(window.page)
    driver.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": recognises,
        "automaticPresenceSimulation": True,
    }
    return driver, driver.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def prove_again(page: Page) -> None:
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_load_state()


def test_a_tenant_makes_a_passkey_and_enters_with_it(visit: Window) -> None:
    window = visit(PHONE)
    driver, phone = telephone(window)
    page = window.log_in("locataire")
    page.get_by_role("link", name="Mon compte").click()
    assert window.faults() == []
    page.get_by_role("link", name="Clés d’accès").click()
    page.get_by_role("link", name="Ajouter une clé d’accès").click()
    prove_again(page)
    page.get_by_label("Nom de cette clé").fill("Mon téléphone")
    assert window.faults() == []
    page.get_by_role("button", name="Créer la clé d’accès").click()
    page.get_by_text("Votre clé d’accès est ajoutée.").wait_for()
    assert page.locator(".paper-codes li").count() == 10
    assert window.faults() == []
    assert len(driver.send("WebAuthn.getCredentials", {"authenticatorId": phone})["credentials"]) == 1

    log_out(page)
    window.go("/compte/connexion/")
    # Neither address nor password.
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    page.wait_for_url("**/espace-locataire/**")
    assert "0030020788B" in page.locator("header.top").inner_text()

    # With a password, it is the second proof.
    log_out(page)
    window.log_in("locataire")
    assert "/compte/connexion/deuxieme-preuve/" in page.url
    assert window.faults() == []
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    page.wait_for_url("**/espace-locataire/**")

    # It proves again who one is, and goes away: the next tests find the account as it was.
    window.go("/compte/securite/")
    assert page.locator(".row-title").get_by_text("Mon téléphone").is_visible()
    assert window.faults() == []
    page.get_by_role("link", name="Retirer Mon téléphone").click()
    page.get_by_role("link", name="Avec votre clé d’accès").click()
    assert window.faults() == []
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    page.get_by_role("button", name="Retirer cette clé").click()
    page.get_by_text("Cette clé d’accès est retirée.").wait_for()
    log_out(page)
    window.log_in("locataire")
    assert "/espace-locataire/" in page.url
    assert window.complaints == []


def test_a_telephone_that_does_not_recognise_its_owner_says_so(visit: Window) -> None:
    window = visit(PHONE)
    telephone(window, recognises=False)
    page = window.go("/compte/connexion/")
    page.get_by_role("button", name="Se connecter avec une clé d’accès").click()
    page.get_by_text("La clé n’a pas été reconnue").wait_for()
    assert window.faults() == []


def test_without_javascript_the_login_offers_what_works(visit: Window) -> None:
    page = visit(DESKTOP, java_script_enabled=False).go("/compte/connexion/")
    assert not page.get_by_role("button", name="Se connecter avec une clé d’accès").is_visible()
    page.get_by_role("link", name="Recevoir un code par e-mail").click()
    assert page.get_by_role("button", name="Recevoir le code").is_visible()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_pages_that_ask_for_the_password_again(visit: Window, size: tuple[int, int]) -> None:
    window = visit(size)
    page = window.log_in("retard")
    window.go("/compte/adresse/")
    assert window.faults() == []
    prove_again(page)
    assert window.faults() == []
    for path in ("/compte/securite/application/ajouter/", "/compte/securite/cles/ajouter/"):
        window.go(path)
        assert window.faults() == []
    window.go("/compte/adresse/")
    page.get_by_label("Nouvelle adresse e-mail").fill("neuve@demo.example")
    page.get_by_role("button", name="Vérifier cette adresse").click()
    page.get_by_role("heading", name="Regardez vos messages").wait_for()
    assert window.faults() == []
