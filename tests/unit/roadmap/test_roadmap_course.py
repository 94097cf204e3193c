"""The roadmap of one founding: what is next, and by when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.record import Record, load_record
from documents.roadmap.course import Course, course
from documents.roadmap.table import roadmap
from documents.rules.dates import days as days_between

Founding = Callable[..., Record]


def due(way: Course, name: str) -> date:
    return next(found.day for found in way.deadlines if found.deadline.id == name)


def next_ids(way: Course) -> list[str]:
    return [planned.step.id for planned in way.next_steps]


def test_the_table_holds_every_step_of_the_law_reference_in_its_order() -> None:
    wanted = (
        "S2<S1; S3<S2; S4<S2; S5<S2; S6<S3,S4,S5; S7<S5; S8<S5; S9<S6,S7; S10<S9,S8; S11<S10; S12<S10,S11; S13<S12; "
        "S14<S12; S15<S13; S16<S15; S17<S16; S18<S16; S19<S18; S20<S19"
    )
    after = {step.id: step.after for step in roadmap().steps}
    assert after == {"S1": []} | {pair.split("<")[0]: pair.split("<")[1].split(",") for pair in wanted.split("; ")}


def test_every_figure_has_its_paragraph_or_says_that_it_is_practice() -> None:
    known = roadmap()
    assert all(entry.basis for entry in (*known.deadlines, *known.duties, *known.costs))
    assert all(step.basis for step in known.steps if step.id != "S1")


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ({}, ["S6"]),
        ({"invited_on": "2027-03-01"}, ["S10"]),
        ({"founded_on": "2027-03-20"}, ["S11"]),
        ({"founded_on": "2027-03-20", "audited_on": "2027-06-01"}, ["S14", "S15"]),
        ({"founded_on": "2027-03-20", "registered_on": "2027-08-01"}, ["S17", "S18"]),
    ],
)
def test_the_next_steps_follow_from_what_has_happened(
    founding: Founding, events: dict[str, str], expected: list[str]
) -> None:
    assert next_ids(course(founding(**events))) == expected


def test_an_empty_founding_begins_with_people_and_has_no_days() -> None:
    way = course(load_record({}))
    assert next_ids(way) == ["S2"]
    assert way.deadlines == ()
    assert all(planned.end is None for planned in way.steps)


def test_a_step_that_does_not_concern_this_founding_is_left_out(founding: Founding) -> None:
    assert "S8" not in {planned.step.id for planned in course(founding()).steps}
    without = course(founding({"supervisory.exists": False}, founded_on="2027-03-20"))
    assert next_ids(without) == ["S12"]


def test_the_deadlines_of_the_village_shop(founding: Founding) -> None:
    way = course(founding(founded_on="2027-03-20", registered_on="2027-07-30"))
    assert due(way, "tax_founding") == date(2027, 4, 20)
    assert due(way, "tax_capacity") == date(2027, 8, 30)
    assert due(way, "accounts") == date(2028, 5, 31)
    assert due(way, "assembly") == date(2028, 6, 30)
    assert due(way, "inspection") == date(2028, 6, 22)
    assert due(way, "publication") == date(2028, 12, 29)  # the 31st is a Sunday


def test_a_planned_day_is_not_said_to_be_certain(founding: Founding) -> None:
    certain = {found.deadline.id: found.certain for found in course(founding(founded_on="2027-03-20")).deadlines}
    assert certain["tax_founding"]
    assert not certain["tax_capacity"]


def test_the_invitation_is_no_deadline_any_more_once_it_was_sent(founding: Founding) -> None:
    names = {found.deadline.id for found in course(founding(invited_on="2027-03-01")).deadlines}
    assert "invitation" not in names


@given(day=st.dates(date(1990, 1, 1), date(2190, 12, 31)), state=st.sampled_from(["Hessen", "Bayern", "Sachsen"]))
def test_the_invitation_always_leaves_two_full_weeks(founding: Founding, day: date, state: str) -> None:
    """R141: meeting ≥ invitation + 15 days, whatever holidays and clock changes lie between."""
    days = {"founding.meeting_date": day.isoformat(), "founding.invite_date": None, "registration.date": None}
    changes = {**days, "coop.seat_state": state}
    way = course(founding(changes))
    sent = due(way, "invitation")
    assert (days_between(sent.isoformat(), day.isoformat()) or 0) >= 15
    planned = {p.step.id: p for p in way.steps}
    assert planned["S9"].end is not None
    assert planned["S9"].end <= sent
    assert _in_order(way)


def _in_order(way: Course) -> bool:
    ends = {planned.step.id: planned.end for planned in way.steps if planned.end}
    return all(
        ends[before] <= ends[planned.step.id]
        for planned in way.steps
        for before in planned.step.after
        if before in ends and planned.step.id in ends
    )


def test_time_is_short_when_the_next_step_should_have_begun(founding: Founding) -> None:
    way = course(founding())
    begin = next(planned.begin for planned in way.next_steps)
    assert begin is not None
    assert not way.short_of_time(begin)
    assert way.short_of_time(begin + timedelta(days=1))


@given(
    value=st.none() | st.integers() | st.text(max_size=10) | st.sampled_from(["0001-01-01", "9999-12-31", "2027-02-30"])
)
def test_no_record_stops_the_roadmap(value: Any) -> None:
    record = {"founding": {"meeting_date": value, "invite_date": value}, "coop": {"first_fy_end": value}}
    assert len(course(load_record(record | {"events": {"registered_on": value}})).steps) >= 18
