"""Who lives in a dwelling: whom the ERP lists, less those who left, and those the ERP does not list yet."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from espace_locataire.compte.matching import same_name
from espace_locataire.dossier.models import Dossier, MiseAJour, Occupant
from espace_locataire.dossier.models.updates import ABOUT_SOMEONE_NEW


class Member(NamedTuple):
    """Someone who lives there. `state` says what waits: `arriving`, `leaving`, else empty."""

    name: str
    link: str
    date_naissance: date | None
    state: str = ""
    occupant: Occupant | None = None


def household_of(dossier: Dossier, changes: Iterable[MiseAJour]) -> list[Member]:
    """Return those who live in a dwelling besides the people on the lease, the eldest first. One query.

    `changes` are those of the lease that wait or were accepted (`updates.standing_changes`).

    Someone whose arrival was accepted is listed until the ERP lists them itself, and never twice; someone whose
    departure was accepted is not, until the ERP says otherwise.
    """
    listed = list(dossier.occupants.all())
    departures = {change.occupant_id: change for change in changes if change.occupant_id and not change.erp_answer}
    members = []
    for occupant in listed:
        departure = departures.get(occupant.pk)
        if occupant.closed_on or (departure and not departure.is_waiting):
            continue
        state = "leaving" if departure else ""
        members.append(Member(str(occupant), occupant.get_lien_display(), occupant.date_naissance, state, occupant))
    for change in changes:
        if change.nature in ABOUT_SOMEONE_NEW and not any(_is_listed(change, occupant) for occupant in listed):
            state = "arriving" if change.is_waiting else ""
            members.append(Member(change.person, change.get_lien_display(), change.date_naissance, state))
    return sorted(members, key=lambda member: member.date_naissance or date.max)


def _is_listed(change: MiseAJour, occupant: Occupant) -> bool:
    if occupant.closed_on and occupant.closed_on < change.effective_on:
        # They had left, and come back.
        return False
    if change.date_naissance and occupant.date_naissance and change.date_naissance != occupant.date_naissance:
        return False
    return same_name(change.nom, occupant.nom) and same_name(change.prenom, occupant.prenom)
