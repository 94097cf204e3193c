"""The decision table of the legal-form check (`founding/legal_form/*.yml`): questions, answers and what they lead to.

Knows the content alone; `engine` walks through it. Source: facts/geng.md 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from data.content import ContentError, line_at, load, parse, validate
from data.suggestions import nearest
from documents.fields import KnownField

FOLDER = Path(__file__).parents[1] / "founding" / "legal_form"
PARTS = ("1_people_and_purpose", "2_business", "3_members_and_plan")

Tone = Literal["sie", "du"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Strict):
    """One text in the tones it needs; without `du` it addresses nobody and serves both."""

    sie: str
    du: str | None = None

    def spoken(self, tone: str = "sie") -> str:
        """The text in this tone, else in Sie."""
        return self.du if tone == "du" and self.du else self.sie


Text = Annotated[Wording, BeforeValidator(lambda value: {"sie": value} if isinstance(value, str) else value)]


class Reason(_Strict):
    """A statement with its paragraph."""

    text: Text
    basis: str


class Ending(Reason):
    """Why the check ends here, and which forms suit better, the best first."""

    forms: list[str]


class Answer(_Strict):
    """One possible answer and its effects, as the head of the first file explains them."""

    label: str
    synonyms: list[str] = Field(default_factory=list)
    range: tuple[int, int | None] | None = None
    alone: bool = False
    score: int = 0
    reason: Reason | None = None
    set: dict[KnownField, Any] = Field(default_factory=dict)
    warn: list[Reason] = Field(default_factory=list)
    forms: list[str] = Field(default_factory=list)
    block: Ending | None = None
    stop: Ending | None = None


class Question(_Strict):
    """One question. `when`: question → answer that must have been given for it to be asked."""

    key: str = ""
    number: int
    kind: Literal["number", "choice", "choices"]
    ask: Text
    why: Text
    basis: str
    when: dict[str, str] = Field(default_factory=dict)
    answers: dict[str, Answer]

    @property
    def forms(self) -> set[str]:
        """All legal forms that its answers name."""
        parts = [part for answer in self.answers.values() for part in (answer, answer.block, answer.stop) if part]
        return {form for part in parts for form in part.forms}


class Form(_Strict):
    """A legal form: its name, when it suits, and the paragraph."""

    name: str
    suits: Text
    basis: str


class Limits(_Strict):
    """Scores from which the eG fits, or is possible."""

    fits: int
    possible: int


class Results(_Strict):
    """The headline of each outcome."""

    fits: Text
    possible: Text
    other: Text
    stop: Text
    blocked: Text


class Questions(_Strict):
    """One file of questions, in the order in which they are asked."""

    questions: dict[str, Question]


class Outcomes(_Strict):
    """The file of scores, headlines and forms. `other_forms`: to compare with where no answer names one."""

    law_version: str
    checked: str
    limits: Limits
    results: Results
    other_forms: list[str]
    forms: dict[str, Form]


@cache
def questions() -> dict[str, Question]:
    """All questions by key, in order. A broken file is a `ContentError` with file and line."""
    return {question.key: question for part in PARTS for question in _questions_of(FOLDER / f"{part}.yml")}


def _questions_of(path: Path) -> Iterator[Question]:
    content = load(path)
    for key, question in validate(path, content, Questions).questions.items():
        if unknown := question.forms - set(outcomes().forms):
            line = line_at(content, ("questions", key))
            hint = nearest(min(unknown), outcomes().forms)
            raise ContentError(path, line, f"question {key} names the unknown form {min(unknown)!r}", hint)
        yield question.model_copy(update={"key": key})


@cache
def outcomes() -> Outcomes:
    """Scores, headlines and forms."""
    return parse(FOLDER / "results.yml", Outcomes)
