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

from home.maps import Drawing, Place, draw
from home.page_cache import keep_until
from home.pictures import images_at_hand
from home.searching.words import fold
from residence_news.models.outages import Outage
from residence_news.outage_words import Phase, headline, icon_of

if TYPE_CHECKING:
    from residence_news.models.registry import Residence
    from residence_news.models.residence_pages import ResidencePage, ResidencePageQuerySet

PER_PAGE = 24
MAP_HEIGHT = 520
LONGEST_QUERY = 100


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


@dataclass(frozen=True)
class Town:
    """A town of the filter: how many residences are there, and whether it is the one asked for."""

    name: str
    count: int
    current: bool


@dataclass(frozen=True)
class ResidenceSearch:
    """What a visitor asked to see: a town, some words. `unknown_town` is what was asked for and is no town of ours."""

    pages: "Sequence[ResidencePage]"
    town: str = ""
    words: str = ""
    unknown_town: str = ""

    @classmethod
    def read(cls, query: Mapping[str, Any], pages: "Sequence[ResidencePage]") -> "ResidenceSearch":
        """Read an address's query: `commune` and `q`. What makes no sense is left out."""
        asked = " ".join(str(query.get("commune", ""))[:LONGEST_QUERY].split())
        words = " ".join(str(query.get("q", "")).replace("\0", " ")[:LONGEST_QUERY].split())
        towns = {fold(page.residence.commune): page.residence.commune for page in pages} if asked else {}
        town = towns.get(fold(asked), "")
        return cls(pages, town, words, "" if town else asked)

    @cached_property
    def found(self) -> "list[ResidencePage]":
        """The residences asked for: every word must stand somewhere in the name or the address."""
        needles = _words(self.words)
        return [
            page
            for page in self.pages
            if (not self.town or page.residence.commune == self.town)
            and (not needles or all(needle in _haystack(page) for needle in needles))
        ]

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return not (self.town or self.words)

    @property
    def towns(self) -> list[Town]:
        """The towns to choose from, by name."""
        counts = Counter(page.residence.commune for page in self.pages)
        return [Town(name, counts[name], name == self.town) for name in sorted(counts, key=fold)]


def by_name(pages: "ResidencePageQuerySet") -> "list[ResidencePage]":
    """Return the pages with what the list shows of each, by name: one query, a few words a page."""
    wanted = ("nom", "adresse", "complement", "code_postal", "commune", "latitude", "longitude")
    rows = pages.select_related("residence", "locale").only(
        "title", "slug", "url_path", "locale__language_code", "pictures", *(f"residence__{name}" for name in wanted)
    )
    return sorted(rows, key=lambda page: (_sorted_as(page.title), fold(page.residence.commune), page.pk))


def _words(text: str) -> list[str]:
    return fold(text).replace("’", "'").split()


def _haystack(page: "ResidencePage") -> str:
    """Return where the words asked for are looked for, without accents or capitals."""
    place = page.residence
    parts = (page.title, place.nom, place.adresse, place.complement, place.code_postal, place.commune)
    return " ".join(_words(" ".join(parts)))


def _sorted_as(name: str) -> str:
    """Return what a name is ordered by: a dictionary ignores accents and apostrophes."""
    return "".join(letter for letter in fold(name) if letter.isalnum() or letter == " ")


def page_of(search: ResidenceSearch, number: Any) -> "ListPage[ResidencePage]":
    """Return one page of what was found; a number that makes no sense gives the first or the last."""
    return Paginator(search.found, PER_PAGE).get_page(number)


def cards_of(shown: "ListPage[ResidencePage]", request: HttpRequest) -> list[Card]:
    """Return the cards of a page of the list: two queries once every picture exists, whatever their number."""
    covers = {page.pk: _cover(page) for page in shown}
    images = images_at_hand({key for key, _ in covers.values() if key})
    cards = []
    number = 0
    for page in shown:
        key, alt = covers[page.pk]
        located = page.residence.latitude is not None
        number += located
        cards.append(Card(page, number if located else None, images.get(key) if key else None, alt))
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
    spots = {page.pk: spot for page in search.found if (spot := _spot(page.residence))}
    towns: dict[str, list[tuple[float, float]]] = {}
    for page in search.found:
        if page.pk in spots:
            towns.setdefault(page.residence.commune, []).append(spots[page.pk])
    shown = {card.page.pk: card.page.title for card in cards if card.page.pk in spots}
    return draw(
        [Place(*spots[pk], title, f"#residence-{pk}") for pk, title in shown.items()],
        height=MAP_HEIGHT,
        around=[spot for pk, spot in spots.items() if pk not in shown],
        areas=towns,
    )


def _spot(place: "Residence") -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return (place.latitude, place.longitude)
