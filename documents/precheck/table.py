"""The questions of the founding audit as data (`founding/precheck.yml`), checked when read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.content import parse
from documents.fields import fields
from documents.rules.expression import read

FILE = Path(__file__).parents[1] / "founding" / "precheck.yml"
State = Literal["fine", "concern", "open"]


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AuditQuestion(_Content):
    """One question: the facts that answer it, when they satisfy, what to say when they do not."""

    id: str
    area: str
    question: str
    facts: list[str] = Field(min_length=1)
    when: str = ""
    holds: str = ""
    concern: str = ""
    basis: str
    papers: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _readable(self) -> AuditQuestion:
        for expression in filter(None, (self.when, self.holds)):
            read(expression)
        if unknown := [path for path in self.facts if path not in fields()]:
            raise ValueError(f"no field is named {', '.join(unknown)}")
        if bool(self.holds) != bool(self.concern):
            raise ValueError("`holds` and `concern` belong together")
        return self


class Precheck(_Content):
    """Everything in the file."""

    law_version: str
    checked: str
    areas: dict[str, str]
    states: dict[State, str]
    questions: list[AuditQuestion]

    @model_validator(mode="after")
    def _areas_known(self) -> Precheck:
        if unknown := {question.area for question in self.questions} - set(self.areas):
            raise ValueError(f"no area is named {', '.join(sorted(unknown))}")
        return self


@cache
def precheck() -> Precheck:
    """The file; a mistake is a ContentError with its line."""
    return parse(FILE, Precheck)
