"""What tenants send: files as phones and insurers make them, and certificates already sent."""

import io
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from factory.declarations import LazyAttribute, LazyFunction, Sequence
from factory.django import DjangoModelFactory
from PIL import Image

from espace_locataire.dossier.models import Attestation, MiseAJour, Piece
from espace_locataire.dossier.pieces import keep_piece
from espace_locataire.dossier.receiving import received
from tests.dossier.tenants import Tenant

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


class AttestationFactory(DjangoModelFactory[Attestation]):
    """A certificate that waits, valid for a year from today."""

    class Meta:
        model = Attestation

    assureur = "Mutuelle de la Démonstration"
    police = Sequence(lambda number: f"MRH-{number:06}")  # type: ignore[no-untyped-call]
    du = LazyFunction(timezone.localdate)  # type: ignore[no-untyped-call]
    au = LazyAttribute(lambda row: row.du + timedelta(days=364))  # type: ignore[no-untyped-call]


def decided(tenant: Tenant, du: date, au: date, status: str = "validee", **fields: Any) -> Attestation:
    """Return a certificate of this tenant that was decided on."""
    return AttestationFactory.create(
        dossier=tenant.dossier, du=du, au=au, status=status, decided_at=timezone.now(), **fields
    )


def birth_of(tenant: Tenant, **fields: Any) -> MiseAJour:
    """Return a birth this tenant told us of, which waits."""
    today = timezone.localdate()
    told = {"nom": "Martin", "prenom": "Lou", "date_naissance": today, "effective_on": today, "lien": "enfant"}
    return MiseAJour.objects.create(
        dossier=tenant.dossier, sent_by=tenant.user, nature=MiseAJour.Nature.NAISSANCE, **told | fields
    )


def piece_of(tenant: Tenant, attestation: Attestation | None = None, content: bytes = PDF) -> Piece:
    """Return a paper this tenant sent, with a certificate or not yet."""
    piece = keep_piece(tenant.dossier, tenant.user, received(pdf(content=content)))
    piece.attestation = attestation
    piece.save()
    return piece


def pdf(name: str = "attestation.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """Return a PDF as an insurer makes it."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def photograph(
    name: str = "IMG_2041.jpg", kind: str = "JPEG", size: tuple[int, int] = (640, 480)
) -> SimpleUploadedFile:
    """Return a photograph as a phone makes it: with the place it was taken at."""
    image = Image.new("RGB", size, "white")
    exif = Image.Exif()
    exif[0x010F] = "Téléphone"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (48.0, 26.0, 49.0), "E", (1.0, 29.0, 14.0)
    written = io.BytesIO()
    image.save(written, kind, exif=exif.tobytes())
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/jpeg")
