"""Insurance certificates: sent by tenants, decided by staff, withdrawn before that."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from espace_locataire.dossier.models import Attestation, Dossier, Logement, Piece
from espace_locataire.dossier.receiving import Received
from espace_locataire.dossier.signals import attestation_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from espace_locataire.compte.models import User

LARGEST_NUMBER_OF_PIECES = 10
UNFINISHED_KEPT_DAYS = 2
# How long before the last day the tenant is told.
NOTICE_DAYS = 30
# What is lived or worked in is insured by its tenant; a garage usually is with the home.
INSURED = {Logement.Nature.LOGEMENT, Logement.Nature.LOCAL}


class AlreadyDecidedError(Exception):
    """Someone decided on this certificate, or its tenant withdrew it, a moment ago."""


class OverlapError(Exception):
    """Another certificate of the same lease stands on a day of this period."""


@dataclass(frozen=True)
class Insurance:
    """Where a lease stands: what covers today, what waits, what was refused last, whether one is asked for."""

    needed: bool
    current: Attestation | None
    waiting: Attestation | None
    refused: Attestation | None
    covered_until: date | None

    @property
    def is_missing(self) -> bool:
        """Say whether the tenant has to send one: nothing covers today, nothing waits."""
        return self.needed and self.current is None and self.waiting is None

    @property
    def ends_soon(self) -> bool:
        """Say whether what covers today ends within 30 days and nothing else was sent."""
        soon = timezone.localdate() + timedelta(days=NOTICE_DAYS)
        return (
            self.needed
            and self.current is not None
            and self.waiting is None
            and self.covered_until is not None
            and self.covered_until <= soon
        )


def insurance_of(dossier: Dossier, on: date | None = None) -> Insurance:
    """Return where this lease stands on a day (today by default). One query."""
    day = on or timezone.localdate()
    rows = list(dossier.attestations.exclude(status=Attestation.Status.RETIREE).order_by("sent_at", "pk"))
    valid = [row for row in rows if row.status == Attestation.Status.VALIDEE]
    current = next((row for row in valid if row.du <= day <= row.au), None)
    latest = rows[-1] if rows else None
    return Insurance(
        needed=dossier.logement.nature in INSURED and (dossier.date_sortie is None or dossier.date_sortie >= day),
        current=current,
        waiting=next((row for row in rows if row.is_waiting), None),
        refused=latest if latest and latest.status == Attestation.Status.REFUSEE else None,
        covered_until=max((row.au for row in valid), default=None),
    )


def keep_piece(dossier: Dossier, user: "User", file: Received) -> Piece:
    """Keep a paper until its form is complete. The same content sent twice is kept once."""
    digest = sha256(file.content).hexdigest()
    existing = Piece.objects.loose(dossier, user).filter(sha256=digest).first()
    if existing:
        return existing
    piece = Piece(
        dossier=dossier,
        sent_by=user,
        name=file.name,
        extension=file.extension,
        sha256=digest,
        size_bytes=len(file.content),
    )
    piece.file.save(file.name, ContentFile(file.content), save=False)
    try:
        with transaction.atomic():
            piece.save()
    except IntegrityError:
        # Two clicks at once: the other one kept it.
        piece.file.storage.delete(str(piece.file.name))
        return Piece.objects.loose(dossier, user).get(sha256=digest)
    return piece


def send(
    dossier: Dossier, user: "User", assureur: str, police: str, du: date, au: date, pieces: "Iterable[Piece]"
) -> Attestation:
    """Send a certificate with its papers; the tenant's other unfinished papers of this lease go.

    Raises `OverlapError` when another one stands on a day of its period, even one sent a moment ago.
    """
    chosen = [piece.pk for piece in pieces]
    with transaction.atomic():
        # Two clicks at once: the second waits here, then meets the first.
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        if Attestation.objects.filter(dossier=dossier).overlapping(du, au).exists():
            raise OverlapError
        attestation = Attestation.objects.create(
            dossier=dossier, sent_by=user, assureur=assureur, police=police, du=du, au=au
        )
        Piece.objects.loose(dossier, user).filter(pk__in=chosen).update(attestation=attestation)
        discard(Piece.objects.loose(dossier, user))
        attestation_changed.send(Attestation, attestation=attestation)
    return attestation


def discard(pieces: "Iterable[Piece]") -> int:
    """Forget papers, then their files once that is sure. Returns how many."""
    gone = list(pieces)
    Piece.objects.filter(pk__in=[piece.pk for piece in gone]).delete()
    for piece in gone:
        transaction.on_commit(partial(piece.file.storage.delete, str(piece.file.name)))
    return len(gone)


def forget_unfinished(at: datetime | None = None) -> int:
    """Forget the papers of forms left unfinished for two days; return how many."""
    limit = (at or timezone.now()) - timedelta(days=UNFINISHED_KEPT_DAYS)
    return discard(Piece.objects.filter(attestation=None, sent_at__lt=limit))


def accept(attestation: Attestation, by: "User") -> None:
    """Accept a certificate. Raises `AlreadyDecidedError` when it no longer waits."""
    _decide(attestation, Attestation.Status.VALIDEE, by, "")


def refuse(attestation: Attestation, by: "User", reason: str) -> None:
    """Refuse a certificate, for a reason its tenant will read.

    Raises `AlreadyDecidedError` when it no longer waits, `ValueError` without a reason.
    """
    if not reason.strip():
        raise ValueError("A refusal says why.")
    _decide(attestation, Attestation.Status.REFUSEE, by, reason.strip())


def withdraw(attestation: Attestation, by: "User") -> None:
    """Take back a certificate before it was decided on. Raises `AlreadyDecidedError` after that."""
    _decide(attestation, Attestation.Status.RETIREE, by, "")


def _decide(attestation: Attestation, status: str, by: "User", reason: str) -> None:
    with transaction.atomic():
        changed = Attestation.objects.filter(pk=attestation.pk, status=Attestation.Status.RECUE).update(
            status=status, decided_at=timezone.now(), decided_by=by, reason=reason
        )
        if not changed:
            raise AlreadyDecidedError
        attestation.refresh_from_db()
        attestation_changed.send(Attestation, attestation=attestation)
