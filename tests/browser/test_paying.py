"""From « Payer » on Accueil to the receipt, through the stand-in and back: full, part, declined, left, twice."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, Visit

Window = Callable[..., Visit]


def looked_at(window: Visit, bank: str) -> list[str]:
    """Return what is wrong with the page, but for having gone to the stand-in: that is the point here."""
    faults = [fault for fault in window.faults() if bank not in fault]
    window.complaints.clear()
    return faults


def to_the_bank(page: Page, amount: str = "") -> None:
    """Go from the choice of an amount to the page where it is paid."""
    if amount:
        page.get_by_label("Un autre montant").check()
        page.get_by_label("Autre montant, en euros").fill(amount)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name=re.compile(r"^Payer [0-9]")).click()
    page.get_by_role("heading", name="Paiement de démonstration").wait_for()


def test_a_part_is_paid_after_a_refusal_and_gives_a_receipt(visit: Window, bank: str) -> None:
    window = visit(PHONE)
    page = window.log_in("deux-dossiers")
    page.get_by_role("link", name="Payer", exact=True).click()
    assert looked_at(window, bank) == []
    page.get_by_label("Un autre montant").check()
    page.get_by_label("Autre montant, en euros").fill("12,345")
    page.get_by_role("button", name="Continuer").click()
    # Twelve euros or twelve thousand? Nothing is lost, nothing is guessed.
    assert page.get_by_role("alert").get_by_text("Nous ne comprenons pas ce montant").is_visible()
    assert page.get_by_label("Autre montant, en euros").input_value() == "12,345"
    assert looked_at(window, bank) == []
    to_the_bank(page, "12,34 €")
    assert page.url.startswith(bank)
    assert page.get_by_text("DÉMONSTRATION. Aucun argent").is_visible()
    page.get_by_role("button", name="Faire refuser la carte").click()
    page.get_by_text("Votre carte a été refusée").wait_for()
    page.get_by_role("button", name=re.compile("^Payer 12,34")).click()
    page.get_by_text("Votre paiement est reçu. Merci.").wait_for()
    assert looked_at(window, bank) == []
    page.get_by_role("button", name="Obtenir le reçu").click()
    page.get_by_text("Reçu de paiement par carte").first.wait_for()
    assert looked_at(window, bank) == []


def states(window: Visit) -> tuple[int, int]:
    """Return how many payments of the lease are paid, and how many were left."""
    page = window.go(f"/espace-locataire/{window.key}/paiement/cartes/")
    return page.get_by_text("Payé", exact=True).count(), page.get_by_text("Abandonné", exact=True).count()


@pytest.mark.parametrize("message", ["deux fois", "jamais"])
def test_the_return_tells_the_truth_whatever_becomes_of_the_message(visit: Window, bank: str, message: str) -> None:
    window = visit(PHONE)
    page = window.log_in("deux-dossiers")
    window.go(f"/espace-locataire/{window.key}/paiement/payer/")
    to_the_bank(page, "5")
    page.get_by_label(message).check()
    page.get_by_role("button", name=re.compile("^Payer 5,00")).click()
    page.get_by_text("Votre paiement est reçu. Merci.").wait_for()


def test_leaving_and_another_tab_lock_nobody_out(visit: Window, bank: str) -> None:
    window = visit(DESKTOP)
    page = window.log_in("deux-dossiers")
    key = window.key
    before = states(window)
    window.go(f"/espace-locataire/{key}/paiement/payer/")
    to_the_bank(page, "20")
    page.get_by_role("button", name="Revenir sans payer").click()
    page.get_by_text("Ce paiement n’est pas terminé").wait_for()
    assert looked_at(window, bank) == []
    page.get_by_role("button", name="Reprendre le paiement").click()
    page.get_by_role("heading", name="Paiement de démonstration").wait_for()
    window.go(f"/espace-locataire/{key}/paiement/payer/")
    to_the_bank(page, "30")
    page.get_by_role("button", name=re.compile("^Payer 30,00")).dblclick()
    page.get_by_text("Votre paiement est reçu. Merci.").wait_for()
    assert states(window) == (before[0] + 1, before[1] + 1)
    assert looked_at(window, bank) == []
