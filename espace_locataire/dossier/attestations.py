"""Insurance certificates: which one covers a lease, which one may be sent."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from espace_locataire.dossier.models import Attestation, Dossier, Logement, Piece
from espace_locataire.dossier.pieces import tie
from espace_locataire.dossier.signals import proposal_changed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from espace_locataire.compte.models import User

# How long before the last day the tenant is told.
NOTICE_DAYS = 30
# What is lived or worked in is insured by its tenant; a garage usually is with the home.
INSURED = {Logement.Nature.LOGEMENT, Logement.Nature.LOCAL}


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


def send(
    dossier: Dossier, user: "User", assureur: str, police: str, du: date, au: date, pieces: "Iterable[Piece]"
) -> Attestation:
    """Send a certificate with its papers; the tenant's other unfinished papers of this lease go.

    Raises `OverlapError` when another one stands on a day of its period, even one sent a moment ago.
    """
    with transaction.atomic():
        # Two clicks at once: the second waits here, then meets the first.
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        if Attestation.objects.filter(dossier=dossier).overlapping(du, au).exists():
            raise OverlapError
        attestation = Attestation.objects.create(
            dossier=dossier, sent_by=user, assureur=assureur, police=police, du=du, au=au
        )
        tie(pieces, attestation, user, Piece.Form.ATTESTATION)
        proposal_changed.send(Attestation, proposal=attestation)
    return attestation
