"""Reads and checks every content file of the founding at once, so that the bot does not start with a broken one.

Raises ContentError with file and line; gives nothing back: each part keeps what it read.
"""

from __future__ import annotations

from documents import comparison, fields
from documents.answers import words as answer_words
from documents.finance import words as finance
from documents.interview import questions
from documents.legal_form import table as legal_form
from documents.papers import german, texts
from documents.precheck import table as precheck
from documents.questionnaire import words as questionnaire
from documents.roadmap import table as roadmap
from documents.rules import table as rules
from documents.rules import words as rule_words
from documents.trace import asking


def load_all() -> None:
    """Fields, rules, questions, the legal form table, clauses, papers and their words."""
    fields.fields()
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
    texts.clauses()
    texts.papers()
