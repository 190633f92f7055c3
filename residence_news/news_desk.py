"""What the page of all news is made of: a light list of everything, from which it answers what a reader asks."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Page

from home.models import PublicPageQuerySet
from residence_news.models.news import Category, EventPage
from residence_news.models.outages import Outage
from residence_news.models.outages_page import OutagesPage
from residence_news.selection import WITH_IMAGES, bring_renditions, news_items, whole
from residence_news.ties import Place, Ties, place_of, ties_of

if TYPE_CHECKING:
    from residence_news.models.news import NewsItem

MONTH = re.compile(r"\A(20[0-9]{2})-(0[1-9]|1[0-2])\Z")


class Row(NamedTuple):
    """A piece of news or an event, in brief; the moments are those of an event."""

    pk: int
    day: date
    theme: str
    starts_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True)
class NewsFilter:
    """What a reader asked to see: a category, a residence, a month. `unknown` says what made no sense."""

    category: str = ""
    residence: Place | None = None
    month: str = ""
    unknown: bool = field(default=False, compare=False)

    @classmethod
    def read(cls, query: Mapping[str, Any], places: Iterable[Place]) -> "NewsFilter":
        """Read an address's query; what does not exist is left out. `places` are those already at hand."""
        category = str(query.get("categorie", ""))
        code = str(query.get("residence", ""))
        month = str(query.get("mois", ""))
        known_category = category if category in Category.values else ""
        known_month = month if MONTH.match(month) else ""
        residence = place_of(code, places)
        return cls(
            category=known_category,
            residence=residence,
            month=known_month,
            unknown=(category, code, month) != (known_category, residence.code if residence else "", known_month),
        )

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return self == NewsFilter()

    @property
    def words(self) -> list[str]:
        """Return what was asked for, in words."""
        words = [str(Category(self.category).label)] if self.category else []
        if self.residence:
            words.append(self.residence.nom)
        if self.month:
            words.append(month_name(self.month_start))
        return words

    @property
    def month_start(self) -> date:
        """The first day of the month asked for. Raises ValueError when none was."""
        return date.fromisoformat(f"{self.month}-01")

    def query(self, **changes: str) -> str:
        """Return the query of an address that asks for this, with changes: `?categorie=travaux`."""
        asked = {
            "categorie": self.category,
            "residence": self.residence.code if self.residence else "",
            "mois": self.month,
        } | changes
        kept = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def month_name(day: date) -> str:
    """Return a month as people write it: « novembre 2026 »."""
    return date_format(day, "F Y")


@dataclass
class NewsDesk:
    """All that is published in one language, in brief, with its residences and those of the wide outages.

    Some twenty news a month make a few thousand rows in ten years: reading them all costs less than asking the
    database for the count, the months and the residences apart.
    """

    language: str
    rows: list[Row]
    ties: Ties

    @classmethod
    def open(cls, language: str) -> "NewsDesk":
        """Read what is published: two queries."""
        pages = news_items(language)
        rows = [
            Row(*values)
            for values in pages.values_list("pk", "day", "theme", "eventpage__starts_at", "eventpage__ends_at")
        ]
        wide = Outage.objects.under_way().wide().order_by().values("pk")
        return cls(language, rows, ties_of(pages=pages.order_by().values("pk"), outages=wide))

    @property
    def residences(self) -> list[Place]:
        """The residences some news is tied to, by name."""
        places = {place for of_page in self.ties.pages.values() for place in of_page}
        return sorted(places, key=lambda place: (place.nom, place.code))

    @property
    def months(self) -> list[date]:
        """The first days of the months with news, the latest first."""
        return sorted({row.day.replace(day=1) for row in self.rows}, reverse=True)

    def asked_for(self, wanted: NewsFilter) -> list[Row]:
        """Return the rows a reader asked for, the newest first."""
        return [
            row
            for row in self.rows
            if wanted.category in ("", row.theme)
            and wanted.month in ("", f"{row.day:%Y-%m}")
            and (wanted.residence is None or wanted.residence in self.ties.pages[row.pk])
        ]

    def coming(self, limit: int) -> list[Row]:
        """Return the next events, those under way first."""
        now = timezone.now()
        events = [row for row in self.rows if row.starts_at and row.ends_at and row.ends_at > now]
        return sorted(events, key=lambda row: (row.starts_at, row.pk))[:limit]

    def bring(self, rows: list[Row], events: list[Row]) -> "Brought":
        """Bring the pages of these rows and events, and the page of outages: two queries."""
        keys = {row.pk for row in (*rows, *events)}
        pages = (
            PublicPageQuerySet(Page)
            .published()
            .filter(Q(pk__in=keys) | Q(outagespage__isnull=False), locale__language_code=self.language)
            .select_related(*WITH_IMAGES, "outagespage")
        )
        items: dict[int, Any] = {}
        outages_page = None
        for page in pages:
            item = whole(page)
            if item is None:
                outages_page = page.outagespage
            else:
                item.concerned = self.ties.pages[item.pk]
                items[item.pk] = item
        listed = [items[row.pk] for row in rows if row.pk in items]
        bring_renditions(listed)
        return Brought(listed, [items[row.pk] for row in events if row.pk in items], outages_page)


class Brought(NamedTuple):
    """The pages brought: the news, the events, the page of outages."""

    items: "list[NewsItem]"
    events: list[EventPage]
    outages_page: OutagesPage | None
