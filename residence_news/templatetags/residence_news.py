"""What other rooms' templates show of news, events, works and outages, in the reader's language.

Each tag costs the same number of queries whatever it finds, and lets the page be kept until what it shows changes
by itself: an event begins or ends, an outage was to be over.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Page

from home.models import PublicPageQuerySet
from home.page_cache import keep_until
from home.templatetags.design import breadcrumb_of
from residence_news import moments
from residence_news.models import EventPage, NewsIndexPage, Outage, OutagesPage, Residence
from residence_news.models.outages import OutageQuerySet
from residence_news.outage_list import rows_of, told_until
from residence_news.selection import about, coming_events, concerning, news_items, reader_language, shown, whole

if TYPE_CHECKING:
    from residence_news.models.news import NewsItem

register = template.Library()


def _request(context: template.Context) -> HttpRequest | None:
    request: HttpRequest | None = context.get("request")
    return request


@register.simple_tag(takes_context=True)
def outages_of(context: template.Context, residence: Residence) -> list[Outage]:
    """Return the works and outages the people of this residence are told of, those under way first."""
    return _told(context, Outage.objects.shown().of(residence))


@register.simple_tag(takes_context=True)
def wide_outages(context: template.Context) -> list[Outage]:
    """Return the works and outages of the home page, under way or planned."""
    return _told(context, Outage.objects.under_way().wide())


def _told(context: template.Context, wanted: OutageQuerySet) -> list[Outage]:
    outages = rows_of(wanted)
    told_until(_request(context), outages)
    page = outages_page(context) if outages else None
    for outage in outages:
        outage.url = page.address_of(outage) if page else ""
    return sorted(outages, key=_open_first)


def _open_first(outage: Outage) -> tuple[bool, Any, int]:
    return (not outage.is_open, outage.starts_at, outage.pk)


@register.simple_tag
def news_of(residence: Residence, limit: int) -> "list[NewsItem]":
    """Return the latest news and events tied to this residence."""
    return shown(news_items(reader_language()).filter(about(residence))[:limit])


@register.simple_tag
def news_for(residence: Residence, limit: int) -> "list[NewsItem]":
    """Return the latest news the people of this residence must know: tied to it, or to none. Events are elsewhere."""
    pages = news_items(reader_language()).filter(concerning(residence), eventpage__isnull=True)
    return shown(pages[:limit])


@register.simple_tag
def latest_news(limit: int | str) -> "list[NewsItem]":
    """Return the latest news and events."""
    return shown(news_items(reader_language())[: int(limit)])


@register.simple_tag(takes_context=True)
def events_of(context: template.Context, residence: Residence, limit: int) -> list[EventPage]:
    """Return the next events of this residence, those of everyone included."""
    return _events(context, limit, residence)


@register.simple_tag(takes_context=True)
def next_events(context: template.Context, limit: int) -> list[EventPage]:
    """Return the next events."""
    return _events(context, limit)


def _events(context: template.Context, limit: int, residence: Residence | None = None) -> list[EventPage]:
    events = list(coming_events(reader_language(), residence)[:limit])
    request = _request(context)
    if request is not None:
        for event in events:
            keep_until(request, event.starts_at)
            keep_until(request, event.ends_at)
    return events


@register.simple_tag
def others_than(item: "NewsItem", limit: int) -> "list[NewsItem]":
    """Return the latest news and events besides this one, in brief: one query."""
    pages = news_items(reader_language()).exclude(pk=item.pk).select_related("newspage", "eventpage")[:limit]
    return [found for page in pages if (found := whole(page)) is not None]


@register.simple_tag
def breadcrumb_to(page: Page) -> list[Page]:
    """Return the pages above something this page shows at an address of its own: its ancestors, and itself."""
    return [*breadcrumb_of(page), page]


@register.simple_tag(takes_context=True)
def news_index(context: template.Context) -> NewsIndexPage | None:
    """Return the page of all news in the reader's language; None when there is none."""
    return _rooms(context)[0]


@register.simple_tag(takes_context=True)
def outages_page(context: template.Context) -> OutagesPage | None:
    """Return the page of works and outages in the reader's language; None when there is none."""
    return _rooms(context)[1]


def _rooms(context: template.Context) -> tuple[NewsIndexPage | None, OutagesPage | None]:
    """Return the pages of all news and of outages: one query, asked once while a page is being made."""
    request = _request(context)
    found: tuple[NewsIndexPage | None, OutagesPage | None] | None = getattr(request, "news_rooms", None)
    if found is None:
        pages = (
            PublicPageQuerySet(Page)
            .published()
            .filter(
                Q(newsindexpage__isnull=False) | Q(outagespage__isnull=False),
                locale__language_code=reader_language(),
            )
            .select_related("newsindexpage", "outagespage")
        )
        news = outages = None
        for page in pages:
            news = getattr(page, "newsindexpage", None) or news
            outages = getattr(page, "outagespage", None) or outages
        found = (news, outages)
        if request is not None:
            request.news_rooms = found  # type: ignore[attr-defined]
    return found


@register.filter
def is_event(item: "NewsItem") -> bool:
    """Return whether this piece of news is an event."""
    return isinstance(item, EventPage)


@register.filter
def when(moment: datetime) -> str:
    """Return a moment as people say it: « mardi 1er décembre à 14 h 30 »."""
    return moments.when(moment)


@register.filter
def span(event: EventPage) -> str:
    """Return from when to when an event lasts: « mardi 1er décembre, de 14 h à 17 h »."""
    return moments.span(event.starts_at, event.ends_at)
