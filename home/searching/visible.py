"""What of the search's entries visitors may see at this moment."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, Locale, PageViewRestriction

from home.models import SearchEntry


def visible_entries(locale: Locale) -> QuerySet[SearchEntry]:
    """Return the entries of a language whose page is published, not expired and kept for no one.

    Asked at each search, so that an entry not yet brought up to date shows nothing it should not.
    """
    pages = PageViewRestriction.objects.values_list("page__path", flat=True)
    collections = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    kept = Q()
    for path in pages:
        kept |= Q(page__path__startswith=path)
    for path in collections:
        kept |= Q(document__collection__path__startswith=path)
    unexpired = Q(page__expire_at=None) | Q(page__expire_at__gt=timezone.now())
    entries = SearchEntry.objects.filter(unexpired, locale=locale, page__live=True)
    return entries.exclude(kept) if kept else entries
