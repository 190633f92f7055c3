"""What a reader is told of an outage: since when, until when, when there will be news. In sentences, never codes."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from residence_news.moments import when
from residence_news.outage_words import Phase

if TYPE_CHECKING:
    from residence_news.models import Outage


class Fact(NamedTuple):
    """One thing to know; `tone` is `late` when a promise was not kept."""

    label: str
    text: str
    tone: str = ""


def facts_of(outage: "Outage") -> list[Fact]:
    """Return what to know of an outage at this moment, the most useful first."""
    if outage.phase is Phase.OVER and outage.ended_at:
        label = _("Terminés") if outage.kind == "travaux" else _("Rétabli")
        return [Fact(label, when(outage.ended_at)), Fact(_("Début"), when(outage.starts_at))]
    if outage.phase is Phase.CANCELLED:
        return [Fact(_("Annulé"), when(outage.changed_at)), Fact(_("Date prévue"), when(outage.starts_at))]
    start = _("Début prévu") if outage.phase is Phase.PLANNED else _("Depuis")
    return [Fact(start, when(outage.starts_at)), _end(outage), *_next(outage)]


def _end(outage: "Outage") -> Fact:
    if outage.expected_end is None:
        return Fact(_("Fin prévue"), _("nous ne savons pas encore"))
    if outage.is_late:
        text = _("nous pensions finir %(moment)s ; ce n’est pas encore fini") % {"moment": when(outage.expected_end)}
        return Fact(_("Fin prévue"), text, "late")
    return Fact(_("Fin prévue"), when(outage.expected_end))


def _next(outage: "Outage") -> list[Fact]:
    if outage.next_update_due is None:
        return []
    moment = {"moment": when(outage.next_update_due)}
    if outage.update_is_overdue:
        text = _("nous devions donner des nouvelles avant %(moment)s ; nous sommes en retard, excusez-nous") % moment
        return [Fact(_("Prochaines nouvelles"), text, "late")]
    return [Fact(_("Prochaines nouvelles"), _("avant %(moment)s") % moment)]


def sentence_of(outage: "Outage") -> str:
    """Return the one line a short list has room for: « Depuis lundi 23 novembre à 8 h · fin prévue … »."""
    if outage.phase is Phase.OVER and outage.ended_at:
        return _("Rétabli %(moment)s") % {"moment": when(outage.ended_at)}
    if outage.phase is Phase.CANCELLED:
        return _("Annulé ; était prévu %(moment)s") % {"moment": when(outage.starts_at)}
    if outage.phase is Phase.PLANNED:
        start = _("À partir de %(moment)s") % {"moment": when(outage.starts_at)}
    else:
        start = _("Depuis %(moment)s") % {"moment": when(outage.starts_at)}
    if outage.expected_end is None or outage.is_late:
        return start
    return _("%(start)s · fin prévue %(moment)s") % {"start": start, "moment": when(outage.expected_end)}
