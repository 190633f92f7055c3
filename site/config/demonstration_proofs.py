"""Insurance certificates of the demonstration: some accepted, some that wait for an answer."""

import json
from datetime import date, timedelta
from pathlib import Path

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from espace_locataire.compte.models import User
from espace_locataire.dossier.attestations import send
from espace_locataire.dossier.models import Attestation, Dossier
from espace_locataire.dossier.pieces import keep_piece
from espace_locataire.dossier.proposals import accept
from espace_locataire.dossier.receiving import received
from espace_locataire.notifications.models import Delivery

SOURCE = Path(__file__).parent / "demonstration_files" / "attestation.typ"
INSURERS = ("Mutuelle de la Cathédrale", "Assurances du Val d’Eure", "La Beauceronne")
WAITING = 4
YEAR_DAYS = 364


def create_certificates() -> None:
    """Send certificates for the demonstration's tenants, once: one valid, one about to end, a few that wait."""
    if Attestation.objects.exists():
        return
    with transaction.atomic():
        _create()
        # What they were told stands in their area; no e-mail comes out on the terminal.
        Delivery.objects.filter(next_at__isnull=False).update(next_at=None, sent_at=timezone.now())


def _create() -> None:
    today = timezone.localdate()
    staff = User.objects.get(email="gestion@demo.example")
    for email, left in (("locataire@demo.example", 200), ("deux-dossiers@demo.example", 20)):
        user = User.objects.get(email=email)
        home = Dossier.objects.held_by(user).filter(logement__nature="logement").get()
        ends_on = today + timedelta(days=left)
        accept(_sent(home, user, 0, ends_on - timedelta(days=YEAR_DAYS)), staff)
    others = Dossier.objects.filter(
        attestations=None, logement__nature="logement", date_sortie=None, titulaires__locataire__user=None
    ).order_by("reference")
    for number, dossier in enumerate(others.distinct()[:WAITING]):
        attestation = _sent(dossier, staff, number, today - timedelta(days=number))
        Attestation.objects.filter(pk=attestation.pk).update(
            sent_by=None, sent_at=timezone.now() - timedelta(days=WAITING - number, hours=number)
        )


def _sent(dossier: Dossier, user: User, number: int, du: date) -> Attestation:
    au = du + timedelta(days=YEAR_DAYS)
    assureur, police = INSURERS[number % len(INSURERS)], f"MRH {dossier.pk:06}"
    holder = dossier.titulaires.select_related("locataire").filter(closed_on=None).first()
    words = {
        "assureur": assureur,
        "police": police,
        "titulaire": str(holder.locataire) if holder else "",
        "adresse": f"{dossier.logement.short_address}, {dossier.logement.city}",
        "du": f"{du:%d/%m/%Y}",
        "au": f"{au:%d/%m/%Y}",
    }
    paper = typst.compile(SOURCE, sys_inputs={"data": json.dumps(words)})
    piece = keep_piece(dossier, user, received(SimpleUploadedFile("attestation.pdf", paper)))
    return send(dossier, user, assureur, police, du, au, [piece])
