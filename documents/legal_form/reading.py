"""Reads what a person typed to a question of the legal-form check, into a key of the table or a number."""

from __future__ import annotations

from data.language import fold
from documents.answers.choices import Option, choice, several, yes_no
from documents.answers.figures import whole
from documents.answers.numbers import small_number
from documents.answers.result import Answer, NotAnAnswer, Parsed
from documents.legal_form.table import Question

LONGEST = 8  # words of a sentence in which a single number is the answer
ARTICLES = frozenset({"ein", "eine", "einen", "einer", "einem"})


def read(question: Question, text: str) -> Answer:
    """The answer that `text` gives: Parsed with an int, a key, or a list of keys; else what to ask or to refuse."""
    options = [
        Option(key, (fold(answer.label), *map(fold, answer.synonyms))) for key, answer in question.answers.items()
    ]
    if question.kind == "number":
        return _number(text, options)
    if question.kind == "choices":
        return several(text, options, empty=False)
    chosen = choice(text, options)
    if isinstance(chosen, Parsed) or not {"yes", "no"} <= set(question.answers):
        return chosen
    said = yes_no(text)
    return Parsed("yes" if said.value else "no") if isinstance(said, Parsed) else chosen


def _number(text: str, options: list[Option]) -> Answer:
    """A number, a choice such as "mehr als zwanzig", or the one number of a short sentence."""
    counted = whole(text, low=1, about=True)
    if not isinstance(counted, NotAnAnswer):
        return counted
    chosen = choice(text, options)
    count = None if isinstance(chosen, Parsed) else _count_in(text)
    return Parsed(count) if count else chosen


def _count_in(text: str) -> int | None:
    """The one number of a short sentence ("fünf Ärzte und die Gemeinde")."""
    said = fold(text).split()
    found = [count for word in said if word not in ARTICLES and (count := small_number(word)) is not None]
    return found[0] if len(found) == 1 and len(said) <= LONGEST else None
