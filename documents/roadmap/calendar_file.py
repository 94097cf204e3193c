"""The roadmap as a calendar file (.ics, RFC 5545): all-day events for steps and deadlines, the meeting at its hour.

The same record gives the same bytes. Who takes it in again gets moved days, not doubled ones: the UID of an entry never
changes, and SEQUENCE grows with the time of the last answer.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from documents.record import Record
from documents.roadmap.course import MEETING, Course, Due, Planned
from documents.roadmap.table import roadmap

PRODUCT = "-//Gemeinwerk//Roadmap 1//DE"
HOURS = 3
"""How long a founding meeting is put into the calendar."""
A_MINUTE = 60
BEFORE = {"S1", "S2"}
"""Steps too vague for a day in a calendar."""


def calendar_file(course: Course, record: Record, key: str, changed: datetime, zone: str) -> bytes:
    """The file; `key` names the founding, `changed` is the time of its last answer. Done steps are left out."""
    calendar = Calendar()
    name = " ".join(filter(None, (roadmap().words["calendar"], str(record.get("coop.name", "")))))
    for field, value in (("prodid", PRODUCT), ("version", "2.0"), ("x-wr-calname", name)):
        calendar.add(field, value)
    for planned in course.steps:
        if planned.end and planned.state != "done" and planned.step.id not in BEFORE:
            calendar.add_component(_of_step(planned, record, key, changed, zone))
    for due in course.deadlines:
        calendar.add_component(_of_deadline(due, key, changed))
    content: bytes = calendar.to_ical()
    return content


def _event(key: str, entry: str, title: str, lines: list[str], changed: datetime) -> Event:
    event = Event()
    event.add("uid", f"{key}-{entry}@gemeinwerk")
    event.add("dtstamp", changed.astimezone(UTC))
    event.add("sequence", int(changed.timestamp()) // A_MINUTE)
    event.add("summary", title)
    event.add("description", "\n".join(line for line in lines if line))
    return event


def _of_step(planned: Planned, record: Record, key: str, changed: datetime, zone: str) -> Event:
    """A step on the day by which it is to be done; the meeting at its hour, where that is known."""
    words, step = roadmap().words, planned.step
    lines = [f"{words['who']}: {step.who}", _basis(step.basis), _papers(step.papers)]
    clock = _clock(record.get("founding.meeting_time")) if step.id == MEETING else None
    if step.id != MEETING:
        lines.append(words["expected"])
    event = _event(key, step.id, f"{'' if step.id == MEETING else words['planned']}{step.title}", lines, changed)
    assert planned.end is not None
    if clock is None:
        _all_day(event, planned.end)
    else:
        begin = datetime.combine(planned.end, clock, ZoneInfo(zone)).astimezone(UTC)
        event.add("dtstart", begin)
        event.add("dtend", begin + timedelta(hours=HOURS))
    if step.id == MEETING and record.get("founding.meeting_place"):
        event.add("location", str(record.get("founding.meeting_place")))
    return event


def _of_deadline(due: Due, key: str, changed: datetime) -> Event:
    words, deadline = roadmap().words, due.deadline
    certainty = words["certain" if due.certain else "expected"] if deadline.fixed else words["at_once"]
    lines = [
        f"{words['to']}: {deadline.to}",
        _basis(deadline.basis),
        deadline.note,
        _papers(deadline.papers),
        certainty,
    ]
    event = _event(key, deadline.id, deadline.title, lines, changed)
    _all_day(event, due.day)
    return event


def _all_day(event: Event, day: date) -> None:
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")


def _basis(basis: str) -> str:
    return f"{roadmap().words['basis']}: {basis}" if basis else ""


def _papers(papers: list[str]) -> str:
    return f"{roadmap().words['papers']}: {', '.join(papers)}" if papers else ""


def _clock(value: object) -> time | None:
    try:
        return time.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
