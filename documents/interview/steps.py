"""Decides what is open next: an error to settle, the next unit, what was put off, or nothing more."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue

from data.reply import Say
from documents.answered import Change
from documents.finance.findings import plan_findings
from documents.interview import saying
from documents.interview.case import Case
from documents.interview.course import next_unit, put_off
from documents.interview.questions import Question
from documents.rules.check import Finding, check_fields

TOPIC = "founding"
MOST_WAYS = 4
LATER, DONE = "later", "done"


def next_step(case: Case) -> str:
    """The id of the next step: a path, "block:…", "finding:…", "later" or "done"."""
    if found := open_error(case):
        return f"finding:{found.key}"
    if unit := next_unit(case):
        return unit.id
    return LATER if put_off(case) and not case.note("left_open") else DONE


def asked(step: str, case: Case, **more: JsonValue) -> dict[str, JsonValue]:
    """What the conversation keeps: the open step and the steps before it, for "back"."""
    trail = [entry for entry in case.asked.get("trail", []) if entry != step]
    before = case.asked.get("step")
    if isinstance(before, str) and before != step and _can_return(before):
        trail.append(before)
    return {"topic": TOPIC, "step": step, "trail": list[JsonValue](trail[-20:]), **more}


def say_step(case: Case, step: str) -> Say:
    """The step as a text."""
    if step.startswith("block:"):
        return saying.block(case, step.removeprefix("block:"))
    if step.startswith("finding:"):
        found = open_error(case)
        return saying.finding(found, ways_out(case, found)) if found else say_step(case, next_step(case))
    if step == LATER:
        return saying.later(case)
    if step == DONE:
        return saying.done(case, [f.message for f in findings(case) if f.severity == "hint"])
    question = case.questions[step]
    return (
        saying.persons(case, step) if question.kind == "persons" and not question.field else saying.question(case, step)
    )


def findings(case: Case) -> list[Finding]:
    """What the rules say about everything that has been answered; what was put off is no error yet."""
    answered = {path for path in case.facts.status if case.known(path)}
    return case.once("findings", lambda: check_fields(case.record, answered))


def open_error(case: Case) -> Finding | None:
    """The first error that nobody has put off."""
    left = case.note("left") or []
    return next((f for f in findings(case) if f.severity == "error" and f.key not in left), None)


def warnings(case: Case) -> tuple[list[Finding], list[Change]]:
    """Warnings that have not been said yet, and the note that they were."""
    said = case.note("warned") or []
    found = [*findings(case), *plan_findings(case.record)]
    new = [f for f in found if f.severity == "warning" and f.key not in said]
    return new, [Change("interview.warned", [*said, *(f.key for f in new)])] if new else []


def ways_out(case: Case, found: Finding) -> Mapping[str, Question]:
    """The questions whose answers could settle an error, by path."""
    ways: dict[str, Question] = {}
    for path in found.ways_out:
        fact = "interview.persons" if path in ("persons[].is_member", "persons[].family_name") else path
        question = case.questions.get(fact)
        if question and (question.field is None or question.of_person or case.matters(question)):
            ways[fact] = question
    return dict(list(ways.items())[:MOST_WAYS])


def _can_return(step: str) -> bool:
    return step not in (LATER, DONE) and not step.startswith("finding:")
