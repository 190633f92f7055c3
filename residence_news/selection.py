"""Which news, for whom, in which order: what the index, the feeds, the residences and the home page share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import Locale, Page

from home.models import PublicPageQuerySet
from residence_news.models.news import Category, EventPage, NewsPage
from residence_news.models.registry import Residence
from residence_news.news_cards import prepare_cards

if TYPE_CHECKING:
    from residence_news.models.news import NewsItem

MONTH = re.compile(r"\A(20[0-9]{2})-(0[1-9]|1[0-2])\Z")
KINDS = (NewsPage, EventPage)


def news_items(locale: Locale) -> PublicPageQuerySet:
    """Return the news and events anyone may read in this language, the newest first, each with its `day`.

    They are plain pages: `specific()` gives the rest.
    """
    return (
        PublicPageQuerySet(Page)
        .published()
        .filter(Q(newspage__isnull=False) | Q(eventpage__isnull=False), locale=locale)
        .annotate(
            day=Coalesce("newspage__date", "eventpage__date"),
            theme=Coalesce("newspage__category", "eventpage__category"),
        )
        .filter(day__lte=timezone.localdate())
        .order_by("-day", F("first_published_at").desc(nulls_last=True), "-pk")
    )


def tie(model: type["NewsItem"], **conditions: Any) -> Exists:
    """Return the condition of the pages of this kind tied to a residence (any, or the one told)."""
    through = model.residences.through
    return Exists(through.objects.filter(**{f"{model._meta.model_name}": OuterRef("pk")}, **conditions))


def about(residence: Residence) -> Q:
    """Return the condition of the news tied to this residence."""
    return Q(tie(NewsPage, residence=residence)) | Q(tie(EventPage, residence=residence))


def concerning(residence: Residence) -> Q:
    """Return the condition of the news the people of this residence must know: tied to it, or to none."""
    return about(residence) | ~(Q(tie(NewsPage)) | Q(tie(EventPage)))


def shown(pages: PublicPageQuerySet) -> "list[NewsItem]":
    """Return these pages whole, ready to be shown as cards: the same number of queries, however many they are."""
    return prepare_cards(pages.specific())


def coming_events(locale: Locale, residence: Residence | None = None) -> Any:
    """Return the events not over yet, the next one first; of a residence, those tied to it or to none."""
    events = EventPage.objects.published().filter(
        locale=locale, ends_at__gt=timezone.now(), date__lte=timezone.localdate()
    )
    if residence is not None:
        events = events.filter(Q(tie(EventPage, residence=residence)) | ~Q(tie(EventPage)))
    return events.order_by("starts_at", "pk")


def residences_in_the_news(locale: Locale) -> list[Residence]:
    """Return the residences some published news is tied to, by name: the choices of the filter."""
    pages = news_items(locale).order_by().values("pk")
    tied = Q()
    for model in KINDS:
        through = model.residences.through
        ties = through.objects.filter(**{f"{model._meta.model_name}__in": pages}).values("residence")
        tied |= Q(pk__in=ties)
    return list(Residence.objects.filter(tied).order_by("nom", "code"))


def months_of(pages: PublicPageQuerySet) -> list[date]:
    """Return the first days of the months these pages were published in, the latest first."""
    return list(pages.order_by().dates("day", "month", order="DESC"))


@dataclass(frozen=True)
class NewsFilter:
    """What a reader asked to see: a category, a residence, a month. `unknown` says what made no sense."""

    category: str = ""
    residence: Residence | None = None
    month: str = ""
    unknown: bool = field(default=False, compare=False)

    @classmethod
    def read(cls, query: Mapping[str, Any]) -> "NewsFilter":
        """Read an address's query; what does not exist is left out."""
        category = str(query.get("categorie", ""))
        code = str(query.get("residence", ""))
        month = str(query.get("mois", ""))
        known_category = category if category in Category.values else ""
        known_month = month if MONTH.match(month) else ""
        # A NUL byte is an error for PostgreSQL, and no code is that long.
        plausible = 0 < len(code) <= 20 and "\0" not in code
        residence = Residence.objects.filter(code=code).first() if plausible else None
        return cls(
            category=known_category,
            residence=residence,
            month=known_month,
            unknown=(category, code, month) != (known_category, residence.code if residence else "", known_month),
        )

    def keep(self, pages: PublicPageQuerySet) -> PublicPageQuerySet:
        """Keep the pages asked for."""
        if self.category:
            pages = pages.filter(theme=self.category)
        if self.residence:
            pages = pages.filter(about(self.residence))
        if self.month:
            year, month = map(int, self.month.split("-"))
            pages = pages.filter(day__year=year, day__month=month)
        return pages

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
