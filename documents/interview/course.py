"""The course of the interview: everything that is to be answered for this founding, in order, and how far it is.

Nothing is scripted. A unit is there because its fact matters for the answers so far, and done because it is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from documents import paths
from documents.answered import ACCEPTED, Change
from documents.interview.case import Case
from documents.interview.outcome import Progress, Unit
from documents.interview.questions import Question, Topic

PERSONS = "persons"


def units(case: Case) -> list[Unit]:
    """All units that matter now, in the order of the interview."""
    return case.once("units", lambda: [unit for topic in case.questions.topics for unit in _units_of(case, topic)])


def next_unit(case: Case) -> Unit | None:
    """The first unit that is open and was not put off."""
    return next((unit for unit in units(case) if unit.state == "open"), None)


def put_off(case: Case) -> list[Unit]:
    """What was answered with "later"."""
    return [unit for unit in units(case) if unit.state == "skipped"]


def progress(case: Case, current: str = "") -> Progress:
    """Answered and known units; `current` is the open one (its topic gives the section).

    What is missing of single persons belongs to their list and is not counted.
    """
    found = [unit for unit in units(case) if not unit.id.startswith("persons[")]
    topics = list(dict.fromkeys(unit.topic for unit in found))
    here = next((unit.topic for unit in found if unit.id == current), "") or _topic_of(case, current)
    title = next((topic.title for topic in case.questions.topics if topic.topic == here), "")
    section = topics.index(here) + 1 if here in topics else len(topics)
    return Progress(sum(unit.state == "answered" for unit in found), len(found), section, len(topics), title)


def rows(case: Case, block: str) -> list[tuple[Question, list[str]]]:
    """The rows of a block that have a value or a proposal, each with the paths that it stands for (one per person)."""
    return case.once(("rows", block), lambda: list(_rows(case, block)))


def _rows(case: Case, block: str) -> Iterator[tuple[Question, list[str]]]:
    for question in case.questions.in_block(block):
        here = [p for p in places(case, question) if case.known(p) or case.proposes(question, p)[0]]
        if here:
            yield question, here


def offered(case: Case, block: str) -> Case:
    """The case as it would be with all open proposals of a block accepted.

    A proposal may rest on another one of the block; so those come first that rest on nothing open.
    """
    while left := [(q, path) for q, here in rows(case, block) for path in here if not case.known(path)]:
        facts = {question.fact for question, _ in left}
        ready = [(q, path) for q, path in left if not (q.rests_on - {q.fact}) & facts] or left
        case = case.with_changes([Change(path, case.proposes(q, path)[1], ACCEPTED) for q, path in ready])
    return case


def places(case: Case, question: Question) -> list[str]:
    """The concrete paths of a question where it matters: one, or one for each person."""
    return case.once(("places", question.fact), lambda: _places(case, question))


def _places(case: Case, question: Question) -> list[str]:
    if not question.of_person:
        return [question.fact] if case.matters(question) else []
    key = question.fact.removeprefix("persons[].")
    candidates = [paths.of_person(person_id, key) for person_id in case.people]
    return [path for path in candidates if case.matters(question, path)]


def _units_of(case: Case, topic: Topic) -> Iterator[Unit]:
    if topic.since and not _reached(case, topic.since):
        return
    if topic.gate is not None:
        yield Unit(topic.gate.fact, topic.topic, _state(case, [topic.gate.fact]))
        if case.value(topic.gate.fact) is not True:
            return
    seen: set[str] = set()
    for question in topic.questions:
        if question.block and question.block not in seen:
            seen.add(question.block)
            yield from _block(case, topic, question.block)
        elif not question.block:
            yield from _single(case, topic, question)


def _reached(case: Case, fact: str) -> bool:
    """Whether the day of a fact has come."""
    day = case.value(fact)
    return isinstance(day, str) and day <= case.when.today.isoformat()


def _block(case: Case, topic: Topic, block: str) -> Iterator[Unit]:
    """The block itself, then rows for which there is nothing to propose."""
    if topic.topic == PERSONS and not case.persons:
        yield Unit(f"block:{block}", topic.topic, _without_persons(case))
        return
    here = [path for _, found in rows(case, block) for path in found]
    state = _state(case, here)
    yield Unit(f"block:{block}", topic.topic, state)
    if state == "answered":
        for question in case.questions.in_block(block):
            for path in places(case, question):
                if path not in here and not case.may_be_null(question, path):
                    waits = any(case.skipped(fact) for fact in question.rests_on)
                    yield Unit(path, topic.topic, "skipped" if waits else _state(case, [path]))


def _single(case: Case, topic: Topic, question: Question) -> Iterator[Unit]:
    if question.of_person:
        for path in places(case, question):
            if not case.known(path) and not case.may_be_null(question, path):
                yield Unit(path, topic.topic, _state(case, [path]))
    elif case.matters(question):
        needs_people = question.kind == PERSONS and not question.field
        blocked = case.note("consent") is not True if needs_people else _picks(question) and not case.persons
        state = _without_persons(case) if blocked and not case.known(question.fact) else _state(case, [question.fact])
        yield Unit(question.fact, topic.topic, state)


def _picks(question: Question) -> bool:
    """Whether the answer is a person of the list."""
    return question.field is not None and "person" in (question.field.items, question.field.format)


def _without_persons(case: Case) -> Literal["open", "skipped"]:
    """What needs the list of persons waits for it, or is put off with it."""
    refused = case.known("interview.consent") and case.note("consent") is not True
    put_off_ = case.skipped("interview.consent") or case.skipped("interview.persons")
    return "skipped" if refused or put_off_ else "open"


def _state(case: Case, here: list[str]) -> Literal["open", "answered", "skipped"]:
    """Answered when all is known; put off when nothing but skipped facts is left."""
    left = [path for path in here if not case.known(path)]
    if not left:
        return "answered"
    return "skipped" if all(case.skipped(path) for path in left) else "open"


def _topic_of(case: Case, current: str) -> str:
    """The topic of a question that is asked again and no longer open."""
    return case.questions[current].topic if current in case.questions else ""
