"""From a printed notice to Accueil on a phone: two pages, a message really read in the mail box, one button."""

import re
import time
from collections.abc import Callable
from email.message import Message

from tests.browser.conftest import PHONE, Visit

Window = Callable[..., Visit]
MailBox = Callable[[str], list[Message]]
ADDRESS, PHRASE = "van.minh@demo.example", "canard-velo-soupe-9"


def read(mail_box: MailBox, address: str) -> str:
    """Wait for the first message to an address and return its text."""
    for _ in range(50):
        if messages := mail_box(address):
            return str(messages[0].get_payload(decode=True), "utf-8")  # type: ignore[arg-type]
        time.sleep(0.2)
    raise AssertionError("No message came.")


def test_a_tenant_signs_up_with_a_notice_and_arrives_at_home(visit: Window, mail_box: MailBox) -> None:
    window = visit(PHONE)
    page = window.go("/compte/connexion/")
    page.get_by_role("link", name="Inscription").click()
    page.get_by_role("heading", name="Créer mon compte").wait_for()
    assert page.get_by_role("img", name="Le haut d’un avis d’échéance").evaluate("image => image.naturalWidth") > 0
    assert window.faults() == []

    # Without the accents of the notice, the reference of the lease in place of the person's.
    page.get_by_label("Nom", exact=True).fill("nguyen")
    page.get_by_label("Prénom").fill("Van-Minh")
    page.get_by_label("Référence client").fill("0030020791 E")
    page.get_by_label("Adresse e-mail").fill(ADDRESS)
    page.get_by_label("Mot de passe", exact=True).fill(PHRASE)
    page.get_by_role("button", name="Suivant").click()
    assert page.get_by_role("alert").get_by_text("C’est la référence de votre dossier.").is_visible()
    assert page.get_by_label("Prénom").input_value() == "Van-Minh"
    assert window.faults() == []
    page.get_by_label("Référence client").fill("002 079 103")
    page.get_by_role("button", name="Suivant").click()

    page.get_by_role("heading", name="Ce que vous voulez recevoir").wait_for()
    page.get_by_label("Je reçois mes documents par voie électronique.").check()
    page.get_by_label("J’accepte les conditions d’utilisation").check()
    assert window.faults() == []
    page.get_by_role("button", name="S’inscrire").click()
    page.get_by_text("Nous venons d’écrire à").wait_for()
    assert window.faults() == []

    found = re.search(r"https?://\S+/inscription/confirmer/\S+", read(mail_box, ADDRESS))
    assert found is not None
    page.goto(found.group())
    assert window.faults() == []
    page.get_by_role("button", name="Créer mon compte").click()
    page.get_by_text("Bienvenue").wait_for()
    assert page.get_by_role("heading", level=1, name="Bonjour Văn Minh").is_visible()
    assert window.faults() == []

    other = visit(PHONE)
    other.page.goto(found.group())
    assert other.page.get_by_role("heading", name="Ce lien ne marche plus").is_visible()
    other.go("/compte/connexion/")
    other.page.get_by_label("Adresse e-mail").fill(ADDRESS)
    other.page.get_by_label("Mot de passe", exact=True).fill(PHRASE)
    other.page.get_by_role("button", name="Se connecter", exact=True).click()
    other.page.get_by_role("heading", level=1, name="Bonjour Văn Minh").wait_for()
