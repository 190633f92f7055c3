"""Days are written as people write them, in each language."""

from datetime import date

import pytest
from django.utils import translation

from home.dates import in_full


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("fr", date(2026, 12, 1), "1er décembre 2026"),
        ("fr", date(2026, 12, 2), "2 décembre 2026"),
        ("fr", date(2026, 12, 11), "11 décembre 2026"),
        ("fr", date(2026, 12, 31), "31 décembre 2026"),
        ("en", date(2026, 12, 1), "1 December 2026"),
    ],
)
def test_a_day_in_full(language: str, day: date, written: str) -> None:
    with translation.override(language):
        assert in_full(day) == written
