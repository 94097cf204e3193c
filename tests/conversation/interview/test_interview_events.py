"""What only the events bring is asked once their day has come, and written only as it was said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from documents.answers.calendar import When
from documents.answers.result import Ask, NotAnAnswer, Parsed, Refused
from documents.answers.votes import vote
from documents.fields import Phase
from documents.interview import engine
from documents.interview.course import units
from documents.papers.progress import phase

HELD = ["ja", "20.3.2027", "19:05", "21:30", "8", "8"]


@pytest.fixture
def founded(at: Callable[[str], Any]) -> Any:
    """All is answered; it is the day after the planned meeting."""
    talk = at("end")
    talk.case = replace(talk.case, when=When(date(2027, 3, 21)))
    talk.begin()
    return talk


def test_before_its_day_nothing_about_an_event_is_asked(at: Callable[[str], Any]) -> None:
    talk = at("end")
    assert talk.last.kind == "done"
    assert not [unit for unit in units(talk.case) if unit.topic in ("invitation", "assembly_held")]


def test_after_the_day_the_results_are_asked_and_become_events(founded: Any) -> None:
    founded.say_all(["ja", "1.3.2027", "8", *HELD, "8 ja, 0 nein, 0 Enthaltungen", "7 ja, 0 nein, eine Enthaltung"])
    founded.say_all(
        ["alle 8 ja, 0 nein, 0 Enthaltungen", "1: 7 ja, 1 nein, 0 Enthaltungen; 2: 8 ja, 0 nein, 0 Enthaltungen"]
    )
    founded.say_all(["ja", "8 ja, keine dagegen, 0 Enthaltungen", "noch nicht"])
    assert founded.last.kind == "done"
    events = engine.full_record(founded.case.facts).data["events"]
    assert (events["invited_on"], events["founded_on"], events["start_time"]) == ("2027-03-01", "2027-03-20", "19:05")
    assert events["votes"]["statutes"] == {"yes": 7, "no": 0, "abstain": 1}
    assert {"organ": "board", "person_id": "p1", "yes": 7, "no": 1, "abstain": 0, "accepted": True} in events[
        "elections"
    ]
    assert len(events["elections"]) == 5


def test_audit_and_entry_are_reported_when_they_have_come(founded: Any) -> None:
    founded.say_all(["nein", *HELD, *["8 ja, 0 nein, 0 Enthaltungen"] * 4, "ja", "8 ja, 0 nein, 0 Enthaltungen"])
    assert founded.step == "interview.audited"
    founded.say_all(["ja", "21.3.2027", "10.3.2027", "20.3.2027", "positiv", "28.6.2027"])
    assert founded.step == "interview.registered"
    founded.say_all(["ja", "21.3.2027", "Amtsgericht Musterstadt", "GnR 123"])
    assert founded.last.kind == "done"
    record = engine.full_record(founded.case.facts)
    assert phase(record) is Phase.registered
    assert record.data["events"]["register_number"] == "GnR 123"


def test_a_meeting_that_has_not_been_is_not_recorded(founded: Any) -> None:
    founded.say_all(["nein", "nein"])
    assert founded.last.kind == "done"
    assert "events" not in engine.full_record(founded.case.facts).data


def test_an_election_needs_the_result_for_every_person(founded: Any) -> None:
    founded.say_all(["nein", *HELD, "8 ja, 0 nein, 0 Enthaltungen", "8 ja, 0 nein, 0 Enthaltungen"])
    assert founded.say("3: 8 ja, 0 nein, 0 Enthaltungen").kind == "ask_back"
    assert founded.step == "events.elected.supervisory_board"


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("7 ja, 0 nein, 1 Enthaltung", Parsed({"yes": 7, "no": 0, "abstain": 1})),
        ("acht dafür, keine dagegen, keine Enthaltungen", Parsed({"yes": 8, "no": 0, "abstain": 0})),
        ("einstimmig", Ask("utter_founding_vote_counts")),
        ("8 ja", Ask("utter_founding_vote_counts")),
        ("9 ja, 1 nein, 0 Enthaltungen", Refused("utter_founding_vote_sum", {"sum": 10, "total": 8})),
        ("war gut", NotAnAnswer()),
    ],
)
def test_a_result_is_taken_only_with_all_three_counts(said: str, right: Any) -> None:
    assert vote(said, total=8) == right
