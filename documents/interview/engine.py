"""The interview as its callers see it. All functions are pure: a case in, an outcome out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from data.reply import Say
from documents.answered import Facts
from documents.answers.result import Refused
from documents.interview import answering, commands, course, founders, hearing, pressing
from documents.interview.case import Case, record_of
from documents.interview.outcome import Message, Outcome, Progress
from documents.interview.steps import DONE, next_step, say_step
from documents.persons.draft import Listed
from documents.persons.rows import person_of, read_file
from documents.record import Record


def begin(case: Case, known: Mapping[str, JsonValue] | None = None) -> Outcome:
    """Starts the interview, or goes on where it was (after a pause, a restart, on another channel).

    `known`: facts that a new founding takes over from the legal-form check; they are said, and can be changed.
    """
    if not case.facts.status:
        return answering.start(case, known or {})
    if next_step(case) == DONE and not case.asked.get("step"):
        return Outcome("done", says=(say_step(case, DONE),))
    name = str(case.value("coop.name") or "")
    return answering.again(case, [Say(say="utter_founding_resume", with_={**how_far(case).as_params(), "name": name})])


def hear(case: Case, message: Message) -> Outcome:
    """What a message or a pressed button means for the open question."""
    return pressing.press(case, message.pressed) if message.pressed else hearing.hear(case, message)


def wish(case: Case, intent: str) -> Outcome:
    """What a pressed button means that is no answer: something of the interview's own, or a side question."""
    own = commands.INTENTS.get(intent)
    return own(case) if own else Outcome("side_question", asked=dict(case.asked))


def again(case: Case) -> Outcome:
    """The open question once more, after the rules have answered a side question."""
    return answering.again(case, [Say(say="utter_founding_again")])


def add_persons(case: Case, rows: Sequence[Mapping[str, str]]) -> Outcome:
    """Persons of the web form: per row key of a fact → text. Problems are said per row; nothing is lost."""
    drafts = tuple(person_of(row, case.when, number) for number, row in enumerate(rows, 1))
    return founders.add(case, Listed(drafts))


def add_file(case: Case, content: bytes, name: str) -> Outcome:
    """Persons of a CSV or .xlsx file."""
    listed = read_file(content, name, case.when)
    return answering.refuse(case, listed) if isinstance(listed, Refused) else founders.add(case, listed)


def progress(case: Case) -> Outcome:
    """Says how far it is, and puts the open question."""
    return commands.stand(case)


def how_far(case: Case) -> Progress:
    """The same as figures, for pages."""
    return course.progress(case, answering.open_step(case))


def questions_left(case: Case) -> bool:
    """Whether anything is open that can be asked now."""
    return next_step(case) != "done"


def full_record(facts: Facts) -> Record:
    """The record of a founding with everything filled in that nobody is asked: for papers and rules."""
    return record_of(facts)
