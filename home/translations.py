"""How old a translation is beside the page it was made from."""

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import PublicPageQuerySet


def versions_of(page: Page) -> list[Page]:
    """Return the page in the other languages anyone may read it in; asked once for a page.

    The one it was translated from has `taken_over_at`, when its text was last taken over to be translated;
    it is None for the others.
    """
    found: list[Page] | None = page.__dict__.get("_versions")
    if found is None:
        translated = Translation.objects.filter(source=OuterRef("pk"), target_locale=page.locale_id)
        sources = TranslationSource.objects.filter(
            Exists(translated), object_id=OuterRef("translation_key"), locale=OuterRef("locale")
        )
        found = page.__dict__["_versions"] = list(
            PublicPageQuerySet(Page)
            .published()
            .filter(translation_key=page.translation_key)
            .exclude(pk=page.pk)
            .annotate(taken_over_at=Subquery(sources.values("last_updated_at")[:1]))
            .select_related("locale")
        )
    return found


def source_of(page: Page) -> Page | None:
    """Return the page this one was translated from, if anyone may read it; else None."""
    return next((version for version in versions_of(page) if version.taken_over_at is not None), None)


def is_behind(page: Page) -> bool:
    """Has the page this one was translated from been published again since its text was last taken over?

    A page that was translated from no other is never behind.
    """
    source = source_of(page)
    if source is None or source.last_published_at is None or page.last_published_at is None:
        return False
    # Taking the text over is not enough: the translation must have been published with it.
    return bool(source.last_published_at > source.taken_over_at or source.last_published_at > page.last_published_at)


def translations_behind() -> QuerySet[Page]:
    """Return the published translations that `is_behind` finds behind, the longest behind first.

    Each has `source_published_at`, when the page it was translated from was last published.
    """
    first = settings.LANGUAGE_CODE
    source = Page.objects.live().filter(translation_key=OuterRef("translation_key"), locale__language_code=first)
    translated = Translation.objects.filter(source=OuterRef("pk"), target_locale=OuterRef(OuterRef("locale")))
    taken_over = TranslationSource.objects.filter(
        Exists(translated), object_id=OuterRef("translation_key"), locale__language_code=first
    )
    return (
        Page.objects.live()
        .exclude(locale__language_code=first)
        .annotate(
            source_published_at=Subquery(source.values("last_published_at")[:1]),
            taken_over_at=Subquery(taken_over.values("last_updated_at")[:1]),
        )
        .filter(
            Q(source_published_at__gt=F("taken_over_at")) | Q(source_published_at__gt=F("last_published_at")),
            taken_over_at__isnull=False,
        )
        .select_related("locale")
        .order_by("source_published_at")
    )
