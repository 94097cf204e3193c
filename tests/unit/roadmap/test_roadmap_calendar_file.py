"""The calendar file: readable by any calendar, the same bytes for the same record, moved and not doubled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from documents.record import Record
from documents.roadmap.calendar_file import calendar_file
from documents.roadmap.course import course

Founding = Callable[..., Record]
ANSWERED = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
ZONE = "Europe/Berlin"


def file_of(record: Record, changed: datetime = ANSWERED) -> bytes:
    return calendar_file(course(record), record, "founding-7", changed, ZONE)


def events(content: bytes) -> dict[str, dict[str, object]]:
    found = {}
    for event in Calendar.from_ical(content).walk("VEVENT"):
        found[str(event["uid"])] = {
            "begin": event.decoded("dtstart"),
            "sequence": event["sequence"],
            "title": str(event["summary"]),
            "place": str(event.get("location", "")),
        }
    return found


def test_the_same_record_gives_the_same_bytes_and_every_entry_its_own_name(founding: Founding) -> None:
    content = file_of(founding())
    assert content == file_of(founding())
    assert content.count(b"BEGIN:VEVENT") == len(events(content))


@pytest.mark.parametrize(
    ("day", "hour"), [("2027-03-20", 18), ("2027-03-29", 17), ("2027-10-30", 17), ("2027-11-02", 18)]
)
def test_the_meeting_stands_at_its_hour_on_both_sides_of_the_clock_changes(
    founding: Founding, day: str, hour: int
) -> None:
    found = events(file_of(founding({"founding.meeting_date": day, "founding.meeting_time": "19:00"})))
    begin = found["founding-7-S10@gemeinwerk"]["begin"]
    assert begin == datetime.fromisoformat(f"{day}T{hour}:00:00+00:00")


def test_deadlines_are_whole_days(founding: Founding) -> None:
    found = events(file_of(founding()))["founding-7-invitation@gemeinwerk"]
    assert found["begin"] == date(2027, 3, 5)


def test_a_moved_meeting_moves_its_entries(founding: Founding) -> None:
    before = events(file_of(founding()))
    changes = {"founding.meeting_date": "2027-04-10", "founding.invite_date": "2027-03-22"}
    after = events(file_of(founding(changes), ANSWERED + timedelta(minutes=5)))
    assert set(before) == set(after)
    assert all(after[uid]["sequence"] > before[uid]["sequence"] for uid in before)  # type: ignore[operator]
    assert after["founding-7-invitation@gemeinwerk"]["begin"] == date(2027, 3, 25)  # the 26th is Good Friday


def test_commas_line_breaks_and_umlauts_in_the_place_survive(founding: Founding) -> None:
    place = "Bürgersaal; Am Anger 3,\nHintereingang: " + "ä" * 90
    content = file_of(founding({"founding.meeting_place": place}))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert events(content)["founding-7-S10@gemeinwerk"]["place"].split() == place.split()  # type: ignore[attr-defined]


def test_what_is_done_is_no_entry_any_more(founding: Founding) -> None:
    assert not any("-S9@" in uid for uid in events(file_of(founding(founded_on="2027-03-20"))))
