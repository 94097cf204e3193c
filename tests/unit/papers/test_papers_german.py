"""German forms of figures and dates, as they stand in the papers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from documents.papers import german
from documents.papers.values import Missing, Number, Text

CASES = [
    (german.euro, 100, "100\u00a0Euro"),
    (german.euro, Decimal("1000.5"), "1.000,50\u00a0Euro"),
    (german.euro, Decimal("0.01"), "0,01\u00a0Euro"),
    (german.euro, 1234567, "1.234.567\u00a0Euro"),
    (german.amount, Decimal("25.00"), "25"),
    (german.percent, 10, "10\u00a0Prozent"),
    (german.percent, Decimal("1.5"), "1,5\u00a0Prozent"),
    (german.fraction, 75, "drei Vierteln"),
    (german.fraction, 90, "neun Zehnteln"),
    (german.fraction, Decimal("66.7"), "66,7\u00a0Prozent"),
    (german.long_date, "2027-03-20", "20. März 2027"),
    (german.weekday_date, "2027-03-20", "Samstag, 20. März 2027"),
    (german.month_day, "07-01", "1. Juli"),
    (german.day_before, "07-01", "30. Juni"),
    (german.day_before, "01-01", "31. Dezember"),
    (german.clock_time, "19:00", "19\u00a0Uhr"),
    (german.clock_time, "17:30", "17:30\u00a0Uhr"),
    (german.in_words, 4, "vier"),
    (german.in_words, 40, "40"),
    (german.stop, "Satz", "Satz."),
    (german.stop, "Satz.", "Satz."),
    (german.stop, "Satz!", "Satz!"),
    (german.long_date, "30.02.2027", "30.02.2027"),
    (german.euro, "viel", "viel"),
]


@pytest.mark.parametrize(("make", "value", "text"), CASES)
def test_form(make, value, text: str) -> None:
    assert make(value) == text


def test_form_keeps_the_path_of_its_answer() -> None:
    assert german.euro(Number(100, "capital.share_value_eur")).path == "capital.share_value_eur"


def test_missing_answer_stays_missing() -> None:
    assert german.euro(Missing("capital.share_value_eur")) == Missing("x")


def test_unknown_code_is_shown_and_does_not_disappear() -> None:
    assert german.word(Text("jury", "membership.exclusion_organ"), "organ") == "jury"


@pytest.mark.parametrize(
    ("values", "text"), [(["a"], "a"), (["a", "b"], "a und b"), (["a", "b", "c"], "a, b und c"), ([], "")]
)
def test_list(values: list[str], text: str) -> None:
    assert german.listed(values) == text


def test_missing_is_never_more_or_less_than_anything() -> None:
    nothing = Missing("capital.max_shares")
    assert not any((nothing > 1, nothing < 1, nothing >= 1, nothing <= 1))
    assert not nothing.anything.below
    assert list(nothing) == []
