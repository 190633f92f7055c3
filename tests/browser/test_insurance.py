"""From the reminder on Accueil to the answer: a photographed certificate is sent, checked, and the tenant is told."""

import io
from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone
from PIL import Image

from tests.browser.conftest import DESKTOP, PHONE, Visit

Window = Callable[..., Visit]


def photo() -> bytes:
    """Return a photograph as a phone takes it."""
    written = io.BytesIO()
    Image.new("RGB", (1200, 1600), (230, 228, 220)).save(written, "JPEG")
    return written.getvalue()


def test_a_tenant_sends_the_certificate_and_staff_accepts_it(visit: Window) -> None:
    tenant = visit(PHONE)
    page = tenant.log_in("retard")
    page.get_by_role("link", name="Envoyer mon attestation").click()
    start = timezone.localdate() - timedelta(days=10)
    page.get_by_label("Compagnie d’assurance").fill("Mutuelle du Perche")
    page.get_by_label("Début de validité").fill(start.isoformat())
    page.get_by_label("Fin de validité").fill((start + timedelta(days=364)).isoformat())
    page.get_by_label("Votre attestation", exact=True).set_input_files(
        {"name": "IMG_0412.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.get_by_role("button", name="Valider").click()
    # The policy number was forgotten: nothing else has to be done again.
    assert page.get_by_role("alert").get_by_text("Écrivez le numéro de police").is_visible()
    assert page.get_by_label("Compagnie d’assurance").input_value() == "Mutuelle du Perche"
    assert page.get_by_label("IMG_0412").is_checked()
    assert tenant.faults() == []
    page.get_by_label("Numéro de police").fill("MRH 55-1200")
    page.get_by_role("button", name="Valider").click()
    page.get_by_text("Votre attestation est envoyée.").wait_for()
    assert page.get_by_text("En cours de vérification").is_visible()
    assert tenant.faults() == []
    key = tenant.key

    staff = visit(DESKTOP)
    page = staff.log_in("gestion")
    staff.go("/admin/")
    page.get_by_role("link", name="Attestations d’assurance (").click()
    page.get_by_role("row").filter(has_text="Mutuelle du Perche").get_by_role("link").click()
    assert page.get_by_role("img", name="IMG_0412").evaluate("image => image.naturalWidth") == 1200
    page.get_by_role("button", name="Accepter").click()
    page.locator(".messages").get_by_text("Acceptée.").wait_for()
    assert staff.complaints == []

    page = tenant.page
    tenant.go(f"/espace-locataire/{key}/")
    assert not page.get_by_role("link", name="Envoyer mon attestation").count()
    page.get_by_role("link", name="Notifications, ").click()
    page.get_by_role("link", name="Votre attestation d’assurance est acceptée").click()
    assert page.get_by_text("Votre assurance est valable jusqu’au").is_visible()
    assert tenant.complaints == []
