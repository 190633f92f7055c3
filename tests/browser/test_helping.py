"""A tenant invites a daughter from a phone; she accepts, sees her part, is seen doing so, and is shut out again."""

import re
import time
from collections.abc import Callable
from email.message import Message

from tests.browser.conftest import PHONE, Visit

Window = Callable[..., Visit]
MailBox = Callable[[str], list[Message]]
ADDRESS, PHRASE = "sarah.roux@demo.example", "canard-velo-soupe-9"


def link_in_the_last_message(mail_box: MailBox, address: str) -> str:
    """Wait for a message to an address and return the link of its invitation."""
    for _ in range(50):
        if messages := mail_box(address):
            text = str(messages[-1].get_payload(decode=True), "utf-8")  # type: ignore[arg-type]
            found = re.search(r"https?://\S+/invitation/\S+", text)
            assert found is not None, text
            return found.group()
        time.sleep(0.2)
    raise AssertionError("No message came.")


def test_a_tenant_is_helped_and_keeps_the_upper_hand(visit: Window, mail_box: MailBox) -> None:
    tenant = visit(PHONE)
    page = tenant.log_in("deux-dossiers")
    key = tenant.key
    tenant.go(f"/espace-locataire/{key}/dossier/")
    page.get_by_role("link", name="Voir qui m’aide").click()
    assert tenant.faults() == []
    page.get_by_role("link", name="Inviter quelqu’un").click()
    assert tenant.faults() == []
    page.get_by_label("Qui est-ce").fill("Ma fille Sarah")
    page.get_by_label("Son adresse e-mail").fill(ADDRESS)
    page.get_by_role("button", name="Envoyer l’invitation").click()
    # No part was ticked: nothing else has to be typed again.
    assert page.get_by_role("alert").get_by_text("Cochez au moins une case.").is_visible()
    assert page.get_by_label("Qui est-ce").input_value() == "Ma fille Sarah"
    assert tenant.faults() == []
    page.get_by_label("Les documents").check()
    page.get_by_role("button", name="Envoyer l’invitation").click()
    page.get_by_text("L’invitation part à l’adresse").wait_for()
    assert page.get_by_text("Invitation envoyée").is_visible()
    assert tenant.faults() == []

    helper = visit(PHONE)
    link = link_in_the_last_message(mail_box, ADDRESS)
    page = helper.page
    page.goto(link)
    assert page.get_by_role("listitem").filter(has_text="Les documents").is_visible()
    assert helper.faults() == []
    page.get_by_role("link", name="Je ne peux pas aider").click()
    assert helper.faults() == []
    page.get_by_role("link", name="Revenir à l’invitation").click()
    page.get_by_label("Votre prénom").fill("Sarah")
    page.get_by_label("Votre nom").fill("Roux")
    page.get_by_label("Choisissez un mot de passe").fill(PHRASE)
    page.get_by_label("J’accepte les conditions d’utilisation").check()
    page.get_by_role("button", name="Créer mon compte et accepter").click()
    page.get_by_text("Merci").wait_for()
    assert page.get_by_role("heading", level=1, name="Bonjour Sarah").is_visible()
    assert page.get_by_text("Cette personne voit ce que vous faites ici.").is_visible()
    assert not page.get_by_text("Votre solde").count()
    tabs = page.get_by_role("navigation", name="Mon espace locataire").get_by_role("link")
    assert [label.strip() for label in tabs.all_inner_texts()] == ["Accueil", "Documents"]
    assert helper.faults() == []
    tabs.filter(has_text="Documents").click()
    page.get_by_role("heading", level=1, name="Vos documents pour le dossier").wait_for()
    assert helper.faults() == []

    page = tenant.page
    tenant.go(f"/espace-locataire/{key}/dossier/aidants/")
    assert page.get_by_text("Consulté : Documents").is_visible()
    assert page.get_by_text("Sarah Roux").first.is_visible()
    assert tenant.faults() == []
    page.get_by_role("link", name="Y mettre fin").click()
    assert tenant.faults() == []
    page.get_by_role("button", name="Mettre fin à cette aide").click()
    page.get_by_text("cette personne ne voit plus votre dossier").wait_for()
    assert tenant.faults() == []

    page = helper.page
    answer = page.goto(f"{helper.site}/espace-locataire/{key}/documents/")
    assert answer is not None
    assert answer.status == 404
    helper.complaints.clear()
    page.goto(link)
    assert page.get_by_role("heading", name="Ce lien ne marche plus").is_visible()
    # The browser itself complains of the 404 it was given.
    helper.complaints.clear()
    assert helper.faults() == []
