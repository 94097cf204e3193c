"""The words, figures and references of the finance plan: `founding/finance.yml`, checked when read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.content import parse

FILE = Path(__file__).parents[1] / "founding" / "finance.yml"


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Driver(_Content):
    """How a kind of business earns: volume × price × times a year; names below `plan.details`."""

    volume: str
    price: str
    times: int


class Text(_Content):
    """A warning: its sentence with places for figures, and the paragraph behind it."""

    text: str
    basis: str


class Reference(_Content):
    """A place in the library: a solution's investment, or words that stand in an example."""

    challenge: str = ""
    solution: str = ""
    example: str = ""
    quote: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Reference:
        if bool(self.solution and self.challenge) == bool(self.example and self.quote):
            raise ValueError("name a challenge with its solution, or an example with a quote")
        return self


class Hints(_Content):
    """What the library knows, by kind of business and fact, and the words around it."""

    one: str
    lead: str
    none: str
    computed: str
    ways: dict[str, Reference]
    asked: list[str]
    known: dict[str, dict[str, list[Reference]]]


class Figures(_Content):
    """Planning figures and bounds of the law, in whole euros or persons."""

    audit_low_eur: int = Field(gt=0)
    audit_high_eur: int
    founding_low_eur: int
    founding_high_eur: int
    yearly_audit_total_eur: int
    accounts_total_eur: int
    accounts_revenue_eur: int
    small_total_eur: int
    small_revenue_eur: int
    small_employees: int


class PaperWords(_Content):
    """How the finance plan is named among the papers."""

    name: str
    number: str
    title: str
    header: str
    signers: str
    where: str
    due: str


class Words(_Content):
    """Everything in the file."""

    law_version: str
    checked: str
    paper: PaperWords
    sheets: dict[str, str]
    titles: dict[str, str]
    words: dict[str, str]
    inputs: dict[str, str]
    rows: dict[str, str]
    kinds: dict[str, Driver]
    figures: Figures
    warnings: dict[str, Text]
    audit_cycle: dict[str, str]
    hints: Hints


@cache
def words() -> Words:
    """The file; a mistake is a ContentError with its line."""
    return parse(FILE, Words)
