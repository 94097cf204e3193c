"""What comes next on the way of a founding: steps, deadlines, costs, and the same as a calendar file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from actions import plan
from actions.base import Answer, Turn
from actions.founding import FOUND, RESUME, case_of, of_turn
from actions.media import MEDIA_TYPES
from actions.services import Services
from data.content import load
from data.language import fold
from data.reply import Button, Say
from documents.interview.case import Case
from documents.interview.engine import full_record
from documents.questionnaire import questionnaire
from documents.roadmap.calendar_file import calendar_file
from documents.roadmap.course import Course, Due, Planned, course
from documents.roadmap.table import Cost, roadmap

CALENDAR, CALENDAR_NAME = MEDIA_TYPES["ics"], "Gruendungsfahrplan.ics"
WORD, SHEETS_NAME = MEDIA_TYPES["docx"], "Fragebogen.docx"
AUDIT = "S13"
FEW = 4
"""So many steps and deadlines are named at once."""


def button(what: str) -> Button:
    """A further answer about the way of this founding."""
    return Button(title=f"utter_button_roadmap_{what}", payload=f'/next_step{{"value": "{what}"}}')


def asked_for(text: str) -> str:
    """The part of the roadmap that a text names; "" for the next steps as a whole."""
    said = f" {fold(text)} "
    return next((part for part, words in _words().items() if any(f" {word} " in said for word in words)), "")


@cache
def _words() -> dict[str, list[str]]:
    return dict(load(Path(__file__).with_suffix(".yml")))


def next_step(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """The next steps of this founding, or what one of the buttons below them asks for."""
    wanted = turn.entity("value") or asked_for(turn.text)
    if wanted == "costs":
        return _costs()
    founding_id = of_turn(session, turn)
    if founding_id is None:
        return [Say(say="utter_next_step_none", buttons=[FOUND, button("costs")])]
    case = case_of(session, turn, services, founding_id)
    record = full_record(case.facts)
    if wanted in FILES:
        return FILES[wanted](session, turn, services, case)
    if wanted in plan.ABOUT:
        return plan.ABOUT[wanted](record, services)
    answer = ABOUT.get(wanted, _steps)
    return answer(course(record), case.when.today)


def _steps(way: Course, today: date) -> Sequence[Say]:
    """What can be done now, what follows, and the next deadlines."""
    following = [planned for planned in way.steps if planned.state == "waiting"]
    params = {
        "done": sum(planned.state == "done" for planned in way.steps),
        "all": len(way.steps),
        "now": [_step(planned) for planned in way.next_steps[:FEW]],
        "then": [planned.step.title for planned in following[:2]],
        "dues": [_due(due) for due in way.deadlines if due.day >= today][:FEW],
        "meeting": way.meeting.isoformat() if way.meeting else "",
        "short": way.short_of_time(today),
    }
    dated = [button("calendar"), button("deadlines")] if way.meeting else []
    buttons = [RESUME, *dated, button("costs"), button("sheets"), *([] if _audited(way) else map(button, plan.ABOUT))]
    return [Say.model_validate({"say": "utter_roadmap_steps", "with": params, "buttons": buttons})]


def _deadlines(way: Course, today: date) -> Sequence[Say]:
    """All deadlines that are still ahead, and the duties without a day."""
    params = {
        "dues": [_due(due) for due in way.deadlines if due.day >= today],
        "duties": [duty.model_dump() for duty in roadmap().duties],
        "law_version": roadmap().law_version,
    }
    return [Say.model_validate({"say": "utter_roadmap_deadlines", "with": params, "buttons": [button("calendar")]})]


def _costs() -> Sequence[Say]:
    known = roadmap()
    params = {
        "once": [_cost(cost) for cost in known.costs if not cost.yearly],
        "yearly": [_cost(cost) for cost in known.costs if cost.yearly],
        "totals": known.totals.model_dump(mode="json"),
        "law_version": known.law_version,
    }
    return [Say.model_validate({"say": "utter_roadmap_costs", "with": params})]


def _calendar(session: Session, turn: Turn, services: Services, case: Case) -> Sequence[Say]:
    """The calendar file; without a day of the meeting there is nothing to put into it."""
    record = full_record(case.facts)
    way = course(record)
    if way.meeting is None:
        return [Say(say="utter_roadmap_no_meeting", buttons=[RESUME])]
    changed = case.facts.last_at or services.now()
    host = urlsplit(services.settings.public_url).hostname or ""
    key = f"founding-{of_turn(session, turn)}.{host}"
    content = calendar_file(way, record, key, changed, case.when.zone)
    file = services.files.keep(session, content, CALENDAR_NAME, CALENDAR, turn.citizen_id, services.now())
    return [Say(say="utter_roadmap_calendar", files=[file])]


def _sheets(session: Session, turn: Turn, services: Services, case: Case) -> Sequence[Say]:
    """What is open, to print; in a group the sheets of the founders are blank."""
    content = questionnaire(case, private=turn.conversation(session).kind != "group")
    file = services.files.keep(session, content, SHEETS_NAME, WORD, turn.citizen_id, services.now())
    return [Say(say="utter_roadmap_sheets", files=[file])]


def _audited(way: Course) -> bool:
    """Whether the founding audit is over."""
    return any(planned.step.id == AUDIT and planned.state == "done" for planned in way.steps)


def _step(planned: Planned) -> dict[str, object]:
    step = planned.step
    day = planned.end.isoformat() if planned.end else ""
    return {"title": step.title, "who": step.who, "basis": step.basis, "papers": list(step.papers), "day": day}


def _due(due: Due) -> dict[str, object]:
    deadline = due.deadline
    return {
        "title": deadline.title, "to": deadline.to, "basis": deadline.basis, "note": deadline.note,
        "day": due.day.isoformat(), "fixed": deadline.fixed, "certain": due.certain,
    }  # fmt: skip


def _cost(cost: Cost) -> dict[str, object]:
    return cost.model_dump(mode="json", include={"title", "low_eur", "high_eur", "basis", "note"})


ABOUT: dict[str, Callable[[Course, date], Sequence[Say]]] = {"deadlines": _deadlines}
FILES: dict[str, Callable[[Session, Turn, Services, Case], Sequence[Say]]] = {"calendar": _calendar, "sheets": _sheets}
ACTIONS: dict[str, Answer] = {"action_next_step": next_step}
