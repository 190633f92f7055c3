"""What the translations of a piece of news take from it each time it is published.

wagtail-localize carries texts; it leaves alone many-to-many ties emptied at the source and the day a page expires,
and waits for a translator before it carries dates. An event that moved must not keep its old hour in English.
"""

from typing import Any

from wagtail.models import Page
from wagtail.signals import page_published

from home.translations_follow import followers_of
from residence_news.models import EventPage, NewsPage
from residence_news.models.news import NewsItem

SHARED = ("date", "category", "expire_at")
OF_EVENTS = ("starts_at", "ends_at")


def carry_over(page: NewsItem) -> None:
    """Give each translation the page's dates, category, expiry and residences, in public and in its draft."""
    names = (*SHARED, *OF_EVENTS) if isinstance(page, EventPage) else SHARED
    residences = list(page.residences.all())
    for translation in followers_of(page):
        public = translation.specific
        if _same(page, public, names, residences):
            continue
        draft = translation.get_latest_revision_as_object()
        for version in (public, draft):
            for name in names:
                setattr(version, name, getattr(page, name))
            version.residences.set(residences)
        # The translator's unfinished work stays a draft: only what is public is saved as it is.
        if public.live and not public.has_unpublished_changes:
            draft.save_revision().publish()
        else:
            public.save()
            draft.save_revision()


def _same(page: NewsItem, translation: NewsItem, names: tuple[str, ...], residences: list[Any]) -> bool:
    ties = {residence.pk for residence in translation.residences.all()}
    return ties == {residence.pk for residence in residences} and all(
        getattr(page, name) == getattr(translation, name) for name in names
    )


def _published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if isinstance(instance, NewsItem):
        carry_over(instance)


def connect() -> None:
    """Listen to what is published; called once, when the app is ready."""
    for model in (NewsPage, EventPage):
        page_published.connect(_published, sender=model, dispatch_uid=f"residence_news.follow.{model.__name__}")
