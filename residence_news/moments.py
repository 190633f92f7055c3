"""Moments as people say them: « mardi 1er décembre à 14 h 30 »."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.dates import in_full

NO_BREAK = "\u00a0"


def clock(moment: datetime) -> str:
    """Return the time of day in France, in the reader's language: « 14 h 30 », « 9 h »; elsewhere « 14:30 »."""
    local = timezone.localtime(moment)
    if get_language() != "fr":
        return f"{local:%H:%M}"
    minutes = f"{NO_BREAK}{local:%M}" if local.minute else ""
    return f"{local.hour}{NO_BREAK}h{minutes}"


def day_of(moment: datetime | date) -> str:
    """Return the day of a moment, its name first: « mardi 1er décembre »; with the year when it is not this one."""
    day = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    written = in_full(day)
    if day.year == timezone.localdate().year:
        written = written.removesuffix(f" {day.year}")
    return f"{date_format(day, 'l')} {written}"


def when(moment: datetime) -> str:
    """Return a moment: « mardi 1er décembre à 14 h 30 »."""
    return _("%(day)s à %(time)s") % {"day": day_of(moment), "time": clock(moment)}


def span(start: datetime, end: datetime) -> str:
    """Return from when to when: « mardi 1er décembre, de 14 h à 17 h », or from one moment to the other."""
    if timezone.localdate(start) == timezone.localdate(end):
        return _("%(day)s, de %(start)s à %(end)s") % {
            "day": day_of(start),
            "start": clock(start),
            "end": clock(end),
        }
    return _("du %(start)s au %(end)s") % {"start": when(start), "end": when(end)}
