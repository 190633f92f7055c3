"""Opening hours: what editors enter, a week as people read it, and what holds today."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

DAYS = [(str(number), capfirst(name)) for number, name in WEEKDAYS.items()]


class OpeningBlock(blocks.StructBlock):
    """A stretch of time open on some days."""

    first_day = blocks.ChoiceBlock(choices=DAYS, default="0", label=_("Du"))
    last_day = blocks.ChoiceBlock(choices=DAYS, default="4", label=_("Au (compris)"))
    opens = blocks.TimeBlock(label=_("De"))
    closes = blocks.TimeBlock(label=_("À"))
    by_appointment = blocks.BooleanBlock(required=False, label=_("Sur rendez-vous"))

    class Meta:
        label = _("Plage d’ouverture")
        icon = "time"
        form_classname = "struct-block"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse days and hours that go backwards."""
        cleaned = super().clean(value)
        errors = {}
        if int(cleaned["last_day"]) < int(cleaned["first_day"]):
            errors["last_day"] = ValidationError(_("Ce jour vient avant le premier."))
        if cleaned["closes"] <= cleaned["opens"]:
            errors["closes"] = ValidationError(_("La fermeture vient avant l’ouverture."))
        if errors:
            raise StructBlockValidationError(block_errors=errors)
        return cleaned


class OpeningsBlock(blocks.StreamBlock):
    """A week: a morning and an afternoon are two stretches."""

    opening = OpeningBlock()

    class Meta:
        label = _("Horaires")

    def clean(self, value: Any) -> Any:
        """Refuse two stretches that overlap on one day."""
        cleaned = super().clean(value)
        for day in range(7):
            slots = slots_of(cleaned, day)
            for earlier, later in pairwise(slots):
                if later.opens < earlier.closes:
                    message = _("Deux plages se chevauchent le %(day)s.") % {"day": WEEKDAYS[day]}
                    raise StreamBlockValidationError(non_block_errors=[ValidationError(message)])
        return cleaned


class ClosureBlock(blocks.StructBlock):
    """A day on which the desk stays shut."""

    day = blocks.DateBlock(label=_("Jour"))
    reason = blocks.CharBlock(required=False, max_length=60, label=_("Raison"), help_text=_("Jour férié, travaux…"))

    class Meta:
        label = _("Jour de fermeture")
        icon = "date"


class ClosuresBlock(blocks.StreamBlock):
    """Days on which the desk stays shut, besides its week."""

    closure = ClosureBlock()

    class Meta:
        label = _("Fermetures exceptionnelles")


class Slot(NamedTuple):
    """A stretch of time open."""

    opens: time
    closes: time
    by_appointment: bool

    def __str__(self) -> str:
        """Write it as people say it."""
        written = _t("de %(opens)s à %(closes)s") % {"opens": hour(self.opens), "closes": hour(self.closes)}
        return _t("%(slot)s sur rendez-vous") % {"slot": written} if self.by_appointment else written


class WeekLine(NamedTuple):
    """Days in a row that have the same hours; no hours: closed."""

    days: str
    hours: str


class Today(NamedTuple):
    """What holds today: the hours (empty: closed), and why it is closed when that is said."""

    hours: str
    reason: str


class Closure(NamedTuple):
    """A day on which the desk stays shut, and why."""

    day: date
    reason: str


def hour(moment: time) -> str:
    """Return an hour of the day in the reader's language: « 8 h 30 », « 12 h »."""
    if get_language() == "fr":
        return f"{moment.hour}\u00a0h" + (f"\u00a0{moment.minute:02}" if moment.minute else "")
    return time_format(moment, "P")


def slots_of(openings: Iterable[Any], day: int) -> list[Slot]:
    """Return what is open on a day of the week (0 is Monday), in order."""
    return sorted(
        Slot(block.value["opens"], block.value["closes"], bool(block.value["by_appointment"]))
        for block in openings
        if int(block.value["first_day"]) <= day <= int(block.value["last_day"])
    )


def in_words(slots: list[Slot]) -> str:
    """Return the hours of a day in words; nothing when it is closed."""
    return _t(" et ").join(str(slot) for slot in slots)


def week_of(openings: Iterable[Any]) -> list[WeekLine]:
    """Return the week as lines: days in a row with the same hours stand together. No opening at all: no line."""
    openings = list(openings)
    if not openings:
        return []
    lines = []
    for hours, run in groupby(range(7), key=lambda day: in_words(slots_of(openings, day))):
        days = list(run)
        first, last = str(WEEKDAYS[days[0]]), str(WEEKDAYS[days[-1]])
        if len(days) == 1:
            name = first
        elif len(days) == 2:
            name = _t("%(first)s et %(last)s") % {"first": first, "last": last}
        else:
            name = _t("du %(first)s au %(last)s") % {"first": first, "last": last}
        lines.append(WeekLine(capfirst(name), capfirst(hours)))
    return lines


def closures_of(closures: Iterable[Any], on: date, days: int = 30) -> list[Closure]:
    """Return the closures to come within so many days, that day included, the nearest first."""
    found = (Closure(block.value["day"], block.value["reason"]) for block in closures)
    return sorted(closure for closure in found if on <= closure.day <= on + timedelta(days=days))


def today_at(openings: Iterable[Any], closures: Iterable[Any], on: date) -> Today:
    """Return what holds on this day: an exceptional closure wins over the week."""
    for closure in closures_of(closures, on, days=0):
        return Today("", closure.reason)
    return Today(in_words(slots_of(openings, on.weekday())), "")


def next_midnight(at: datetime | None = None) -> datetime:
    """Return when today ends, in the site's time zone: what says « aujourd’hui » holds until then."""
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))
