"""All sheets of the kitchen table in one Word file, in large type."""

from __future__ import annotations

from datetime import date
from typing import Any

from documents.answered import Facts
from documents.answers.calendar import When
from documents.interview.case import Case
from documents.interview.questions import questions
from documents.papers.german import long_date
from documents.questionnaire.founder import founder_sheet
from documents.questionnaire.group import group_sheet
from documents.questionnaire.words import words
from documents.rendering.blocks import Paper, Run
from documents.rendering.large import large_print
from documents.rendering.package import Print, word_file


def questionnaire(case: Case | None = None, *, private: bool = True) -> bytes:
    """The .docx: what is open in this founding, or every question where there is none yet.

    `private`: with what is entered about each founder; without, one blank sheet for them (for a group's chat).
    """
    known, day = words(), date.fromisoformat(questions().law_version)
    here = case or Case(Facts(), {}, When(day))
    people: list[dict[str, Any] | None] = [*here.persons] if private and here.persons else [None]
    sheets = [block for person in people for block in founder_sheet(here, person)]
    blocks = (*group_sheet(here, everything=case is None), *sheets)
    paper = Paper(known.number, known.number, known.title, known.header, blocks)
    answered = here.facts.last_at
    lead, stand = (known.answers_of, answered.date()) if answered else (known.state, day)
    state = (Run(f"{lead}{long_date(stand.isoformat())} · {known.large}"),)
    return large_print(word_file(paper, Print(state, stand)))
