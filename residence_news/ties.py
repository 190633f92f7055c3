"""The residences that news, events and outages are tied to: all of them in one query."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Value
from wagtail.models import Page

from residence_news.models.registry import Residence

Keys = QuerySet[Any] | Iterable[int]


class Place(NamedTuple):
    """What a list says of a residence."""

    pk: int
    nom: str
    code: str
    adresse: str
    commune: str

    @classmethod
    def of(cls, residence: Residence) -> "Place":
        """Return the place a residence is."""
        return cls(residence.pk, residence.nom, residence.code, residence.adresse, residence.commune)


def addresses_of(residences: "QuerySet[Residence]", language: str) -> list[tuple[Place, str]]:
    """Return each residence, by name, with the address of its page in this language (empty without one): one query."""
    # The models of pages stand on this module.
    from residence_news.models.residence_pages import ResidencePage

    pages = ResidencePage.objects.published().filter(residence=OuterRef("pk"), locale__language_code=language)
    found = residences.annotate(page_path=Subquery(pages.values("url_path")[:1])).order_by("nom", "code")
    # A page tells its address from its path alone.
    return [
        (Place.of(residence), Page(url_path=residence.page_path).url or "" if residence.page_path else "")
        for residence in found
    ]


@dataclass
class Ties:
    """The places of each page and of each outage, by name; the names of each outage's equipment."""

    pages: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    outages: dict[int, list[Place]] = field(default_factory=lambda: defaultdict(list))
    equipements: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def place_of(code: str, places: Iterable[Place]) -> Place | None:
    """Return the residence of this code: among those at hand, else from the register."""
    for place in places:
        if place.code == code:
            return place
    # A NUL byte is an error for PostgreSQL, and no code is that long.
    if not 0 < len(code) <= 20 or "\0" in code:
        return None
    residence = Residence.objects.filter(code=code).first()
    return Place.of(residence) if residence else None


def ties_of(pages: Keys | None = None, outages: Keys | None = None) -> Ties:
    """Return the ties of these news and events, and of these outages: keys, or queries that give them. One query."""
    # The models of news and outages stand on this module.
    from residence_news.models.news import EventPage, NewsPage
    from residence_news.models.outages import Outage

    parts = []
    if pages is not None:
        for model, owner in ((NewsPage, "newspage"), (EventPage, "eventpage")):
            parts.append(_places("page", model.residences.through, owner, pages))
    if outages is not None:
        parts.append(_places("outage", Outage.residences.through, "outage", outages))
        parts.append(
            _rows("equipement", Outage.equipements.through, "outage", outages, "equipement_id", "equipement__name")
        )
    ties = Ties()
    first, *others = parts
    for kind, owner, pk, nom, code, adresse, commune in first.union(*others, all=True):
        if kind == "equipement":
            ties.equipements[owner].append(nom)
        else:
            of_kind = ties.pages if kind == "page" else ties.outages
            of_kind[owner].append(Place(pk, nom, code, adresse, commune))
    for places in (*ties.pages.values(), *ties.outages.values()):
        places.sort(key=lambda place: (place.nom, place.code))
    for names in ties.equipements.values():
        names.sort()
    return ties


def _places(kind: str, through: Any, owner: str, keys: Keys) -> QuerySet[Any]:
    names = [f"residence__{name}" for name in ("nom", "code", "adresse", "commune")]
    return _rows(kind, through, owner, keys, "residence_id", *names)


def _rows(kind: str, through: Any, owner: str, keys: Keys, *names: str) -> QuerySet[Any]:
    """Return rows of (kind, owner's key, names…), filled with empty words to the width of a place."""
    empty = {f"empty{number}": Value("", CharField()) for number in range(5 - len(names))}
    return (
        through.objects.filter(**{f"{owner}__in": keys})
        .annotate(tie=Value(kind, CharField()), owner=F(f"{owner}_id"), **empty)
        .values_list("tie", "owner", *names, *empty)
    )
