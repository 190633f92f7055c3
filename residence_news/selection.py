"""Which news, for whom, in which order: what the index, the feeds, the residences and the home page share."""

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Q, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Locale, Page

from home.models import PublicPageQuerySet
from residence_news.models.news import EventPage, NewsPage
from residence_news.models.registry import Residence
from residence_news.ties import ties_of

if TYPE_CHECKING:
    from residence_news.models.news import NewsItem

WITH_IMAGES = ("newspage__image", "eventpage__image")


def reader_language() -> str:
    """Return the code of the language the reader's pages are written in."""
    return get_supported_content_language_variant(get_language() or "fr")


def news_items(language: str) -> PublicPageQuerySet:
    """Return the news and events anyone may read in this language, the newest first, each with `day` and `theme`.

    They are plain pages: `shown` gives the rest.
    """
    return (
        PublicPageQuerySet(Page)
        .published()
        .filter(Q(newspage__isnull=False) | Q(eventpage__isnull=False), locale__language_code=language)
        .annotate(
            day=Coalesce("newspage__date", "eventpage__date"),
            theme=Coalesce("newspage__category", "eventpage__category"),
        )
        .filter(day__lte=timezone.localdate())
        .order_by("-day", F("first_published_at").desc(nulls_last=True), "-pk")
    )


def whole(page: Page) -> "NewsItem | None":
    """Return the news or event a page is, brought along with WITH_IMAGES; None for any other page."""
    item: NewsItem | None = getattr(page, "newspage", None) or getattr(page, "eventpage", None)
    return item


def shown(pages: PublicPageQuerySet, with_images: bool = True) -> "list[NewsItem]":
    """Return these news and events as cards, with their residences in `concerned` and their image's versions.

    Three queries, whatever their number; two without images.
    """
    found = [whole(page) for page in pages.select_related(*WITH_IMAGES)]
    items = [item for item in found if item is not None]
    ties = ties_of(pages=[item.pk for item in items])
    for item in items:
        item.concerned = ties.pages[item.pk]
    if with_images:
        bring_renditions(items)
    return items


def bring_renditions(items: "list[NewsItem]") -> None:
    """Bring along the versions of the items' images: one query."""
    prefetch_related_objects([item.image for item in items if item.image], "renditions")


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


def coming_events(locale: Locale | str, residence: Residence | None = None) -> Any:
    """Return the events not over yet, the next one first; of a residence, those tied to it or to none.

    `locale` may be the code of a language.
    """
    in_language = {"locale__language_code": locale} if isinstance(locale, str) else {"locale": locale}
    events = EventPage.objects.published().filter(
        ends_at__gt=timezone.now(), date__lte=timezone.localdate(), **in_language
    )
    if residence is not None:
        events = events.filter(Q(tie(EventPage, residence=residence)) | ~Q(tie(EventPage)))
    return events.order_by("starts_at", "pk")
