"""Whether the lift works: each piece of equipment with its state in words."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from residence_news.models import Equipement, Outage, Residence
from residence_news.outage_words import Phase

Kind = Equipement.Kind
ICONS: dict[str, str] = {
    Kind.ASCENSEUR: "arrow-up-down",
    Kind.CHAUFFAGE: "heater",
    Kind.EAU_CHAUDE: "bath",
    Kind.CHAUFFERIE: "flame",
    Kind.FIBRE: "wifi",
    Kind.INTERPHONE: "bell",
    Kind.PORTE: "door-open",
    Kind.PORTAIL: "fence",
    Kind.PARKING: "square-parking",
    Kind.LOCAL_VELOS: "bike",
    Kind.LOCAL_DECHETS: "trash-2",
}
# An outage that names no equipment stops the only one of its kind.
STOPPED_BY: dict[str, tuple[str, ...]] = {
    Outage.Kind.ASCENSEUR: (Kind.ASCENSEUR,),
    Outage.Kind.CHAUFFAGE: (Kind.CHAUFFAGE, Kind.CHAUFFERIE),
    Outage.Kind.EAU_CHAUDE: (Kind.EAU_CHAUDE,),
    Outage.Kind.TELECOM: (Kind.FIBRE,),
}
# Nobody asks whether a parking space works.
MACHINES = {
    Kind.ASCENSEUR,
    Kind.CHAUFFAGE,
    Kind.EAU_CHAUDE,
    Kind.CHAUFFERIE,
    Kind.FIBRE,
    Kind.INTERPHONE,
    Kind.PORTE,
    Kind.PORTAIL,
}


class EquipementState(NamedTuple):
    """A piece of equipment as the public page shows it, and nothing the staff keeps to itself.

    `state` says whether it works (empty for what cannot break down); `tone` is the badge's and the tile's.
    """

    name: str
    kind: str | Promise
    note: str
    year: int | None
    icon: str
    state: str | Promise
    tone: str
    outage: Outage | None


def states_of(residence: Residence, outages: Sequence[Outage]) -> list[EquipementState]:
    """Return the equipment of a residence, what does not work first, and tell each outage what it names: one query.

    `outages` are those of the residence.
    """
    named = _named_by(residence, outages)
    equipements = {each.pk: each for rows in named.values() for each in rows if each.residence_id == residence.pk}
    for outage in outages:
        outage.told_equipements = [equipement.name for equipement in named[outage.pk]]
    under_way = [outage for outage in outages if outage.is_open]
    counts = Counter(equipement.kind for equipement in equipements.values())
    states = [
        _state_of(each, _outage_of(each, under_way, named, counts[each.kind] == 1)) for each in equipements.values()
    ]
    return sorted(states, key=lambda each: (each.outage is None, each.state == "", each.name))


def _named_by(residence: Residence, outages: Sequence[Outage]) -> dict[int | None, list[Equipement]]:
    """Return the equipment each outage names, by its key; under None, what none of them names."""
    keys = [outage.pk for outage in outages]
    tied = FilteredRelation("outages", condition=Q(outages__pk__in=keys or [0]))
    rows = (
        Equipement.objects.annotate(tied=tied)
        .filter(Q(residence=residence) | Q(tied__isnull=False))
        .annotate(outage_key=F("tied__pk"))
        .order_by("name", "pk")
        .only("name", "kind", "note", "in_service_since", "residence")
    )
    named: dict[int | None, list[Equipement]] = defaultdict(list)
    for row in rows:
        named[row.outage_key].append(row)
    return named


def _outage_of(
    equipement: Equipement, outages: Sequence[Outage], named: Mapping[int | None, list[Equipement]], alone: bool
) -> Outage | None:
    for outage in outages:
        of_outage = named.get(outage.pk, [])
        if equipement in of_outage or (not of_outage and alone and equipement.kind in STOPPED_BY.get(outage.kind, ())):
            return outage
    return None


def _state_of(equipement: Equipement, outage: Outage | None) -> EquipementState:
    state: str | Promise = ""
    tone = ""
    if outage is not None:
        state, tone = _words(outage)
    elif equipement.kind in MACHINES:
        state, tone = _("En service"), "ok"
    since = equipement.in_service_since
    return EquipementState(
        name=equipement.name,
        kind=Kind(equipement.kind).label,
        note=equipement.note,
        year=since.year if since else None,
        icon=ICONS.get(equipement.kind, "settings-2"),
        state=state,
        tone=tone,
        outage=outage,
    )


def _words(outage: Outage) -> tuple[Promise | str, str]:
    if outage.phase is Phase.PLANNED:
        return _("Intervention prévue"), "new"
    if outage.kind == Outage.Kind.TRAVAUX:
        return _("Travaux en cours"), "wait"
    if outage.phase is Phase.WAITING:
        return _("À l’arrêt, en attente d’une pièce"), "wait"
    return _("À l’arrêt"), "late"
