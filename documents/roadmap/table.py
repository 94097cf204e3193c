"""Steps, deadlines, duties and costs of a founding as data (`founding/roadmap.yml`), checked when read."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from data.content import parse
from documents.fields import PhaseName
from documents.rules.expression import Written

FILE = Path(__file__).parents[1] / "founding" / "roadmap.yml"
Anchor = Literal["meeting", "entry", "start", "year_end"]
Moves = Literal["later", "earlier", "never"]


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Step(_Content):
    """One step: its shortest and longest duration in days, the steps before it, when it matters and when it is done.

    `reached`: done once the founding has come to this phase; `done`: done when this holds for the record.
    """

    id: str
    title: str
    who: str
    days: tuple[int, int]
    after: list[str] = Field(default_factory=list)
    papers: list[str] = Field(default_factory=list)
    basis: str = ""
    cost: str = ""
    when: Written = ""
    done: Written = ""
    reached: PhaseName | None = None


class Deadline(_Content):
    """One deadline: counted from an anchor by months, then days; without both, without delay (`plan_days`)."""

    id: str
    title: str
    to: str
    anchor: Anchor = Field(alias="from")
    months: int | None = None
    days: int | None = None
    plan_days: int | None = None
    moves: Moves
    reached: PhaseName | None = None
    basis: str
    note: str = ""
    papers: list[str] = Field(default_factory=list)

    @property
    def fixed(self) -> bool:
        """Whether the law names a period; else it says "without delay"."""
        return self.plan_days is None

    @model_validator(mode="after")
    def _dated(self) -> Deadline:
        if self.plan_days is None and self.months is None and self.days is None:
            raise ValueError("needs months, days or plan_days")
        return self


class Duty(_Content):
    """A duty that begins with an event nobody can plan."""

    title: str
    basis: str


class Cost(_Content):
    """What something costs, from and to, in euros."""

    id: str
    title: str
    low_eur: Decimal
    high_eur: Decimal
    yearly: bool = False
    basis: str
    note: str = ""


class Range(_Content):
    """From and to, in euros."""

    low_eur: Decimal
    high_eur: Decimal


class Totals(_Content):
    """The planning figures for a founding as a whole."""

    once: Range
    yearly: Range


class Roadmap(_Content):
    """Everything in the file."""

    law_version: str
    checked: str
    steps: list[Step]
    deadlines: list[Deadline]
    duties: list[Duty]
    costs: list[Cost]
    totals: Totals
    words: dict[str, str]

    @model_validator(mode="after")
    def _in_order(self) -> Roadmap:
        """A step names only steps above it, so the order of the file is an order of work."""
        seen: set[str] = set()
        for step in self.steps:
            if unknown := set(step.after) - seen:
                raise ValueError(f"{step.id} comes after {', '.join(sorted(unknown))}, which stands nowhere above it")
            seen.add(step.id)
        if unknown := {step.cost for step in self.steps} - {"", *(cost.id for cost in self.costs)}:
            raise ValueError(f"no cost is called {', '.join(sorted(unknown))}")
        return self


@cache
def roadmap() -> Roadmap:
    """The file; a mistake is a ContentError with its line."""
    return parse(FILE, Roadmap)
