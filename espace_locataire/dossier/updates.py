"""Changes to a file: proposed by the tenant, applied once accepted, kept until the landlord's ERP knows them."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.models import Dossier, MiseAJour, Piece, Titulaire
from espace_locataire.dossier.models.updates import AT_ONCE
from espace_locataire.dossier.pieces import tie
from espace_locataire.dossier.signals import person_changed, proposal_changed

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

# The field of a person that an accepted change sets.
FIELDS = {
    MiseAJour.Nature.TELEPHONE: "telephone",
    MiseAJour.Nature.EMAIL: "email",
    MiseAJour.Nature.ETAT_CIVIL: "nom_usage",
}


class SameAlreadyError(Exception):
    """The same change of the same lease waits or was accepted already."""


def propose(
    dossier: Dossier, user: "User", nature: str, effective_on: date, pieces: Iterable[Piece] = (), **fields: Any
) -> MiseAJour:
    """Send a change for staff to decide on, with its papers. Raises `SameAlreadyError` when it was sent already."""
    with transaction.atomic():
        # Two clicks at once: the second waits here, then meets the first.
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        same = MiseAJour.objects.standing().filter(
            dossier=dossier, nature=nature, effective_on=effective_on, erp_answer="", **fields
        )
        if same.exists():
            raise SameAlreadyError
        update = MiseAJour.objects.create(
            dossier=dossier, sent_by=user, nature=nature, effective_on=effective_on, **fields
        )
        tie(pieces, update, user, nature)
        proposal_changed.send(MiseAJour, proposal=update)
    return update


def change_at_once(locataire: Locataire, nature: str, new: str, by: "User | None") -> MiseAJour | None:
    """Change a person's telephone or e-mail address now; return what leaves for the ERP, None when nothing changed.

    A change that the ERP has not answered about gives way to this one.
    """
    if nature not in AT_ONCE:
        raise ValueError(nature)
    field = FIELDS[MiseAJour.Nature(nature)]
    with transaction.atomic():
        person = Locataire.objects.select_for_update().get(pk=locataire.pk)
        old = getattr(person, field)
        dossier = _dossier_of(person)
        if old == new or dossier is None:
            return None
        setattr(person, field, new)
        person.save(update_fields=[field])
        person_changed.send(Locataire, locataire=person)
        now = timezone.now()
        pending = MiseAJour.objects.to_export().filter(locataire=person, nature=nature)
        pending.update(status=MiseAJour.Status.RETIREE, decided_at=now)
        return MiseAJour.objects.create(
            dossier=dossier,
            locataire=person,
            nature=nature,
            effective_on=timezone.localdate(),
            ancienne=old,
            nouvelle=new,
            status=MiseAJour.Status.VALIDEE,
            sent_by=by,
            decided_at=now,
            decided_by=by,
        )


def _dossier_of(person: Locataire) -> Dossier | None:
    links = Titulaire.objects.current(timezone.localdate()).filter(locataire=person)
    link = links.select_related("dossier").order_by("dossier__date_sortie", "-dossier__date_entree", "pk").first()
    return link.dossier if link else None


def apply_accepted(sender: object, proposal: MiseAJour, **kwargs: object) -> None:
    """Set the field of the person once a change of theirs is accepted."""
    if proposal.status == MiseAJour.Status.VALIDEE and _apply([proposal]):
        person_changed.send(Locataire, locataire=proposal.locataire)


def keep_accepted() -> int:
    """Set again what was accepted and the ERP has not answered about; return how many people it had set back.

    To be called after each import, which brings the ERP's own version of everybody.
    """
    natures = list(FIELDS)
    return _apply(MiseAJour.objects.to_export().filter(nature__in=natures).select_related("locataire"))


def _apply(updates: Iterable[MiseAJour]) -> int:
    changed = 0
    for update in updates:
        field = FIELDS.get(MiseAJour.Nature(update.nature))
        if field and update.locataire_id:
            people = Locataire.objects.filter(pk=update.locataire_id).exclude(**{field: update.nouvelle})
            changed += people.update(**{field: update.nouvelle})
    return changed


def keep_address_of_account(sender: object, person: "User", **kwargs: object) -> None:
    """Have the ERP told of the address a tenant logs in with."""
    locataire = Locataire.objects.filter(user=person).first()
    if locataire:
        change_at_once(locataire, MiseAJour.Nature.EMAIL, person.email, person)


def changes_of(dossier: Dossier) -> "list[MiseAJour]":
    """Return the changes sent for a lease, the latest first, with their papers. Two queries."""
    papers = Prefetch("pieces", Piece.objects.order_by("pk"))
    return list(dossier.mises_a_jour.select_related("occupant", "locataire").prefetch_related(papers))


def standing_changes(dossier: Dossier) -> list[MiseAJour]:
    """Return the changes of a lease that wait or were accepted, but those the ERP refused. One query."""
    standing = MiseAJour.objects.standing().filter(dossier=dossier)
    return list(standing.exclude(erp_answer=MiseAJour.ErpAnswer.REFUSE).order_by("effective_on", "pk"))


def postal_address(changes: Iterable[MiseAJour], on: date | None = None) -> str:
    """Return where the post of a lease goes on a day (today by default); empty when it goes to the dwelling."""
    day = on or timezone.localdate()
    accepted = [
        change.nouvelle
        for change in changes
        if change.nature == MiseAJour.Nature.COURRIER and not change.is_waiting and change.effective_on <= day
    ]
    return accepted[-1] if accepted else ""
