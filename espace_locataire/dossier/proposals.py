"""Deciding on what tenants propose, once: of two people at the same moment, the second is told."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from espace_locataire.dossier.models import Proposal
from espace_locataire.dossier.signals import proposal_changed

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class AlreadyDecidedError(Exception):
    """Someone decided on this, or its tenant withdrew it, a moment ago."""


def accept(proposal: Proposal, by: "User") -> None:
    """Accept what was proposed. Raises `AlreadyDecidedError` when it no longer waits."""
    _decide(proposal, Proposal.Status.VALIDEE, by, "")


def refuse(proposal: Proposal, by: "User", reason: str) -> None:
    """Refuse what was proposed, for a reason its tenant will read.

    Raises `AlreadyDecidedError` when it no longer waits, `ValueError` without a reason.
    """
    if not reason.strip():
        raise ValueError("A refusal says why.")
    _decide(proposal, Proposal.Status.REFUSEE, by, reason.strip())


def withdraw(proposal: Proposal, by: "User") -> None:
    """Take back what was proposed before it was decided on. Raises `AlreadyDecidedError` after that."""
    _decide(proposal, Proposal.Status.RETIREE, by, "")


def _decide(proposal: Proposal, status: str, by: "User", reason: str) -> None:
    model = type(proposal)
    with transaction.atomic():
        changed = model._default_manager.filter(pk=proposal.pk, status=Proposal.Status.RECUE).update(
            status=status, decided_at=timezone.now(), decided_by=by, reason=reason
        )
        if not changed:
            raise AlreadyDecidedError
        proposal.refresh_from_db()
        proposal_changed.send(model, proposal=proposal)
