"""Months as whole numbers (year × 12 + month − 1), so that a year is twelve steps and nothing drifts."""

from calendar import monthrange
from datetime import date


def month_of(day: date) -> int:
    """Return the number of the month of a day."""
    return day.year * 12 + day.month - 1


def day_of(month: int, day: int = 1) -> date:
    """Return that day of a month, or the month's last day if it has not that many."""
    year, index = divmod(month, 12)
    if day > 28:
        day = min(day, monthrange(year, index + 1)[1])
    return date(year, index + 1, day)


def year_of(month: int) -> int:
    """Return the year of a month."""
    return month // 12


def written(month: int) -> str:
    """Return the month as `AAAA-MM`."""
    year, index = divmod(month, 12)
    return f"{year:04d}-{index + 1:02d}"
