"""Works and outages as pages list them: what was asked for, in which order, with what each says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from home.page_cache import keep_until
from residence_news.models.outages import Outage, OutageQuerySet
from residence_news.models.registry import Residence
from residence_news.outage_words import Phase


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

    residence: Residence | None = None
    kind: str = ""
    unknown: bool = field(default=False, compare=False)

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> "OutageFilter":
        """Read an address's query; what does not exist is left out."""
        code, kind = str(query.get("residence", "")), str(query.get("nature", ""))
        plausible = 0 < len(code) <= 20 and "\0" not in code
        residence = Residence.objects.filter(code=code).first() if plausible else None
        known_kind = kind if kind in Outage.Kind.values else ""
        return cls(residence, known_kind, (code, kind) != (residence.code if residence else "", known_kind))

    def keep(self, outages: "QuerySet[Outage]") -> Any:
        """Keep the outages asked for."""
        if self.residence:
            outages = outages.of(self.residence)  # type: ignore[attr-defined]
        if self.kind:
            outages = outages.filter(kind=self.kind)
        return outages

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == OutageFilter()


def choices_of(wanted: OutageFilter, outages: OutageQuerySet) -> dict[str, list[Choice]]:
    """Return the choices of the filters: the residences and kinds that have something to show, and those asked for."""
    ties = Outage.residences.through.objects.filter(outage__in=outages.order_by().values("pk"))
    residences = list(Residence.objects.filter(pk__in=ties.values("residence")).order_by("nom", "code"))
    if wanted.residence and wanted.residence not in residences:
        residences.append(wanted.residence)
    kinds = {*outages.order_by().values_list("kind", flat=True).distinct(), wanted.kind}
    return {
        "residences": [Choice(each.nom, each.code, each == wanted.residence) for each in residences],
        "kinds": [
            Choice(str(label), value, value == wanted.kind) for value, label in Outage.Kind.choices if value in kinds
        ],
    }


def ready(outages: "QuerySet[Outage]") -> list[Outage]:
    """Return the outages with all that a page shows of them: five queries, whatever the number."""
    return list(outages.told())  # type: ignore[attr-defined]


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
    names = [residence.nom for residence in outage.residences.all()]
    return (not outage.wide, names[0] if names else "", outage.pk)


def told_until(request: HttpRequest | None, outages: Iterable[Outage]) -> None:
    """Let the page being made be kept until what it says of an outage changes by itself."""
    if request is None:
        return
    for outage in outages:
        for moment in outage.turning_points():
            keep_until(request, moment)
