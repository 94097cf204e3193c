"""All questions of the interview outside the chat: as rows for scripts, and as a questionnaire to print.

Knows the questions and the rendering; the words around them stand in `founding/questionnaire.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from data.content import load
from documents.interview.questions import Question, Topic, questions
from documents.rendering.blocks import Block, Line, Lines, Paper, Paragraph, Run, Style
from documents.rendering.package import Print, word_file

LINE_MM = 165


def question_rows() -> list[dict[str, Any]]:
    """One row a question in the order of the interview: fact, section, wording, reason, law, choices, block."""
    return [_row(topic, question) for topic in questions().topics for question in _of(topic)]


def questionnaire() -> bytes:
    """The same questions as a Word file with lines to write on."""
    words = _words()
    blocks = [
        Paragraph(Style.TITLE, (Run(words["title"]),)),
        Paragraph(Style.LEAD, (Run(words["intro"]),)),
        *(block for topic in questions().topics for block in _section(topic)),
    ]
    paper = Paper(words["number"], words["number"], words["title"], words["header"], tuple(blocks))
    day = date.fromisoformat(questions().law_version)
    return word_file(paper, Print((Run(f"{words['state']}{day:%d.%m.%Y}"),), day))


def _section(topic: Topic) -> Iterator[Block]:
    yield Paragraph(Style.HEADING, (Run(topic.title),))
    for question in _of(topic):
        row = _row(topic, question)
        yield Paragraph(Style.LEAD, (Run(row["ask"], bold=True),))
        yield Paragraph(Style.TEXT, (Run(" ".join(filter(None, (row["why"], row["law"] and f"({row['law']})")))),))
        if row["choices"]:
            yield Paragraph(Style.TEXT, (Run(_words()["choices"] + "; ".join(row["choices"].values())),))
        yield Lines((Line(LINE_MM, _words()["line"]),))


def _row(topic: Topic, question: Question) -> dict[str, Any]:
    choices = {code: choice.title for code, choice in question.choices.items()}
    known = question.field.choices if question.field else {}
    return {
        "path": question.fact,
        "section": topic.title,
        "ask": question.ask.sie,
        "why": question.why,
        "law": question.law,
        "choices": choices or dict(known),
        "block": question.block,
    }


def _of(topic: Topic) -> list[Question]:
    return [*([topic.gate] if topic.gate else []), *topic.questions]


@cache
def _words() -> dict[str, str]:
    return dict(load(Path(__file__).parent / "founding" / "questionnaire.yml"))
