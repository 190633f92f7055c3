"""The months of an account as a small drawing: what was asked beside what was paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from espace_locataire.solde.ledger import Mois

# Units of the drawing.
WIDTH, HEIGHT = 360, 120
GAP, TOP = 3, 4


@dataclass(frozen=True)
class Bar:
    """A bar of the drawing; `kind` is `asked` or `paid`."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """A month of the drawing: its two bars, its letter and where that stands; amounts in cents."""

    month: date
    asked_cents: int
    paid_cents: int
    bars: list[Bar]
    middle: float

    @property
    def letter(self) -> str:
        """Return the first letter of the month, in the reader's language."""
        return date_format(self.month, "M")[0].upper()


@dataclass(frozen=True)
class Chart:
    """The drawing, `width` by `height` units, the oldest month first."""

    columns: list[Column]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def view_box(self) -> str:
        """Return what the drawing shows of itself, with room for the letters below."""
        return f"0 0 {self.width} {self.height + 18}"

    @property
    def letters_at(self) -> int:
        """Return where the letters stand."""
        return self.height + 14


def chart_of(months: Sequence[Mois]) -> Chart | None:
    """Return the drawing of these months (the newest first), None when they are fewer than two or empty."""
    shown = list(reversed(months))
    amounts = [(max(0, month.net_cents), max(0, -month.paid_cents)) for month in shown]
    largest = max((max(pair) for pair in amounts), default=0)
    if len(shown) < 2 or not largest:
        return None
    step = WIDTH / len(shown)
    width = (step - 3 * GAP) / 2
    columns = []
    for number, (month, (asked, paid)) in enumerate(zip(shown, amounts, strict=True)):
        left = number * step + GAP
        bars = [
            _bar("asked", left, width, asked / largest),
            _bar("paid", left + width + GAP, width, paid / largest),
        ]
        columns.append(Column(month.first_day, asked, paid, bars, round(left + width + GAP / 2, 1)))
    return Chart(columns)


def _bar(kind: str, x: float, width: float, share: float) -> Bar:
    height = share * (HEIGHT - TOP)
    return Bar(kind, round(x, 1), round(HEIGHT - height, 1), round(width, 1), round(height, 1))
