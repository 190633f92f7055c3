"""The one formula: what a dossier owes, what of it is late, and how it came about, month by month.

À payer = Σ écritures + Σ mouvements the ERP has no entry for yet. A credit pays the oldest debit first, whatever month
it was meant for.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import BigIntegerField, Max, Min, Q, QuerySet, Subquery, Sum, Window
from django.db.models.functions import Coalesce
from django.utils import timezone

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.models import ArreteComptes, Ecriture, Mouvement


@dataclass(frozen=True)
class Solde:
    """What a dossier owes, in cents: > 0 owed by the tenant, < 0 in the tenant's favour.

    `erp_cents` is what the landlord's accounts say, drawn up at `as_of` (None before the first import);
    `in_flight_cents` what moved here since, that they do not know yet; `cents`, the sum of both, what is to be paid.
    `late_cents` is what fell due before today and is not covered, `late_since` the due date of the oldest debit not
    covered, `next_due` the next day something falls due. `first_entry` and `last_entry` are the dates of the first and
    the last entry (None when there is none).
    """

    cents: int
    in_flight_cents: int = 0
    late_cents: int = 0
    late_since: date | None = None
    next_due: date | None = None
    as_of: datetime | None = None
    first_entry: date | None = None
    last_entry: date | None = None

    @property
    def erp_cents(self) -> int:
        """Return what the landlord's accounts say."""
        return self.cents - self.in_flight_cents

    @property
    def is_debit(self) -> bool:
        """Is something owed?"""
        return self.cents > 0

    @property
    def is_credit(self) -> bool:
        """Is the tenant in credit?"""
        return self.cents < 0

    @property
    def is_late(self) -> bool:
        """Did something fall due without being covered?"""
        return self.late_cents > 0

    @property
    def is_partly_late(self) -> bool:
        """Is only a part of what is owed late?"""
        return 0 < self.late_cents < self.cents


def solde_of(dossier: Dossier, on: date | None = None) -> Solde:
    """Return what a dossier owes on that day (today by default)."""
    today = on or timezone.localdate()
    coming = Q(amount_cents__gt=0, due_date__gte=today)
    sums = dossier.ecritures.aggregate(
        total=Sum("amount_cents", default=0),
        coming=Sum("amount_cents", filter=coming, default=0),
        credits=Sum("amount_cents", filter=Q(amount_cents__lt=0), default=0),
        next_due=Min("due_date", filter=coming),
        first_entry=Min("value_date"),
        last_entry=Max("value_date"),
    )
    moved = _Moved.of(dossier)
    cents = sums["total"] + moved.cents
    late_cents = max(0, cents - sums["coming"] - moved.owed_again_from(today))
    return Solde(
        cents=cents,
        in_flight_cents=moved.cents,
        late_cents=late_cents,
        late_since=_oldest_uncovered(dossier, moved, -sums["credits"]) if late_cents else None,
        next_due=sums["next_due"],
        as_of=moved.as_of,
        first_entry=sums["first_entry"],
        last_entry=sums["last_entry"],
    )


class _Moved(NamedTuple):
    """The movements in flight of a lease: what came in (cents ≤ 0), and what is owed again, with its days.

    `as_of` is when the landlord's accounts were drawn up, which the same query tells.
    """

    as_of: datetime | None
    received_cents: int
    owed_again: list[tuple[date, int]]

    @classmethod
    def of(cls, dossier: Dossier) -> "_Moved":
        in_flight = dossier.mouvements.in_flight()
        accounts = ArreteComptes.objects.annotate(
            received=_sum_of(in_flight.filter(amount_cents__lt=0)), again=_sum_of(in_flight.filter(amount_cents__gt=0))
        )
        as_of, received, again = accounts.values_list("as_of", "received", "again").first() or (None, 0, 0)
        rows = in_flight.filter(amount_cents__gt=0).values_list("at", "amount_cents") if again else []
        return cls(as_of, received, sorted((timezone.localdate(at), cents) for at, cents in rows))

    @property
    def cents(self) -> int:
        return self.received_cents + sum(cents for _day, cents in self.owed_again)

    def owed_again_from(self, today: date) -> int:
        """Return what is owed again since today at the earliest: it is not late yet."""
        return sum(cents for day, cents in self.owed_again if day >= today)


def _sum_of(movements: "QuerySet[Mouvement]") -> Coalesce:
    # One row at most: they are all of one lease.
    total = movements.order_by().values("dossier").annotate(total=Sum("amount_cents")).values("total")
    return Coalesce(Subquery(total), 0, output_field=BigIntegerField())


def _oldest_uncovered(dossier: Dossier, moved: _Moved, credit_cents: int) -> date | None:
    """Return the due date of the first debit that these credits, spent on the oldest first, do not cover."""
    credit_cents -= moved.received_cents
    if not moved.owed_again:
        return _first_beyond(dossier, credit_cents)
    # A refund or a returned debit in flight is rare: then every debit is looked at here.
    debits = dossier.ecritures.filter(amount_cents__gt=0).values_list("due_date", "amount_cents")
    owed_so_far = 0
    for day, cents in sorted([*debits, *moved.owed_again]):
        owed_so_far += cents
        if owed_so_far > credit_cents:
            return day
    return None


def _first_beyond(dossier: Dossier, credit_cents: int) -> date | None:
    return (
        dossier.ecritures.filter(amount_cents__gt=0)
        .annotate(owed_so_far=Window(Sum("amount_cents"), order_by=["due_date", "pk"]))
        .filter(owed_so_far__gt=credit_cents)
        .order_by("due_date", "pk")
        .values_list("due_date", flat=True)
        .first()
    )


@dataclass
class Mois:
    """A month of the account: its entries, and where the account stood at its end (cents)."""

    first_day: date
    balance_cents: int = 0
    asked: list[Ecriture] = field(default_factory=list)
    aids: list[Ecriture] = field(default_factory=list)
    paid: list[Ecriture] = field(default_factory=list)

    @property
    def asked_cents(self) -> int:
        """Return what was asked that month."""
        return sum(line.amount_cents for line in self.asked)

    @property
    def aids_cents(self) -> int:
        """Return the aids and reductions of that month (≤ 0)."""
        return sum(line.amount_cents for line in self.aids)

    @property
    def paid_cents(self) -> int:
        """Return what was paid that month (≤ 0)."""
        return sum(line.amount_cents for line in self.paid)

    @property
    def net_cents(self) -> int:
        """Return what was left to pay for that month once aids and reductions are deducted."""
        return self.asked_cents + self.aids_cents

    def add(self, line: Ecriture) -> None:
        """Put an entry where a reader looks for it: asked, deducted, or paid."""
        if line.amount_cents > 0:
            self.asked.append(line)
        elif line.nature == Ecriture.Nature.PAIEMENT:
            self.paid.append(line)
        else:
            self.aids.append(line)


def months_of(dossier: Dossier, first: date, until: date) -> list[Mois]:
    """Return the months with entries from `first` to before `until`, the newest first."""
    before = dossier.ecritures.filter(value_date__lt=first).aggregate(total=Sum("amount_cents", default=0))
    balance_cents = before["total"]
    months: list[Mois] = []
    for line in dossier.ecritures.filter(value_date__gte=first, value_date__lt=until).order_by("value_date", "pk"):
        first_day = line.value_date.replace(day=1)
        if not months or months[-1].first_day != first_day:
            months.append(Mois(first_day))
        balance_cents += line.amount_cents
        months[-1].add(line)
        months[-1].balance_cents = balance_cents
    return months[::-1]
