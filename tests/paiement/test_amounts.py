"""Amounts are read as people type them; what may be read two ways is not read at all."""

import pytest

from espace_locataire.paiement.amounts import cents_of


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("150", 15_000),
        ("150,5", 15_050),
        ("12,34 €", 1_234),
        ("12,34\u202f€", 1_234),
        (" 12.34 euros ", 1_234),
        ("1 234,56", 123_456),
        ("1\u202f234,56\u00a0€", 123_456),
        ("1.234,56", 123_456),
        ("1,234.56", 123_456),
        ("1234567", 123_456_700),
        ("0", 0),
        ("0,00", 0),
    ],
)
def test_an_amount_is_read_as_it_is_written(typed: str, cents: int) -> None:
    assert cents_of(typed) == cents


@pytest.mark.parametrize(
    "typed",
    ["", "€", "-5", "−5", "+5", "NaN", "inf", "1e3", "12,345", "12.345", "1,2,3", "12,", ",50", "１２", "٣", "12 34",
     "1 2345", "0x10", "1_000", "douze", "12 345 678 901", "12,34\n5", "12€34", "99999999"],
)  # fmt: skip
def test_what_is_no_amount_for_sure_is_not_read(typed: str) -> None:
    assert cents_of(typed) is None
