"""All questions of the interview as rows for scripts, in its order."""

from __future__ import annotations

from typing import Any

from documents.interview.kinds import titles
from documents.interview.questions import Question, Topic, questions


def question_rows() -> list[dict[str, Any]]:
    """One row a question: fact, section, wording, reason, law, choices, block."""
    return [_row(topic, question) for topic in questions().topics for question in of_topic(topic)]


def of_topic(topic: Topic) -> list[Question]:
    """The questions of a section, its gate first."""
    return [*([topic.gate] if topic.gate else []), *topic.questions]


def _row(topic: Topic, question: Question) -> dict[str, Any]:
    return {
        "path": question.fact,
        "section": topic.title,
        "ask": question.ask.sie,
        "why": question.why,
        "law": question.law,
        "choices": titles(question),
        "block": question.block,
    }
