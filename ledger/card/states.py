"""The rules of the Ehrenamtskarte in each Land (`states.yml`): which version counts on a day, what a town overrides."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, RootModel, model_validator

from data.content import parse

FILE = Path(__file__).with_name("states.yml")
Code = Literal["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]
Qualification = Literal[
    "juleica",
    "fire_service",
    "disaster_relief",
    "rescue_service",
    "voluntary_service_now",
    "voluntary_service_done",
    "reservist",
    "state_honour",
]
Hours = Annotated[Decimal, Field(ge=0, allow_inf_nan=False)]


class Frozen(BaseModel):
    """Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Way(Frozen):
    """A path to the card. Months and years of age are whole; null = not stated, which is not "no requirement"."""

    id: str
    kind: Literal["hours", "qualification", "long_service", "project"]
    any_of: tuple[Qualification, ...] = ()
    h_week: Hours | None = None
    h_year: Hours | None = None
    h_total: Hours | None = None
    min_months: int | None = None
    min_months_strictest: int | None = None
    since_founding: bool = False
    min_age: int | None = None
    min_age_strictest: int | None = None
    age_exception_from: int | None = None
    age_from: int | None = None
    age_to: int | None = None
    valid_months: int | Literal["unlimited"] | None = None
    valid_until: date | None = None


class State(Frozen):
    """The row of one Land, from `valid_from` on (null: since ever)."""

    code: Code
    card: str | None
    card_exists: bool
    conf: Literal["high", "medium", "low"]
    source_date: str | None
    src: str
    valid_from: date | None = None
    unsure: tuple[Literal["min_months", "min_age", "valid_months", "card_exists"], ...]
    apply_by: tuple[Literal["person", "organisation"], ...]
    apply_at: str
    participation: Literal["all", "county", "municipal", "fallback"]
    place: Literal["engaged", "resident", "either", "varies"]
    local_rules: bool
    quota: bool
    needs_intention: bool
    points_benefit: Literal["excluded_by_wording", "not_mentioned"]
    allowance_max_general_cents: int = Field(ge=0)
    allowance_max_trainer_cents: int = Field(ge=0)
    paths: tuple[Way, ...]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        if len({way.id for way in self.paths}) < len(self.paths):
            raise ValueError("two paths have the same id")
        return self

    def overridden(self, fields: Mapping[str, Any]) -> State:
        """The row with a town's own values: in the row, and in every path that has the field; they are then settled.

        Raises ValueError for a field that no town can set, or a value of another type.
        """
        if strange := set(fields) - OVERRIDABLE:
            raise ValueError(f"{min(strange)} is no field that a town can set")
        row = self.model_dump(exclude_unset=True)
        row |= {name: value for name, value in fields.items() if name in State.model_fields}
        row["paths"] = [way | {name: fields[name] for name in way if name in fields} for way in row["paths"]]
        row["unsure"] = [name for name in self.unsure if name not in fields]
        return State.model_validate(row | {"local_rules": False})


OVERRIDABLE = (set(State.model_fields) | set(Way.model_fields)) - {"code", "paths", "valid_from", "id", "kind"}
"""What a town may set otherwise than its Land."""


class States(RootModel[list[State]]):
    """The whole file."""


@cache
def all_rows(path: Path = FILE) -> tuple[State, ...]:
    """Every row of every version. Raises ContentError."""
    return tuple(parse(path, States).root)


def states(on: date | None = None) -> dict[str, State]:
    """The row of each Land that counts on a day (None: the newest); before its first version the first."""
    found: dict[str, State] = {}
    for row in sorted(all_rows(), key=lambda row: row.valid_from or date.min):
        if row.code not in found or on is None or (row.valid_from or date.min) <= on:
            found[row.code] = row
    return found
