"""The roadmap of one founding: what is done, what is open, and by when, counted from the day of the meeting.

Steps before the meeting are planned backwards with their longest durations, those after it forwards. What is planned
and what the law fixes are told apart. Without a meeting day there are no dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from documents.fields import Phase
from documents.papers.progress import phase
from documents.record import Record
from documents.roadmap.days import LAST_YEAR, months_after_end, moved, plus_months
from documents.roadmap.table import Anchor, Deadline, Step, roadmap
from documents.rules.dates import read as read_date
from documents.rules.expression import read
from documents.rules.facts import Facts

MEETING = "S10"
ENTRY = "S16"
INVITATION = "invitation"
State = Literal["done", "open", "waiting"]


@dataclass(frozen=True)
class Planned:
    """A step of this founding. `state`: waiting while a step before it is open. `begin`, `end`: planned days."""

    step: Step
    state: State
    begin: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Due:
    """A deadline of this founding. `certain`: its anchor has happened; else it follows from the plan."""

    deadline: Deadline
    day: date
    certain: bool


@dataclass(frozen=True)
class Course:
    """The whole way: steps in order, deadlines by day, the day of the meeting."""

    steps: tuple[Planned, ...]
    deadlines: tuple[Due, ...]
    meeting: date | None

    @property
    def next_steps(self) -> list[Planned]:
        """What can be done now: open steps with nothing open before them."""
        return [planned for planned in self.steps if planned.state == "open"]

    def short_of_time(self, today: date) -> bool:
        """Whether the next steps should have begun already, so that the meeting is not reached as planned."""
        return any(p.begin and p.begin < today and _before_meeting(p.step.id) for p in self.next_steps)


def course(record: Record) -> Course:
    """The roadmap of a record."""
    facts, reached = Facts(record), phase(record)
    steps = [step for step in roadmap().steps if not step.when or read(step.when).of(facts)]
    done = {step.id for step in steps if _done(step, facts, reached)}
    meeting = _day(record, "events.founded_on") or _day(record, "founding.meeting_date")
    days = _planned_days(steps, record, meeting) if meeting else {}
    planned = tuple(Planned(step, _state(step, steps, done), *days.get(step.id, (None, None))) for step in steps)
    dues = sorted(_dues(record, days, meeting), key=lambda due: (due.day, due.deadline.id))
    return Course(planned, tuple(dues), meeting)


def _done(step: Step, facts: Facts, reached: Phase) -> bool:
    """A step is done by its own sign; and so is all before the meeting once the founding took place."""
    if step.reached and reached >= Phase[step.reached] and step.reached != "draft":
        return True
    if reached >= Phase.founded and _before_meeting(step.id):
        return True
    return step.reached == "draft" or bool(step.done and read(step.done).of(facts))


def _before_meeting(step_id: str) -> bool:
    return int(step_id[1:]) < int(MEETING[1:])


def _state(step: Step, steps: list[Step], done: set[str]) -> State:
    if step.id in done:
        return "done"
    here = {other.id for other in steps}
    return "open" if all(before in done for before in step.after if before in here) else "waiting"


def _day(record: Record, path: str) -> date | None:
    day = read_date(record.get(path))
    return day if day and 1000 < day.year < LAST_YEAR else None


def _planned_days(steps: list[Step], record: Record, meeting: date) -> dict[str, tuple[date, date]]:
    """Begin and end of each step: known days where there are some, else counted from the meeting."""
    state = str(record.get("coop.seat_state", ""))
    known = {
        "S9": _day(record, "events.invited_on") or _day(record, "founding.invite_date"),
        "S15": _day(record, "registration.date"),
        ENTRY: _day(record, "events.registered_on"),
    }
    fixed = {step_id: (day, day) for step_id, day in known.items() if day} | {MEETING: (meeting, meeting)}
    return _backwards(steps, fixed, state) | _forwards(steps, fixed, state)


def _backwards(steps: list[Step], fixed: dict[str, tuple[date, date]], state: str) -> dict[str, tuple[date, date]]:
    """The latest days of the steps before the meeting."""
    notice = next(deadline for deadline in roadmap().deadlines if deadline.id == INVITATION)
    found = dict(fixed)
    for step in reversed([s for s in steps if _before_meeting(s.id)]):
        if step.id in fixed:
            continue
        after = [found[s.id][0] for s in steps if step.id in s.after and s.id in found]
        end = min(after, default=fixed[MEETING][0])
        if step.id == "S9":
            end = end + timedelta(days=notice.days or 0)
        elif end.year > 1:
            end = end - timedelta(days=1)
        end = moved(end, "earlier", state)
        found[step.id] = (end - timedelta(days=step.days[1] - 1), end)
    return {s.id: found[s.id] for s in steps if s.id in found and (_before_meeting(s.id) or s.id == MEETING)}


def _forwards(steps: list[Step], fixed: dict[str, tuple[date, date]], state: str) -> dict[str, tuple[date, date]]:
    """The days of the steps after the meeting, with their longest durations."""
    found = {MEETING: fixed[MEETING]}
    for step in steps:
        if _before_meeting(step.id) or step.id == MEETING:
            continue
        begin = max(found[before][1] for before in step.after if before in found)
        same_day = step.days == (1, 1)
        end = begin if same_day else moved(begin + timedelta(days=step.days[1]), "later", state)
        known = fixed.get(step.id)
        found[step.id] = known if known and known[0] >= fixed[MEETING][0] else (begin, end)
    return found


def _dues(record: Record, days: dict[str, tuple[date, date]], meeting: date | None) -> Iterator[Due]:
    """All deadlines whose anchor has a day."""
    if meeting is None:
        return
    state = str(record.get("coop.seat_state", ""))
    entered, entry = _day(record, "events.registered_on"), days[ENTRY][1]
    start = _day(record, "plan.details.start")
    year_end = _day(record, "coop.first_fy_end")
    held = _day(record, "events.founded_on") is not None
    anchors: dict[Anchor, tuple[date | None, bool]] = {
        "meeting": (meeting, held),
        "entry": (entered or entry, entered is not None),
        "start": (max(start, entered or entry) if start else entered or entry, False),
        "year_end": (year_end, entered is not None),
    }
    reached = phase(record)
    for deadline in roadmap().deadlines:
        anchor, certain = anchors[deadline.anchor]
        settled = deadline.reached is not None and reached >= Phase[deadline.reached]
        if anchor and not settled:
            yield Due(deadline, _due_day(deadline, anchor, state), certain)


def _due_day(deadline: Deadline, anchor: date, state: str) -> date:
    day = anchor
    if deadline.months:
        after_year = deadline.anchor == "year_end"
        day = months_after_end(day, deadline.months) if after_year else plus_months(day, deadline.months)
    day += timedelta(days=(deadline.days or 0) + (deadline.plan_days or 0))
    return moved(day, deadline.moves, state)
