"""Amounts: every way in which Germans write one, and nothing guessed (case 1)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.answers.amounts import amount, money
from documents.answers.result import Ask, NotAnAnswer, Parsed, Refused

OUTCOMES = {Ask: "ASK", Refused: "NO", NotAnAnswer: "NO"}
Cases = Callable[[str], list[tuple[str, str]]]


def test_every_line_of_the_case_file_comes_out_as_it_says(cases: Cases) -> None:
    for said, right in cases("betraege.txt"):
        read = amount(said, low=Decimal(1))
        got = read.value if isinstance(read, Parsed) else OUTCOMES[type(read)]
        assert got == right, f"{said!r}: {read}"


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2,5 Millionen", "2500000.00"),
        ("1000 Euro 50", "1000.50"),
        ("fünfundachtzigtausend", "85000.00"),
        ("nehmen wir 250 Euro", "250.00"),
        ("100€ pro Anteil", "100.00"),
        ("250 euro bitte", "250.00"),
        ("eine halbe Million", "500000.00"),
        ("null", "0.00"),
    ],
)
def test_everyday_ways_of_saying_an_amount(said: str, value: str) -> None:
    assert amount(said) == Parsed(value)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("0", "utter_founding_amount_too_low"),
        ("9" * 20, "utter_founding_number_too_long"),
        ("1.000.50", "utter_founding_amount_garbled"),
        ("hundert Anteile", "utter_founding_amount_other_unit"),
        ("minus 5", "utter_founding_amount_negative"),
    ],
)
def test_a_refused_amount_says_why(said: str, text: str) -> None:
    read = amount(said, low=Decimal(1))
    assert isinstance(read, Refused)
    assert read.text == text


def test_an_ambiguous_amount_is_asked_with_its_readings() -> None:
    assert amount("1,000") == Ask("utter_founding_amount_unclear", {"said": "1,000"}, ("1000.00", "1.00"))


@pytest.mark.parametrize("said", ["was kostet das", "NaN", "1e309", "keine ahnung", "ja", "Dorfladen"])
def test_what_is_no_amount_is_no_answer(said: str) -> None:
    assert amount(said) == NotAnAnswer()


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_every_amount_written_the_german_way_is_read_exactly(value: Decimal) -> None:
    whole, cents = money(value).split(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    for said in (f"{grouped},{cents} €", f"{whole},{cents}", f"{grouped},{cents} Euro"):
        assert amount(said) == Parsed(money(value))


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(said: str) -> None:
    assert isinstance(amount(said), (Parsed, Ask, Refused, NotAnAnswer))
