"""How far a month is paid: what a receipt may say of it.

What came in pays the oldest debt first, whatever month it was meant for; one that the bank took back pays nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.models import Ecriture

RENT = {Ecriture.Nature.LOYER, Ecriture.Nature.SLS, Ecriture.Nature.GARAGE}
MONEY_BACK = {Ecriture.Nature.REJET, Ecriture.Nature.PAIEMENT}


@dataclass(frozen=True)
class Settlement:
    """A month of the account, in cents.

    `rent_cents`, `charges_cents` and `other_cents` were asked for, `aids_cents` (≤ 0) came off it, `left_cents` is not
    covered yet. `settled_on` is the day everything was covered, None while something is left.
    """

    first_day: date
    rent_cents: int
    charges_cents: int
    other_cents: int
    aids_cents: int
    left_cents: int
    settled_on: date | None

    @property
    def due_cents(self) -> int:
        """Return what the tenant had to pay for the month."""
        return self.rent_cents + self.charges_cents + self.other_cents + self.aids_cents

    @property
    def received_cents(self) -> int:
        """Return what was received of it."""
        return max(0, self.due_cents - self.left_cents)

    @property
    def is_settled(self) -> bool:
        """Say whether the month is paid in full: only then may a quittance be given."""
        return self.left_cents == 0


class _Line(NamedTuple):
    """An entry, as far as it matters here."""

    cents: int
    nature: str
    value_date: date

    @property
    def month(self) -> date:
        return self.value_date.replace(day=1)

    @property
    def is_asked(self) -> bool:
        return self.cents > 0 and self.nature not in MONEY_BACK


def months_asked(dossier: Dossier) -> list[date]:
    """Return the first day of each month for which something was asked, the newest first. One query."""
    asked = dossier.ecritures.filter(amount_cents__gt=0).exclude(nature__in=MONEY_BACK)
    return sorted({day.replace(day=1) for day in asked.values_list("value_date", flat=True)}, reverse=True)


def settlement_of(dossier: Dossier, first_day: date) -> Settlement | None:
    """Return how far the month of this first day is paid, None when nothing was asked for it. Two queries."""
    rows = dossier.ecritures.order_by("due_date", "pk").values_list("amount_cents", "nature", "value_date")
    lines = [*(_Line(*row) for row in rows), *_in_flight(dossier)]
    received = -sum(line.cents for line in lines if not line.is_asked)
    asked_before, reached, left_cents = 0, 0, 0
    asked: dict[str, int] = {"rent": 0, "charges": 0, "other": 0}
    for line in lines:
        if not line.is_asked:
            continue
        if line.month == first_day:
            covered = min(line.cents, max(0, received - asked_before))
            left_cents += line.cents - covered
            reached = asked_before + line.cents
            asked[_share(line.nature)] += line.cents
        asked_before += line.cents
    if not reached:
        return None
    return Settlement(
        first_day=first_day,
        rent_cents=asked["rent"],
        charges_cents=asked["charges"],
        other_cents=asked["other"],
        aids_cents=sum(line.cents for line in lines if _is_aid(line) and line.month == first_day),
        left_cents=left_cents,
        settled_on=None if left_cents else _reached_on(reached, lines),
    )


def _in_flight(dossier: Dossier) -> list[_Line]:
    """Return what moved here and the ERP does not know yet: money received, or taken back by a bank."""
    rows = dossier.mouvements.in_flight().values_list("amount_cents", "at")
    return [
        _Line(cents, Ecriture.Nature.PAIEMENT if cents < 0 else Ecriture.Nature.REJET, timezone.localdate(at))
        for cents, at in rows
    ]


def _share(nature: str) -> str:
    if nature in RENT:
        return "rent"
    return "charges" if nature == Ecriture.Nature.CHARGES else "other"


def _is_aid(line: _Line) -> bool:
    return line.cents < 0 and line.nature not in MONEY_BACK


def _reached_on(cents: int, lines: Iterable[_Line]) -> date | None:
    """Return since when this much had come in, for good."""
    received, since = 0, None
    for line in sorted((line for line in lines if not line.is_asked), key=lambda line: line.value_date):
        received -= line.cents
        if received < cents:
            since = None
        elif since is None:
            since = line.value_date
    return since
