"""Works and outages as pages list them: what was asked for, in which order, with what each says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.page_cache import keep_until
from residence_news.models.outages import Outage
from residence_news.outage_words import Phase
from residence_news.ties import Place, Ties, place_of, ties_of


class Section(NamedTuple):
    """A part of the list: its anchor, its title, its outages."""

    anchor: str
    title: str
    outages: list[Outage]


class Choice(NamedTuple):
    """One choice of a filter: what it says, its value, whether it is the present one."""

    label: str
    value: str
    current: bool


@dataclass(frozen=True)
class OutageFilter:
    """What a reader asked to see: a residence, a kind. `unknown` says what made no sense."""

    residence: Place | None = None
    kind: str = ""
    unknown: bool = field(default=False, compare=False)

    @classmethod
    def read(cls, query: Mapping[str, Any], places: Iterable[Place]) -> "OutageFilter":
        """Read an address's query; what does not exist is left out. `places` are those already at hand."""
        code, kind = str(query.get("residence", "")), str(query.get("nature", ""))
        residence = place_of(code, places)
        known_kind = kind if kind in Outage.Kind.values else ""
        return cls(residence, known_kind, (code, kind) != (residence.code if residence else "", known_kind))

    def keeps(self, outage: Outage) -> bool:
        """Return whether an outage whose places are at hand is among those asked for."""
        here = self.residence is None or self.residence in outage.where or (outage.wide and not outage.where)
        return here and self.kind in ("", outage.kind)

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == OutageFilter()


def choices_of(wanted: OutageFilter, places: Iterable[Place], kinds: Iterable[str]) -> dict[str, list[Choice]]:
    """Return the choices of the filters: these residences and kinds, and those asked for."""
    offered = {*places, *([wanted.residence] if wanted.residence else [])}
    known = {*kinds, wanted.kind}
    return {
        "residences": [
            Choice(place.nom, place.code, place == wanted.residence)
            for place in sorted(offered, key=lambda place: (place.nom, place.code))
        ],
        "kinds": [
            Choice(str(label), value, value == wanted.kind) for value, label in Outage.Kind.choices if value in known
        ],
    }


def rows_of(outages: Iterable[Outage], ties: Ties | None = None) -> list[Outage]:
    """Return the outages with what a short list says of each: two queries, one when their ties are at hand."""
    listed = list(outages)
    at_hand = ties or ties_of(outages=[outage.pk for outage in listed])
    for outage in listed:
        outage.told_places = at_hand.outages[outage.pk]
        outage.told_equipements = at_hand.equipements[outage.pk]
    return listed


def ready(outages: "QuerySet[Outage]") -> list[Outage]:
    """Return the outages with all that is known of each, their timeline too: three queries, whatever the number."""
    return rows_of(outages.prefetch_related("updates"))


def by_phase(outages: Iterable[Outage]) -> list[Section]:
    """Return the parts of the list that have something in them: what does not work, what is planned, what is mended.

    In each, residences come by name; what ended or was called off comes the latest first.
    """
    listed = list(outages)
    now = [outage for outage in listed if outage.phase in (Phase.NOW, Phase.WAITING)]
    planned = [outage for outage in listed if outage.phase is Phase.PLANNED]
    over = [outage for outage in listed if outage.phase in (Phase.OVER, Phase.CANCELLED)]
    sections = [
        Section("en-ce-moment", _("En ce moment"), sorted(now, key=_by_place)),
        Section("prevus", _("Prévus"), sorted(planned, key=lambda outage: (outage.starts_at, outage.pk))),
        Section(
            "termines",
            _("Terminés depuis moins de sept jours"),
            sorted(over, key=lambda outage: outage.changed_at, reverse=True),
        ),
    ]
    return [section for section in sections if section.outages]


def _by_place(outage: Outage) -> tuple[bool, str, int]:
    return (not outage.wide, outage.places, outage.pk)


def told_until(request: HttpRequest | None, outages: Iterable[Outage]) -> None:
    """Let the page being made be kept until what it says of an outage changes by itself."""
    if request is None:
        return
    for outage in outages:
        for moment in outage.turning_points():
            keep_until(request, moment)
