"""How old a translation is beside the page it was made from."""

from django.db.models import Exists, OuterRef, Subquery
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import PublicPageQuerySet


def source_of(page: Page) -> Page | None:
    """Return the page this one was translated from, if anyone may read it, with `taken_over_at`; else None.

    `taken_over_at` is when its text was last taken over to be translated.
    """
    translated = Translation.objects.filter(source=OuterRef("pk"), target_locale=page.locale_id)
    sources = TranslationSource.objects.filter(
        Exists(translated), object_id=OuterRef("translation_key"), locale=OuterRef("locale")
    )
    return (
        PublicPageQuerySet(Page)
        .published()
        .filter(translation_key=page.translation_key)
        .exclude(pk=page.pk)
        .annotate(taken_over_at=Subquery(sources.values("last_updated_at")[:1]))
        .filter(taken_over_at__isnull=False)
        .select_related("locale")
        .first()
    )


def is_behind(page: Page, source: Page | None = None) -> bool:
    """Has the page this one was translated from been published again since its text was last taken over?

    `source` is what `source_of` returns; it is looked up when it is not given. A page that was translated
    from no other is never behind.
    """
    source = source or source_of(page)
    if source is None or source.last_published_at is None or page.last_published_at is None:
        return False
    # Taking the text over is not enough: the translation must have been published with it.
    return bool(source.last_published_at > source.taken_over_at or source.last_published_at > page.last_published_at)
