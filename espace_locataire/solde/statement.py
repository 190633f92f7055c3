"""The account over a period, line by line."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from espace_locataire.dossier.models import Dossier
from espace_locataire.solde.models import Ecriture


@dataclass(frozen=True)
class StatementLine:
    """An entry, and where the account stood after it (cents, > 0 owed by the tenant)."""

    entry: Ecriture
    balance_cents: int


@dataclass(frozen=True)
class Statement:
    """The account from one day to another, both included (cents, > 0 owed by the tenant)."""

    first: date
    last: date
    opening_cents: int
    lines: list[StatementLine]

    @property
    def closing_cents(self) -> int:
        """Return where the account stood at the end of the last day."""
        return self.lines[-1].balance_cents if self.lines else self.opening_cents

    @property
    def debit_cents(self) -> int:
        """Return what was asked for."""
        return sum(line.entry.amount_cents for line in self.lines if line.entry.amount_cents > 0)

    @property
    def credit_cents(self) -> int:
        """Return what came in the tenant's favour (≥ 0)."""
        return -sum(line.entry.amount_cents for line in self.lines if line.entry.amount_cents < 0)


def statement_of(dossier: Dossier, first: date, last: date) -> Statement:
    """Return the account of a dossier between two days, both included. Two queries."""
    before = dossier.ecritures.filter(value_date__lt=first).aggregate(total=Sum("amount_cents", default=0))
    balance_cents: int = before["total"]
    opening_cents, lines = balance_cents, []
    for entry in dossier.ecritures.filter(value_date__range=(first, last)).order_by("value_date", "pk"):
        balance_cents += entry.amount_cents
        lines.append(StatementLine(entry, balance_cents))
    return Statement(first, last, opening_cents, lines)
