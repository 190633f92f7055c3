"""What happens in one residence, on a few lines: for those who live there."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Page

from home.models import PublicPageQuerySet
from residence_news.models import EventPage, NewsPage, Outage, Residence
from residence_news.selection import tie

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
    code = get_supported_content_language_variant(get_language() or "fr")
    # Asked for once: what is kept for some is the same for all the lists below.
    kept_for_some = PublicPageQuerySet(Page).private_q()
    readable = Q(live=True, locale__language_code=code) & ~Q(expire_at__lte=timezone.now()) & ~kept_for_some
    today = timezone.localdate()

    outages = list(
        Outage.objects.under_way().of(residence).prefetch_related("equipements").order_by("-state", "starts_at", "pk")
    )
    events = EventPage.objects.filter(readable, _for(EventPage, residence), date__lte=today)
    news = NewsPage.objects.filter(readable, _for(NewsPage, residence), date__lte=today)
    url = ""
    pages = Page.objects.filter(readable).filter(Q(residencepage__residence=residence) | Q(outagespage__isnull=False))
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
        list(events.filter(ends_at__gt=timezone.now()).order_by("starts_at", "pk")[:LATEST]),
        list(news.order_by("-date", "-pk")[:LATEST]),
    )


def _for(model: type[NewsPage] | type[EventPage], residence: Residence) -> Q:
    return Q(tie(model, residence=residence)) | ~Q(tie(model))
