"""The interview as its callers see it. All functions are pure: a case in, an outcome out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.reply import Say
from documents.answers.result import Refused
from documents.cases import Facts
from documents.interview import answering, commands, founders, hearing, pressing
from documents.interview.case import Case, record_of
from documents.interview.course import progress
from documents.interview.outcome import Message, Outcome, Progress
from documents.interview.steps import next_step, say_step
from documents.persons.draft import Listed
from documents.persons.rows import person_of, read_file
from documents.record import Record

__all__ = ["add_file", "add_persons", "again", "begin", "full_record", "hear", "how_far", "questions_left"]


def begin(case: Case) -> Outcome:
    """Starts the interview, or goes on where it was (after a pause, a restart, on another channel)."""
    fresh = not case.facts.status
    says = [Say(say="utter_founding_begin")] if fresh else []
    if not fresh:
        says = [
            Say(
                say="utter_founding_resume",
                with_={**progress(case).as_params(), "name": str(case.value("coop.name") or "")},
            )
        ]
    return answering.again(case, says)


def hear(case: Case, message: Message) -> Outcome:
    """What a message or a pressed button means for the open question."""
    return pressing.press(case, message.pressed) if message.pressed else hearing.hear(case, message)


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


def how_far(case: Case) -> Progress:
    """Progress, also outside of the interview."""
    return progress(case, next_step(case))


def questions_left(case: Case) -> bool:
    """Whether anything is open that can be asked now."""
    return next_step(case) != "done"


def full_record(facts: Facts) -> Record:
    """The record of a founding with everything filled in that nobody is asked: for papers and rules."""
    return record_of(facts)


def open_question(case: Case) -> Say:
    """The open question as a text, for a page that shows it."""
    return say_step(case, answering.open_step(case))


def pause(case: Case) -> Outcome:
    """The interview rests."""
    return commands.pause(case)
