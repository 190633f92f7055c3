"""The account of a lease: what was asked, what was paid, from month to month."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from espace_locataire.erp.generating.habits import Asked, Habit, Payment, punctual, standing_order
from espace_locataire.erp.generating.months import day_of, month_of
from espace_locataire.erp.generating.rows import EcritureRow
from espace_locataire.erp.generating.terms import Line, Terms, regularisation_cents, regularised_year

# Given the lease's own number and the year settled: the difference in cents, 0 for no statement at all.
Regularisation = Callable[["Account", int], int]


def usual_regularisation(account: "Account", year: int) -> int:
    """Return the difference of a year's charges, for the months of it this account paid."""
    return regularisation_cents(account.terms, account.key, account.months_in(year), year)


@dataclass(frozen=True, slots=True)
class Account:
    """The account of one lease, from its first month to its last (None while it runs).

    `deposit_cents` is asked in the first month and given back after the last. `ahead` is how many months are
    already called beyond the current one (−1: the current one is not called yet), and `notice_day` the day of
    the month before on which the notice goes out. The same account gives the same entries at any later day, and
    more.
    """

    dossier: str
    terms: Terms
    first: int
    last: int | None
    habit: Habit
    mode: str
    deposit_cents: int = 0
    ahead: int = 0
    notice_day: int = 25
    regularisation: Regularisation = usual_regularisation

    @property
    def key(self) -> int:
        """Return the number drawn for this lease, always the same."""
        return crc32(self.dossier.encode())

    def months_in(self, year: int) -> int:
        """Return how many months of a year this account ran."""
        first = max(self.first, year * 12)
        last = year * 12 + 11 if self.last is None else min(self.last, year * 12 + 11)
        return max(0, last - first + 1)

    def entries(self, since: int, until: date) -> list[EcritureRow]:
        """Return the entries from the month `since` to the day `until`, in the order of their dates.

        The months called ahead are there too, dated the first of their month.
        """
        start = max(since, self.first)
        end = month_of(until) + self.ahead
        if self.last is not None:
            end = min(end, self.last)
        rows: list[EcritureRow] = []
        for month in range(start, end + 1):
            rows.extend(self._month(month, until))
        if self.last is not None and self.deposit_cents and self.habit in (punctual, standing_order):
            rows.extend(row for row in self._deposit_back(self.last) if row.date <= until)
        rows.sort(key=lambda row: row.date)
        return rows

    def _month(self, month: int, until: date) -> Iterator[EcritureRow]:
        first_day = day_of(month)
        due = day_of(month, self.terms.due_day)
        stamp = f"{self.dossier}{month // 12:04d}{month % 12 + 1:02d}"
        cents = 0
        for line in self.terms.lines(month):
            cents += line.cents
            yield _entry(stamp, self.dossier, line, first_day, due)
        usual_cents = cents
        year = regularised_year(month)
        # What a statement gives back never exceeds the month it is put on: nothing is carried over.
        if year is not None and (difference := max(self.regularisation(self, year), -usual_cents)):
            cents += difference
            line = Line("Y", "regularisation", f"Régularisation de charges {year}", difference)
            yield _entry(stamp, self.dossier, line, first_day, due)
        if month == self.first and self.deposit_cents:
            cents += self.deposit_cents
            line = Line("D", "depot", "Dépôt de garantie", self.deposit_cents)
            yield _entry(stamp, self.dossier, line, first_day, due)
        draw = crc32(month.to_bytes(4), self.key)
        asked = Asked(month, cents, usual_cents, due, self.mode, self.key, draw)
        for payment in self.habit(asked):
            if payment.day <= until:
                yield _payment_entry(stamp, self.dossier, payment)

    def _deposit_back(self, last: int) -> Iterator[EcritureRow]:
        stamp = f"{self.dossier}{last // 12:04d}{last % 12 + 1:02d}"
        left = day_of(last, 31)
        back = left + timedelta(days=20)
        line = Line("DR", "depot", "Restitution du dépôt de garantie", -self.deposit_cents)
        yield _entry(stamp, self.dossier, line, back, back)
        paid = back + timedelta(days=3)
        line = Line("DV", "autre", "Virement du dépôt de garantie sur votre compte", self.deposit_cents)
        yield _entry(stamp, self.dossier, line, paid, paid)


def _entry(stamp: str, dossier: str, line: Line, day: date, due: date) -> EcritureRow:
    echeance = due if line.cents > 0 else None
    return EcritureRow(stamp + line.code, dossier, day, echeance, line.nature, line.libelle, line.cents)


def _payment_entry(stamp: str, dossier: str, payment: Payment) -> EcritureRow:
    return EcritureRow(
        stamp + payment.code, dossier, payment.day, None, payment.nature, payment.libelle, payment.cents
    )
