"""What other rooms' templates show of news, events, works and outages, in the reader's language.

Each tag costs the same number of queries whatever it finds, and lets the page be kept until what it shows changes
by itself: an event begins or ends, an outage was to be over.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import template
from django.http import HttpRequest
from wagtail.models import Locale, Page

from home.page_cache import keep_until
from home.templatetags.design import breadcrumb_of
from residence_news import moments
from residence_news.models import EventPage, NewsIndexPage, Outage, OutagesPage, Residence, ResidencePage
from residence_news.models.outages import OutageQuerySet
from residence_news.outage_list import ready, told_until
from residence_news.selection import about, coming_events, concerning, news_items, shown

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
    outages = ready(wanted)
    told_until(_request(context), outages)
    page = outages_page() if outages else None
    for outage in outages:
        outage.url = page.address_of(outage) if page else ""
    return sorted(outages, key=_open_first)


def _open_first(outage: Outage) -> tuple[bool, Any, int]:
    return (not outage.is_open, outage.starts_at, outage.pk)


@register.simple_tag
def news_of(residence: Residence, limit: int) -> "list[NewsItem]":
    """Return the latest news and events tied to this residence."""
    return shown(news_items(Locale.get_active()).filter(about(residence))[:limit])


@register.simple_tag
def news_for(residence: Residence, limit: int) -> "list[NewsItem]":
    """Return the latest news the people of this residence must know: tied to it, or to none. Events are elsewhere."""
    pages = news_items(Locale.get_active()).filter(concerning(residence), eventpage__isnull=True)
    return shown(pages[:limit])


@register.simple_tag
def latest_news(limit: int | str) -> "list[NewsItem]":
    """Return the latest news and events."""
    return shown(news_items(Locale.get_active())[: int(limit)])


@register.simple_tag(takes_context=True)
def events_of(context: template.Context, residence: Residence, limit: int) -> list[EventPage]:
    """Return the next events of this residence, those of everyone included."""
    return _events(context, limit, residence)


@register.simple_tag(takes_context=True)
def next_events(context: template.Context, limit: int) -> list[EventPage]:
    """Return the next events."""
    return _events(context, limit)


def _events(context: template.Context, limit: int, residence: Residence | None = None) -> list[EventPage]:
    events = list(coming_events(Locale.get_active(), residence)[:limit])
    request = _request(context)
    if request is not None:
        for event in events:
            keep_until(request, event.starts_at)
            keep_until(request, event.ends_at)
    return events


@register.simple_tag
def others_than(item: "NewsItem", limit: int) -> "list[NewsItem]":
    """Return the latest news and events besides this one."""
    return shown(news_items(item.locale).exclude(pk=item.pk)[:limit])


@register.simple_tag
def residence_addresses(residences: Iterable[Residence]) -> list[tuple[Residence, str]]:
    """Return each residence with the address of its page in the reader's language; empty when it has none."""
    listed = list(residences)
    pages = ResidencePage.objects.published().filter(locale=Locale.get_active(), residence__in=listed)
    addresses = {page.residence_id: page.url for page in pages.select_related("locale")} if listed else {}
    return [(residence, addresses.get(residence.pk, "")) for residence in listed]


@register.simple_tag
def breadcrumb_to(page: Page) -> list[Page]:
    """Return the pages above something this page shows at an address of its own: its ancestors, and itself."""
    return [*breadcrumb_of(page), page]


@register.simple_tag
def news_index() -> NewsIndexPage | None:
    """Return the page of all news in the reader's language; None when there is none."""
    return NewsIndexPage.objects.published().filter(locale=Locale.get_active()).first()


@register.simple_tag
def outages_page() -> OutagesPage | None:
    """Return the page of works and outages in the reader's language; None when there is none."""
    return OutagesPage.objects.published().filter(locale=Locale.get_active()).first()


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
