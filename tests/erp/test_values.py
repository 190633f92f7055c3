"""Each kind of value accepts what the format says and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espace_locataire.erp.values import (
    LATITUDE,
    SURFACE,
    WrongValueError,
    as_amount,
    parse_amount,
    parse_date,
    parse_month,
    parse_total,
)

CENTS = st.integers(-(10**14) + 1, 10**14 - 1)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(CENTS)
def test_an_amount_written_and_read_is_the_same(cents: int) -> None:
    assert parse_total(as_amount(cents)) == cents


@given(st.text())
def test_an_amount_is_read_exactly_or_refused(value: str) -> None:
    try:
        cents = parse_amount(value)
    except WrongValueError:
        return
    assert cents
    assert as_amount(cents) == ("-" if value.startswith("-") else "") + value.lstrip("-0")[:-3].zfill(1) + value[-3:]


@pytest.mark.parametrize(
    "value",
    [
        "12",
        "12,5",
        "12,500",
        "12.50",
        "+12,50",
        "1 234,56",
        "1\u202f234,56",
        "12,50 €",
        "１２,50",
        "--1,00",
        "-,50",
        "",
    ],
)
def test_other_ways_to_write_an_amount_are_refused(value: str) -> None:
    with pytest.raises(WrongValueError):
        parse_amount(value)


@pytest.mark.parametrize("value", ["0,00", "-0,00", "000,00"])
def test_an_amount_is_never_nothing_but_a_total_may_be(value: str) -> None:
    assert parse_total(value) == 0
    with pytest.raises(WrongValueError):
        parse_amount(value)


@given(DAYS)
def test_a_date_is_read_both_ways(day: date) -> None:
    assert parse_date(day.isoformat()) == parse_date(f"{day:%d/%m/%Y}") == day.isoformat()


@given(st.text())
def test_a_date_is_a_day_of_the_calendar_or_refused(value: str) -> None:
    try:
        found = parse_date(value)
    except WrongValueError:
        return
    assert date.fromisoformat(found).isoformat() == found


@pytest.mark.parametrize(
    "value", ["2026-11-31", "31/11/2026", "2026-2-1", "20261101", "2026-11-01T00:00", "٢٠٢٦-11-01", "2026-11-01\n"]
)
def test_other_ways_to_write_a_date_are_refused(value: str) -> None:
    with pytest.raises(WrongValueError):
        parse_date(value)


@pytest.mark.parametrize("value", ["2026-00", "2026-13", "0000-05", "11/2026", "2026-1", "1899-12"])
def test_a_month_that_does_not_exist_is_refused(value: str) -> None:
    with pytest.raises(WrongValueError):
        parse_month(value)


def test_a_month_is_its_first_day() -> None:
    assert parse_month("2026-11") == "2026-11-01"


def test_degrees_take_a_comma_or_a_point() -> None:
    assert LATITUDE.parse("48,4560") == LATITUDE.parse("48.4560") == 48.456
    assert LATITUDE.parse("-21,11") == -21.11


@pytest.mark.parametrize("value", ["0", "0,00", "-5", "63,555", "1e3", "soixante"])
def test_a_surface_is_a_number_of_square_metres(value: str) -> None:
    with pytest.raises(WrongValueError):
        SURFACE.parse(value)
