"""Reads and checks every content file of the founding at once, so that the bot does not start with a broken one.

Raises ContentError with file and line; gives nothing back: each part keeps what it read.
"""

from __future__ import annotations

from pathlib import Path

from data.content import ContentError, line_of, load
from documents import comparison, fields
from documents.answers import words as answer_words
from documents.dossier import case_of
from documents.errors import ExpressionError
from documents.finance import words as finance
from documents.interview import questions
from documents.legal_form import table as legal_form
from documents.papers import checks, german
from documents.precheck import table as precheck
from documents.questionnaire import words as questionnaire
from documents.record import load_record
from documents.roadmap import table as roadmap
from documents.rules import table as rules
from documents.rules import words as rule_words
from documents.rules.expression import read
from documents.trace import asking


def load_all() -> None:
    """Fields, rules, questions, the legal form table, clauses, papers and their words."""
    _check_fields()
    rule_words.words()
    rules.rules()
    answer_words.words()
    questions.questions()
    legal_form.questions()
    legal_form.outcomes()
    finance.words()
    roadmap.roadmap()
    precheck.precheck()
    questionnaire.words()
    german.words()
    comparison.words()
    asking.around()
    checks.check_all({*case_of(load_record({})).facts, "sheet", "law"})


def _check_fields() -> None:
    """The table of fields with its expressions, which can be read only when all fields are known."""
    for field in fields.fields().values():
        for expression in field.expressions:
            try:
                read(expression)
            except ExpressionError as error:
                raise ContentError(*_place(field, expression), error.reason, error.suggestion) from error


def _place(field: fields.Field, expression: str) -> tuple[Path, int]:
    """The file of a field, and the line of one of its expressions."""
    section, _, key = field.path.partition(".")
    file = fields.FOLDER / f"{section.removesuffix('[]')}.yml"
    row = load(file)["fields"][key]
    return file, line_of(row, next(name for name, value in row.items() if value == expression))
