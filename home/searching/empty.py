"""Searches without result, kept for editors: the words alone, and only when they can tell of nobody."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Locale

from home.models import EmptySearch
from home.models.search import QUERY_LENGTH
from home.searching.query import Query
from home.searching.words import words_of

MOST_WORDS = 6
# A postcode, a year, a number of a street; not a phone number, a reference or a date of birth.
MOST_DIGITS = 5
# So that a robot cannot fill the table: new queries a day, rows in all, and how soon the same one counts again.
NEW_PER_DAY = 300
MOST_ROWS = 5_000
PAUSE = timedelta(minutes=1)
# Asked fewer times than this and not for a while, a query is forgotten; whatever it is, after thirteen months.
RARE = 3
RARE_FOR = timedelta(days=60)
KEPT_FOR = timedelta(days=396)


def keepable(query: Query) -> str:
    """Return the query as it may be kept, normalised; empty when it may be about somebody or is no word at all."""
    words = list(words_of(query.text))
    normalised = " ".join(words)
    digits = sum(letter.isdigit() for letter in normalised)
    if (
        "@" in query.text
        or query.cut
        or digits > MOST_DIGITS
        or len(words) > MOST_WORDS
        or len(normalised) < 2
        or max(len(query.text), len(normalised)) > QUERY_LENGTH
    ):
        return ""
    return normalised


def record(query: Query, locale: Locale, at: datetime | None = None) -> None:
    """Count a search that found nothing; the same one again within `PAUSE` counts once."""
    normalised = keepable(query)
    if not normalised:
        return
    moment = at or timezone.now()
    known = EmptySearch.objects.filter(locale=locale, query=normalised)
    with transaction.atomic():
        if known.filter(last_at__lte=moment - PAUSE).update(count=F("count") + 1, last_at=moment) or known.exists():
            return
        today = EmptySearch.objects.filter(first_at__gt=moment - timedelta(days=1)).count()
        if not today:
            forget_old(moment)
        if today >= NEW_PER_DAY or EmptySearch.objects.count() >= MOST_ROWS:
            return
        EmptySearch.objects.bulk_create(
            [EmptySearch(locale=locale, query=normalised, first_at=moment, last_at=moment)], ignore_conflicts=True
        )


def forget_old(at: datetime) -> None:
    """Delete what was not looked for any more for a long time: sooner when it was rare."""
    EmptySearch.objects.filter(last_at__lt=at - KEPT_FOR).delete()
    EmptySearch.objects.filter(last_at__lt=at - RARE_FOR, count__lt=RARE).delete()
