"""Yes and no, choices, figures, contacts: taken where they are clear, asked where they are not."""

from __future__ import annotations

from typing import Any

import pytest

from documents.answers.choices import Option, choice, several, yes_no
from documents.answers.contacts import email, federal_state, municipality, phone, postal_code, website
from documents.answers.figures import days, months, percent, whole
from documents.answers.result import Ask, NotAnAnswer, Parsed, Refused

CALLS = [
    Option("none", ("nein nie", "nie", "ausgeschlossen")),
    Option("limited", ("ja bis zu einem festen betrag", "haftsumme", "begrenzt")),
    Option("unlimited", ("ja ohne grenze", "unbegrenzt")),
]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1", "none"),
        ("das zweite", "limited"),
        ("nein, nie", "none"),
        ("begrentzt", "limited"),
        ("haftsume", "limited"),
        ("unlimited", "unlimited"),
        ("bis zu einem festen Betrag", "limited"),
        ("Nr. 3", "unlimited"),
    ],
)
def test_a_choice_by_number_title_synonym_or_with_a_slip(said: str, value: str) -> None:
    assert choice(said, CALLS) == Parsed(value)


def test_a_number_beyond_the_choices_is_refused_with_the_last_one() -> None:
    assert choice("4", CALLS) == Refused("utter_founding_choice_number", {"number": 4, "most": 3})


def test_two_equally_near_choices_are_asked() -> None:
    read = choice(
        "Gemeinschaftsgarten", [Option("a", ("gemeinschaftsgarten nord",)), Option("b", ("gemeinschaftsgarten süd",))]
    )
    assert isinstance(read, (Ask, NotAnAnswer))


@pytest.mark.parametrize("said", ["was heißt das", "ja", "Dorfladen"])
def test_what_names_no_choice_is_no_answer(said: str) -> None:
    assert choice(said, CALLS) == NotAnAnswer()


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1, 3", ["none", "unlimited"]),
        ("3 und 1", ["none", "unlimited"]),
        ("alle", ["none", "limited", "unlimited"]),
        ("keine", []),
        ("begrenzt und haftsumme", ["limited"]),
    ],
)
def test_several_choices_in_one_answer(said: str, value: list[str]) -> None:
    assert several(said, CALLS) == Parsed(value)


@pytest.mark.parametrize(
    ("said", "value"), [("jo passt", True), ("nö", False), ("Nein, noch nicht", False), ("ja das machen wir so", True)]
)
def test_yes_and_no_as_people_say_them(said: str, value: bool) -> None:
    assert yes_no(said) == Parsed(value)


@pytest.mark.parametrize("said", ["vielleicht", "ja aber nur wenn", "jein"])
def test_neither_yes_nor_no_is_asked(said: str) -> None:
    assert isinstance(yes_no(said), Ask)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (whole("180 Mitglieder"), Parsed(180)),
        (whole("1.200"), Parsed(1200)),
        (whole("fünf Leute"), Parsed(5)),
        (whole("ca. 180", about=True), Parsed(180)),
        (whole("ca. 180"), Ask("utter_founding_number_which", {"said": "ca. 180"}, (180,))),
        (whole("zwei", low=3), Refused("utter_founding_number_too_low", {"value": 2, "low": 3})),
        (whole("3,5"), NotAnAnswer()),
        (whole("-3"), Refused("utter_founding_number_negative")),
        (percent("12,5 %"), Parsed("12.5")),
        (percent("zehn Prozent"), Parsed(10)),
        (percent("150"), Refused("utter_founding_percent_bounds", {"low": "0", "high": "100"})),
        (months("zwei Jahre"), Parsed(24)),
        (months("ein halbes Jahr"), Parsed(6)),
        (months("3 Tage"), Refused("utter_founding_number_other_unit", {"said": "3 Tage"})),
        (days("zwei Wochen"), Parsed(14)),
    ],
)
def test_figures_within_their_bounds(read: Any, right: Any) -> None:
    assert read == right


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (postal_code("01067"), Parsed("01067")),
        (postal_code("1067"), Refused("utter_founding_zip_digits", {"count": 4})),
        (
            email("otto.testmann@example,org"),
            Refused("utter_founding_email_form", {"said": "otto.testmann@example,org"}),
        ),
        (phone("030 23125 101"), Parsed("+49 30 23125101")),
        (website("www.laden.de"), Parsed("https://www.laden.de")),
        (website("haben wir nicht"), Parsed(None)),
        (federal_state("nrw"), Parsed("Nordrhein-Westfalen")),
        (municipality("in Musterhausen"), Parsed("Musterhausen")),
        (municipality("Was kostet das?"), NotAnAnswer()),
    ],
)
def test_contacts_and_places(read: Any, right: Any) -> None:
    assert read == right
