"""The list of residences: what was asked for, what each line shows, and the map of the same."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.images import get_image_model

from home.maps import Drawing, Place, draw
from home.page_cache import keep_until
from home.searching.words import fold
from residence_news.models.outages import Outage
from residence_news.outage_words import Phase, headline, icon_of

if TYPE_CHECKING:
    from residence_news.models.residence_pages import ResidencePage, ResidencePageQuerySet

PER_PAGE = 24
MAP_HEIGHT = 520
LONGEST_QUERY = 100


class Line(NamedTuple):
    """What the list must know of every residence to narrow and order it: a handful of words each."""

    pk: int
    nom: str
    adresse: str
    complement: str
    code_postal: str
    commune: str
    latitude: float | None
    longitude: float | None

    @property
    def haystack(self) -> str:
        """Where the words asked for are looked for, without accents or capitals."""
        return fold(f"{self.nom} {self.adresse} {self.complement} {self.code_postal} {self.commune}")


class Trouble(NamedTuple):
    """Something that does not work in a residence now, in plain words."""

    text: str
    icon: str
    kind: str


@dataclass
class Card:
    """A residence in the list: its page, its number on the map (None off the map), its cover and what fails there."""

    page: "ResidencePage"
    number: int | None
    image: Any
    alt: str
    troubles: list[Trouble] = field(default_factory=list)


class Town(NamedTuple):
    """A town of the filter: how many residences are there, and whether it is the one asked for."""

    name: str
    count: int
    current: bool


@dataclass(frozen=True)
class ResidenceSearch:
    """What a visitor asked to see: a town, some words. `unknown_town` is what was asked for and is no town of ours."""

    lines: Sequence[Line]
    town: str = ""
    words: str = ""
    unknown_town: str = ""

    @classmethod
    def read(cls, query: Mapping[str, Any], lines: Sequence[Line]) -> "ResidenceSearch":
        """Read an address's query: `commune` and `q`. What makes no sense is left out."""
        asked = " ".join(str(query.get("commune", ""))[:LONGEST_QUERY].split())
        words = " ".join(str(query.get("q", "")).replace("\0", " ")[:LONGEST_QUERY].split())
        town = next((line.commune for line in lines if fold(line.commune) == fold(asked)), "") if asked else ""
        return cls(lines, town, words, "" if town else asked)

    @cached_property
    def found(self) -> list[Line]:
        """The residences asked for: every word must stand somewhere in the name or the address."""
        needles = fold(self.words).replace("’", "'").split()
        return [
            line
            for line in self.lines
            if (not self.town or line.commune == self.town)
            and all(needle in line.haystack.replace("’", "'") for needle in needles)
        ]

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return not (self.town or self.words)

    @property
    def towns(self) -> list[Town]:
        """The towns to choose from, by name."""
        counts = Counter(line.commune for line in self.lines)
        return [Town(name, counts[name], name == self.town) for name in sorted(counts, key=fold)]


def lines_of(pages: "ResidencePageQuerySet") -> list[Line]:
    """Return the lines of these pages, by name: one query."""
    rows = pages.values_list(
        "pk",
        *(
            f"residence__{name}"
            for name in ("nom", "adresse", "complement", "code_postal", "commune", "latitude", "longitude")
        ),
    )
    return sorted((Line(*row) for row in rows), key=lambda line: (fold(line.nom), fold(line.commune), line.pk))


def page_of(search: ResidenceSearch, number: Any) -> "ListPage[Line]":
    """Return one page of what was found; a number that makes no sense gives the first or the last."""
    return Paginator(search.found, PER_PAGE).get_page(number)


def cards_of(pages: "ResidencePageQuerySet", shown: "ListPage[Line]", request: HttpRequest) -> list[Card]:
    """Return the cards of a page of the list: the same number of queries whatever their number."""
    by_pk = pages.select_related("residence", "locale").in_bulk([line.pk for line in shown])
    covers = {pk: _cover(page) for pk, page in by_pk.items()}
    images = get_image_model().objects.prefetch_renditions().in_bulk({key for key, _ in covers.values() if key})
    cards = []
    number = 0
    for line in shown:
        key, alt = covers[line.pk]
        located = line.latitude is not None
        number += located
        cards.append(Card(by_pk[line.pk], number if located else None, images.get(key), alt))
    _add_troubles(cards, request)
    return cards


def _cover(page: "ResidencePage") -> tuple[int | None, str]:
    """Return the key of the first picture and its text, without fetching it."""
    for raw in page.pictures.raw_data:
        value = raw["value"]
        return value["image"], "" if value.get("decorative") else value.get("alt_text") or ""
    return None, ""


def _add_troubles(cards: Sequence[Card], request: HttpRequest) -> None:
    by_residence = {card.page.residence_id: card for card in cards}
    ties = Outage.residences.through.objects.filter(residence__in=by_residence, outage__state__in=Outage.OPEN)
    now = timezone.now()
    rows = ties.order_by("outage__starts_at", "pk").values_list("residence_id", "outage__kind", "outage__starts_at")
    for residence, kind, starts_at in rows:
        if starts_at > now:
            keep_until(request, starts_at)
            continue
        tone = "wait" if kind == Outage.Kind.TRAVAUX else "late"
        trouble = Trouble(headline(kind, Phase.NOW, ()), icon_of(kind), tone)
        if trouble not in by_residence[residence].troubles:
            by_residence[residence].troubles.append(trouble)


def map_of(search: ResidenceSearch, cards: Sequence[Card]) -> Drawing | None:
    """Return the map of a page of the list, numbered as its cards; the other residences are dots."""
    shown = [card for card in cards if card.number is not None]
    here = {card.page.pk for card in shown}
    towns: dict[str, list[tuple[float, float]]] = {}
    for line in search.found:
        if line.latitude is not None and line.longitude is not None:
            towns.setdefault(line.commune, []).append((line.latitude, line.longitude))
    return draw(
        [
            Place(
                card.page.residence.latitude,
                card.page.residence.longitude,
                card.page.title,
                f"#residence-{card.page.pk}",
            )
            for card in shown
            if card.page.residence.latitude is not None and card.page.residence.longitude is not None
        ],
        around=[
            (line.latitude, line.longitude)
            for line in search.found
            if line.pk not in here and line.latitude is not None and line.longitude is not None
        ],
        height=MAP_HEIGHT,
        areas=towns,
    )
