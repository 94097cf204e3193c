"""The sheet of the group: numbered questions in the order in which the interview will ask them.

Without a founding every question stands there; with one, those that are open.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from documents.interview.case import Case
from documents.interview.course import offered, rows, units
from documents.interview.kinds import kind_of, titles
from documents.interview.questions import Question, Topic
from documents.interview.showing import show_row
from documents.questionnaire.rows import of_topic
from documents.questionnaire.words import words
from documents.rendering.blocks import Block, Column, Kind, Line, Lines, Paragraph, Run, Style, Table

WIDE, NARROW = 165.0, 78.0
SHORT_KINDS = (
    "yes_no", "amount", "signed_amount", "percent", "whole", "months", "days", "day", "time", "postal_code", "choice",
)  # fmt: skip
LONG_KINDS = ("text", "one_text")
LONG_LINES = 3
NO_HINT = "\u00a0"
"""The hint stands below the last of several lines."""
COLUMNS = (Column(62), Column(58), Column(45))
OPEN = (Run(" ", kind=Kind.OPEN),)
OF_PERSONS = "persons["
FOUNDERS = "interview.persons"


def group_sheet(case: Case, *, everything: bool) -> Iterator[Block]:
    """The blocks of the sheet; `everything`: all questions, also those that may not concern this founding."""
    known, numbers = words().group, count(1)
    yield Paragraph(Style.TITLE, (Run(known.title),))
    yield Paragraph(Style.TEXT, (Run(known.intro),))
    found = False
    for topic in case.questions.topics:
        ids = list(_everything(topic) if everything else _open(case, topic))
        if ids:
            found = True
            yield Paragraph(Style.HEADING, (Run(topic.title),))
            for unit in ids:
                yield from _entry(case, unit, next(numbers), everything=everything)
    if not found:
        yield Paragraph(Style.TEXT, (Run(known.nothing),))


def _everything(topic: Topic) -> Iterator[str]:
    """The ids of a section's units, as if each mattered."""
    seen: set[str] = set()
    for question in of_topic(topic):
        unit = f"block:{question.block}" if question.block else question.fact
        if unit not in seen and not unit.startswith(OF_PERSONS):
            seen.add(unit)
            yield unit


def _open(case: Case, topic: Topic) -> Iterator[str]:
    for unit in units(case):
        if unit.topic == topic.topic and unit.state != "answered" and not unit.id.startswith(OF_PERSONS):
            yield unit.id


def _entry(case: Case, unit: str, number: int, *, everything: bool) -> Iterator[Block]:
    if unit.startswith("block:"):
        yield from _block(case, unit.removeprefix("block:"), number, everything=everything)
    else:
        yield from _question(case.questions[unit], number, everything=everything)


def _question(question: Question, number: int, *, everything: bool) -> Iterator[Block]:
    known, if_so = words().group, _if_so(question, everything)
    reason = " ".join(filter(None, (question.why, question.law and f"({question.law})")))
    yield Paragraph(Style.LEAD, (Run(f"{number}. {question.ask.sie} ", bold=True), Run(if_so)))
    if not if_so:
        yield Paragraph(Style.TEXT, (Run(reason),))
    if question.fact == FOUNDERS:
        yield Paragraph(Style.TEXT, (Run(known.founders),))
        return
    if choices := titles(question):
        listed = "; ".join(f"{index} {title}" for index, title in enumerate(choices.values(), 1))
        yield Paragraph(Style.TEXT, (Run(known.choices + listed),))
    kind, hint = kind_of(question), known.line.format(number=number)
    width = NARROW if kind in SHORT_KINDS else WIDE
    for _ in range(LONG_LINES - 1 if kind in LONG_KINDS else 0):
        yield Lines((Line(width, NO_HINT),))
    yield Lines((Line(width, hint),))


def _block(case: Case, name: str, number: int, *, everything: bool) -> Iterator[Block]:
    """Proposals as a table, with room for what shall be different."""
    known, block = words().group, case.questions.blocks[name]
    whole = offered(case, name)
    proposed = {question.fact: here for question, here in rows(whole, name)}
    listed = [q for q in case.questions.in_block(name) if everything or q.fact in proposed]
    lines = [
        ((Run(f"{question.name} {_if_so(question, everything)}".strip()),), _proposal(question, proposed, whole), OPEN)
        for question in listed
    ]
    yield Paragraph(Style.LEAD, (Run(f"{number}. {known.proposals}: {block.title}", bold=True),))
    yield Paragraph(Style.TEXT, (Run(f"{block.why} {known.block_how.format(label=listed[0].name if listed else '')}"),))
    if lines:
        head = tuple((Run(title),) for title in known.block_columns)
        yield Table(f"{number}. {block.title}", COLUMNS, head, tuple(lines), tall=True)


def _proposal(question: Question, proposed: dict[str, list[str]], whole: Case) -> tuple[Run, ...]:
    here = proposed.get(question.fact)
    return (Run(show_row(question, here, whole) if here else words().group.block_open),)


def _if_so(question: Question, everything: bool) -> str:
    """A mark beside what may not concern a founding, while nobody knows yet."""
    conditional = bool(question.when or (question.field and question.field.when))
    return words().group.if_so if everything and conditional else ""
