"""The sheet of one founder, with the information about their data (Art. 13 and 14 DSGVO) on its back.

Blank, or with what somebody has entered about this person, to be checked by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from babel.dates import format_date

from documents.interview.case import Case
from documents.interview.showing import name_of, show
from documents.questionnaire.words import FounderCheck, FounderLine, words
from documents.record import Record
from documents.rendering.blocks import Block, Column, Kind, Line, Lines, PageBreak, Paragraph, Run, Style, Table

COLUMNS = (Column(120), Column(45))
OPEN = (Run(" ", kind=Kind.OPEN),)
SIGNING = 78.0


def founder_sheet(case: Case, person: dict[str, Any] | None) -> Iterator[Block]:
    """The blocks of one sheet: lines to fill in, short questions, the information; front and back of one paper."""
    known = words().founder
    yield PageBreak()
    yield Paragraph(Style.TITLE, (Run(known.title),))
    yield Paragraph(Style.TEXT, (Run(f"{known.known} {name_of(person)}" if person else known.intro),))
    for line in known.lines:
        yield Lines(tuple(Line(part.width, part.hint, _filled(part, person, case)) for part in line))
    yield Paragraph(Style.HINT, (Run(known.typed),))
    checks = tuple(((Run(check.ask),), _answered(check, person, case)) for check in known.checks)
    yield Table(known.title, COLUMNS, tuple((Run(title),) for title in known.columns), checks)
    yield from _information(case.record)


def _filled(part: FounderLine, person: dict[str, Any] | None, case: Case) -> tuple[Run, ...]:
    values = [_value(fact, person, case) for fact in part.facts]
    return (Run(" ".join(values)),) if any(values) and all(values) else ()


def _answered(check: FounderCheck, person: dict[str, Any] | None, case: Case) -> tuple[Run, ...]:
    path = f"persons[{(person or {}).get('id')}].{check.fact}"
    if person and not case.matters(case.questions[path], path):
        return ()
    value = _value(check.fact, person, case)
    return (Run(value),) if value else OPEN


def _value(fact: str, person: dict[str, Any] | None, case: Case) -> str:
    """What is known of a person, in words; "" where nothing is."""
    value = (person or {}).get(fact)
    if value is None or value == []:
        return ""
    if isinstance(value, bool):
        return case.questions.words.if_yes if value else case.questions.words.if_no
    if fact == "birth_date":
        return format_date(date.fromisoformat(str(value)), "d. MMMM y", locale="de_DE")
    return show(case.questions[f"persons[].{fact}"], value, case)


def _information(record: Record) -> Iterator[Block]:
    known = words().information
    name, state = record.get("coop.name", ""), record.get("coop.seat_state", "")
    yield Paragraph(Style.HEADING, (Run(known.title),))
    yield Paragraph(Style.TEXT, (Run(known.intro),))
    for point in known.points:
        text = point.replace("{name}", f" der {name}" if name else "").replace("{state}", f" {state}" if state else "")
        yield Paragraph(Style.BULLET, (Run(text),))
    yield Paragraph(Style.TEXT, (Run(known.wrong),))
    yield Lines(tuple(Line(SIGNING, hint) for hint in known.signing), signing=True)
