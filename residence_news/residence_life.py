"""What happens in one residence, on a few lines: for those who live there."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from home.models import PublicPageQuerySet
from residence_news.models import EventPage, NewsPage, Outage, Residence
from residence_news.selection import reader_language, tie

LATEST = 2


@dataclass(frozen=True)
class ResidenceLife:
    """What to know of a residence today; `url` is that of its page, empty when it has none in this language."""

    residence: Residence
    url: str
    outages: list[Outage]
    events: list[EventPage]
    news: list[NewsPage]

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.outages or self.events or self.news)


def life_of(residence: Residence) -> ResidenceLife:
    """Return what the people of this residence are told, in the reader's language: six queries at most.

    Works and outages under way, the next events, the latest news: those tied to it, or to none.
    """
    code = reader_language()
    now, today = timezone.now(), timezone.localdate()

    outages = list(
        Outage.objects.under_way().of(residence).prefetch_related("equipements").order_by("-state", "starts_at", "pk")
    )
    in_language = {"locale__language_code": code, "date__lte": today}
    events = EventPage.objects.published(now).filter(_for(EventPage, residence), ends_at__gt=now, **in_language)
    news = NewsPage.objects.published(now).filter(_for(NewsPage, residence), **in_language)
    url = ""
    pages = PublicPageQuerySet(Page).published(now).filter(locale__language_code=code)
    pages = pages.filter(Q(residencepage__residence=residence) | Q(outagespage__isnull=False))
    for page in pages.select_related("residencepage", "outagespage"):
        if hasattr(page, "outagespage"):
            for outage in outages:
                outage.url = page.outagespage.address_of(outage)
        elif residence.closed_on is None:
            url = page.residencepage.url
    return ResidenceLife(
        residence,
        url,
        outages,
        list(events.order_by("starts_at", "pk")[:LATEST]),
        list(news.order_by("-date", "-pk")[:LATEST]),
    )


def _for(model: type[NewsPage] | type[EventPage], residence: Residence) -> Q:
    return Q(tie(model, residence=residence)) | ~Q(tie(model))
