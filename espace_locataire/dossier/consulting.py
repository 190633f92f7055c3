"""Keeping who but its holders looked at a lease, or acted on it."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.acts import declare_act
from espace_locataire.dossier.models import Attestation, Consultation, Dossier, MiseAJour, Proposal

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

# Looking at the same thing again within this time is the same look.
ONE_LOOK = timedelta(minutes=30)
# What helpers do, whatever the page: the detail says which.
OPENED, SENT, ACCEPTED = "helper_opened", "helper_sent", "helper_accepted"
LONGEST_DETAIL = 200


def record(
    dossier: Dossier,
    by: "User",
    act: str,
    detail: object = "",
    capacity: str = Consultation.Capacity.AGENT,
) -> Consultation:
    """Keep that someone other than its holders acted on a lease. `act` is a code declared with `declare_act`."""
    return Consultation.objects.create(
        dossier=dossier,
        by=by,
        by_name=by.get_full_name() or by.email,
        capacity=capacity,
        act=act,
        detail=str(detail)[:LONGEST_DETAIL],
    )


def record_look(
    dossier: Dossier,
    by: "User",
    act: str,
    detail: object = "",
    capacity: str = Consultation.Capacity.AGENT,
) -> None:
    """Keep that someone other than its holders looked at a lease: once in half an hour for the same thing."""
    seen = Consultation.objects.filter(
        dossier=dossier,
        by=by,
        act=act,
        detail=str(detail)[:LONGEST_DETAIL],
        capacity=capacity,
        at__gt=timezone.now() - ONE_LOOK,
    )
    if not seen.exists():
        record(dossier, by, act, detail, capacity)


def record_helper(
    dossier: Dossier,
    by: "User",
    request: HttpRequest,
    response: HttpResponseBase,
    subject: Callable[[], Promise | str],
) -> None:
    """Keep what a helper opened, or sent if the answer leads on: its `subject`, in French. Refusals are not kept."""
    if response.status_code >= 400:
        return
    with translation.override("fr"):
        detail = str(subject())
    # A form with something to mend is shown again; one that was taken leads to another page.
    if request.method == "POST" and response.status_code in (302, 303):
        record(dossier, by, SENT, detail, Consultation.Capacity.AIDANT)
    else:
        record_look(dossier, by, OPENED, detail, Consultation.Capacity.AIDANT)


def record_export(dossiers: Iterable[int], by: "User", act: str) -> None:
    """Keep that a member of staff took what is held about these leases (primary keys) away in a file."""
    Consultation.objects.bulk_create(
        (
            Consultation(
                dossier_id=pk,
                by=by,
                by_name=by.get_full_name() or by.email,
                capacity=Consultation.Capacity.AGENT,
                act=act,
            )
            for pk in dict.fromkeys(dossiers)
        ),
        batch_size=1_000,
    )


def declare_acts() -> None:
    """Declare what staff does with what tenants send, and what helpers do."""
    declare_act(OPENED, _("Consulté"))
    declare_act(SENT, _("Formulaire envoyé"))
    declare_act(ACCEPTED, _("Invitation acceptée"))
    declare_act("attestation_opened", _("Attestation d’assurance consultée"))
    declare_act("attestation_validee", _("Attestation d’assurance validée"))
    declare_act("attestation_refusee", _("Attestation d’assurance refusée"))
    declare_act("miseajour_opened", _("Changement demandé consulté"))
    declare_act("miseajour_validee", _("Changement demandé accepté"))
    declare_act("miseajour_refusee", _("Changement demandé refusé"))
    declare_act("attestation_exported", _("Attestation d’assurance exportée dans un fichier"))
    declare_act("miseajour_exported", _("Changement demandé exporté dans un fichier"))
    declare_act("piece_opened", _("Fichier envoyé ouvert"))
    declare_act("dossier_opened", _("Dossier ouvert au guichet"))
    declare_act("seen_as_begun", _("Espace vu comme le locataire"))
    declare_act("seen_as_page", _("Page vue comme le locataire"))


def record_decision(sender: type[Proposal], proposal: Attestation | MiseAJour, **kwargs: object) -> None:
    """Keep that staff decided on what a tenant proposed; what tenants do themselves is on its own timeline."""
    decided = proposal.status in (Proposal.Status.VALIDEE, Proposal.Status.REFUSEE)
    # What needs no check, a tenant changes alone.
    if decided and proposal.decided_by is not None and proposal.decided_by != proposal.sent_by:
        record(proposal.dossier, proposal.decided_by, f"{sender._meta.model_name}_{proposal.status}", proposal)
