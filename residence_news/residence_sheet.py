"""What the page of a residence shows besides what editors wrote: the same queries, whatever there is to tell."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from home.models import PublicPageQuerySet
from home.page_cache import keep_until
from home.pictures import images_at_hand
from residence_news.equipment_states import EquipementState, states_of
from residence_news.models.news import EventPage, NewsPage
from residence_news.models.outages import Outage
from residence_news.models.outages_page import OutagesPage
from residence_news.outage_list import told_until
from residence_news.selection import coming_events

if TYPE_CHECKING:
    from residence_news.models.residence_pages import ResidencePage

LATEST = 3
KINDS = ("newspage", "eventpage", "outagespage")


class Shot(NamedTuple):
    """A picture of the page and what is read instead of it."""

    image: Any
    alt: str


@dataclass(frozen=True)
class ResidenceSheet:
    """A residence today: what fails, what is being done, what is in it, what is announced."""

    pictures: list[Shot]
    troubles: list[Outage]
    works: list[Outage]
    equipements: list[EquipementState]
    news: list[NewsPage]
    events: list[EventPage]


def sheet_of(page: "ResidencePage", request: HttpRequest) -> ResidenceSheet:
    """Return what the page shows, in four queries; the page is kept until it changes by itself."""
    outages = list(Outage.objects.shown().of(page.residence))
    outages.sort(key=lambda outage: (not outage.is_open, outage.starts_at, outage.pk))
    told_until(request, outages)
    equipements = states_of(page.residence, outages)
    news, events, outages_page = _announced(page)
    for event in events:
        keep_until(request, event.starts_at)
        keep_until(request, event.ends_at)
    for outage in outages:
        outage.url = outages_page.address_of(outage) if outages_page else ""
    shots = [
        (raw["value"]["image"], "" if raw["value"].get("decorative") else raw["value"].get("alt_text") or "")
        for raw in page.pictures.raw_data
    ]
    images = images_at_hand({key for key, _ in shots} | {item.image_id for item in news if item.image_id})
    for item in news:
        item.image = images.get(item.image_id)
        # They are all of this residence: it need not be said again.
        item.concerned = []
    return ResidenceSheet(
        pictures=[Shot(images[key], alt) for key, alt in shots if key in images],
        troubles=[outage for outage in outages if outage.kind != Outage.Kind.TRAVAUX],
        works=[outage for outage in outages if outage.kind == Outage.Kind.TRAVAUX],
        equipements=equipements,
        news=news,
        events=events,
    )


def _announced(page: "ResidencePage") -> tuple[list[NewsPage], list[EventPage], OutagesPage | None]:
    """Return the latest news of the residence, its next events, and the page of outages: one query."""
    place, locale = page.residence, page.locale
    news = NewsPage.objects.published().filter(locale=locale, residences=place, date__lte=timezone.localdate())
    wanted = (
        Q(pk__in=news.order_by("-date", "-pk").values("pk")[:LATEST])
        | Q(pk__in=coming_events(locale, place).values("pk")[:LATEST])
        | Q(outagespage__isnull=False, locale=locale)
    )
    pages = list(PublicPageQuerySet(Page).published().filter(wanted).select_related(*KINDS))
    found = {kind: [getattr(each, kind) for each in pages if getattr(each, kind, None)] for kind in KINDS}
    return (
        sorted(found["newspage"], key=lambda item: (item.date, item.pk), reverse=True),
        sorted(found["eventpage"], key=lambda event: (event.starts_at, event.pk)),
        found["outagespage"][0] if found["outagespage"] else None,
    )
