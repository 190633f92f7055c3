"""Days as people write them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language


def in_full(day: date) -> str:
    """Return a day in full in the reader's language: « 1er décembre 2026 », « 2 décembre 2026 »."""
    written = date_format(day, "j F Y")
    is_first_in_french = day.day == 1 and get_language() == "fr"
    return f"1er{written.removeprefix('1')}" if is_first_in_french else written
