"""People answer the legal-form check in their own words."""

from __future__ import annotations

from typing import Any

import pytest

from documents.answers.result import NotAnAnswer, Parsed
from documents.legal_form.engine import next_question
from documents.legal_form.reading import read
from documents.legal_form.table import Question, questions

SAID = [
    ("founders", "8", 8),
    ("founders", "wir sind acht", 8),
    ("founders", "ca. 25 Leute", 25),
    ("founders", "nur ich", "one"),
    ("founders", "mehr als zwanzig", "more"),
    ("benefit", "einkaufen und soziales", ["buy", "social"]),
    ("benefit", "2, 7", ["buy", "social"]),
    ("benefit", "Rendite", ["dividend"]),
    ("open", "ja", "yes"),
    ("open", "ja klar", "yes"),
    ("open", "nein", "no"),
    ("open", "fester Kreis", "no"),
    ("open", "weiß nicht", "unknown"),
    ("vote", "nach Kapital", "by_money"),
    ("start", "sofort", "under_three_months"),
    ("activity", "Dorfladen", ["retail"]),
    ("activity", "Photovoltaik", ["energy"]),
    ("investors", "ein paar", "some"),
    ("minors", "alle erwachsen", "no"),
]


@pytest.mark.parametrize(("key", "text", "answer"), SAID)
def test_an_answer_is_understood(key: str, text: str, answer: Any) -> None:
    assert read(questions()[key], text) == Parsed(answer)
    assert next_question({key: answer}) is not None


def test_something_else_is_no_answer() -> None:
    assert isinstance(read(questions()["open"], "Was ist ein Geschäftsanteil?"), NotAnAnswer)


def test_every_synonym_of_an_answer_leads_to_it() -> None:
    for question in questions().values():
        if question.kind == "number":
            continue
        for key, answer in question.answers.items():
            for phrase in (answer.label, *answer.synonyms):
                _means(question, phrase, key)


def _means(question: Question, phrase: str, key: str) -> None:
    wanted = [key] if question.kind == "choices" else key
    assert read(question, phrase) == Parsed(wanted), (question.key, phrase)
