"""Days and times: read as Germans write them, checked against calendar and clock (case 2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.answers.calendar import When
from documents.answers.moments import birthday, day, moment
from documents.answers.result import Ask, NotAnAnswer, Parsed, Refused

MONDAY = When(date(2027, 3, 1))


def _at(day: str | None, time: str | None) -> dict[str, Any]:
    return {"date": day, "time": time}


MEETING = {
    "20.3.27 um halb acht": [_at("2027-03-20", "19:30"), _at("2027-03-20", "07:30")],
    "20.3.27 um halb acht abends": _at("2027-03-20", "19:30"),
    "20. März 2027, 19 Uhr": _at("2027-03-20", "19:00"),
    "20. Maerz 2027 19:00": _at("2027-03-20", "19:00"),
    "23. März 18.30 Uhr": _at("2027-03-23", "18:30"),
    "23.3. 18.30": _at("2027-03-23", "18:30"),
    "20/3/27 19h": _at("2027-03-20", "19:00"),
    "2027-03-20T19:30": _at("2027-03-20", "19:30"),
    "Sa, 20.03.2027 - 19.00": _at("2027-03-20", "19:00"),
    "Freitag, 20. März 2027": [_at("2027-03-20", None), _at("2027-03-19", None)],
    "18 Uhr": _at(None, "18:00"),
    "am 18.": _at("2027-03-18", None),
    "29.02.2027 13.12": "utter_founding_date_impossible",
    "31.6.27": "utter_founding_date_impossible",
    "20.3.2026": "utter_founding_date_past",
    "20.03.1927": "utter_founding_date_past",
    "24 Uhr": [],
    "28.3.27 um 2:30": "utter_founding_time_missing_hour",
    "nächsten Freitag": [_at("2027-03-05", None), _at("2027-03-12", None)],
    "Freitag in 14 Tagen": _at("2027-03-19", None),
    "Ostermontag 17 Uhr": _at("2027-03-29", "17:00"),
    "übermorgen Punkt sieben": [_at("2027-03-03", "19:00"), _at("2027-03-03", "07:00")],
}
"""A dict is taken, a list is asked with these candidates, a text is refused with this reason."""


def _outcome(read: Any) -> Any:
    return read.value if isinstance(read, Parsed) else list(read.candidates) if isinstance(read, Ask) else read.text


def test_every_line_of_the_case_file_has_its_right_value_here(cases: Any) -> None:
    assert [said for said, _ in cases("termine.txt")] == list(MEETING)


@pytest.mark.parametrize(("said", "right"), MEETING.items(), ids=str)
def test_the_founding_meeting_as_people_write_it(said: str, right: Any) -> None:
    assert _outcome(moment(said, MONDAY)) == right


def test_a_public_holiday_is_noticed() -> None:
    read = moment("Ostermontag 17 Uhr", MONDAY)
    assert isinstance(read, Parsed)
    assert (read.remark, read.params["name"]) == ("utter_founding_date_holiday", "Ostermontag")


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("in 3 Wochen um 19 Uhr", _at("2027-03-22", "19:00")),
        ("morgen abend um acht", _at("2027-03-02", "20:00")),
        ("den 20.3. um 19 uhr 30", _at("2027-03-20", "19:30")),
        ("5.5.2027 viertel vor acht abends", _at("2027-05-05", "19:45")),
        ("mittwoch den 24.3.", _at("2027-03-24", None)),
        ("1. mai 2027 18 uhr", _at("2027-05-01", "18:00")),
    ],
)
def test_more_ways_to_say_a_day(said: str, right: Any) -> None:
    assert _outcome(moment(said, MONDAY)) == right


@pytest.mark.parametrize("said", ["was kostet das", "250", "Ende März", "ja", "am 3.4. um 19 Uhr im Bürgersaal"])
def test_what_is_no_day_is_no_answer(said: str) -> None:
    assert moment(said, MONDAY) == NotAnAnswer()


def test_a_question_for_a_day_alone_takes_no_time_alone() -> None:
    assert day("3. April 2027", MONDAY) == Parsed("2027-04-03")
    assert day("18 Uhr", MONDAY) == NotAnAnswer()


def test_a_day_in_the_far_future_is_refused() -> None:
    assert moment("20.3.2031", MONDAY) == Refused("utter_founding_date_far", {"date": "2031-03-20"})


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("3.4.61", "1961-04-03"),
        ("geb. 3.4.1970", "1970-04-03"),
        ("31.12.99", "1999-12-31"),
        ("12. November 1958", "1958-11-12"),
        ("20.3.27", ["1927-03-20"]),
        ("29.2.1971", "utter_founding_date_impossible"),
        ("20.3.2031", "utter_founding_birth_impossible"),
        ("3.4.", []),
    ],
)
def test_a_birthday_is_no_meeting_and_its_century_is_asked_where_it_is_open(said: str, right: Any) -> None:
    assert _outcome(birthday(said, MONDAY)) == right


@given(st.dates(date(2027, 3, 1), date(2028, 12, 31)))
def test_every_day_in_german_form_is_read_exactly(wanted: date) -> None:
    for said in (f"{wanted.day}.{wanted.month}.{wanted.year}", f"{wanted:%d.%m.%Y}", f"{wanted:%d.%m.%y}"):
        assert _outcome(moment(said, MONDAY)) == _at(wanted.isoformat(), None)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(said: str) -> None:
    assert isinstance(moment(said, MONDAY), (Parsed, Ask, Refused, NotAnAnswer))
    assert isinstance(birthday(said, MONDAY), (Parsed, Ask, Refused, NotAnAnswer))
