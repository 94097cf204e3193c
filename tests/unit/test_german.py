"""Amounts and dates as people here write them."""

from __future__ import annotations

import pytest

from bot.german import euro, long_date, number, weekday_date


@pytest.mark.parametrize(
    ("value", "shown"), [("1000.5", "1.000,50 €"), (250, "250 €"), ("0.25", "0,25 €"), ("1000000", "1.000.000 €")]
)
def test_amounts(value: object, shown: str) -> None:
    assert euro(value).replace("\u00a0", " ") == shown


def test_numbers_and_dates() -> None:
    assert number("12000") == "12.000"
    assert number("0.25") == "0,25"
    assert long_date("2027-03-20") == "20. März 2027"
    assert weekday_date("2027-03-20") == "Samstag, 20. März 2027"
