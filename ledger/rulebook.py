"""The rulebook: parameters with bounds (`rulebook.yml`), the values in force on a day, and what a proposal may change.

Knows nothing of who votes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from data.content import parse
from ledger.amounts import QUARTERS
from ledger.errors import Refused

FILE = Path(__file__).with_name("rulebook.yml")
AT_MOST = (
    ("caps.per_day_points", "caps.per_month_points"),
    ("caps.per_month_points", "caps.per_year_points"),
    ("earning.submission_window_days", "earning.late_max_days"),
    ("issuance.coverage_freeze", "issuance.coverage_warn"),
)
YEAR_VALUE = ("caps.per_year_points", "value.max_ref_cents_per_point", "value.max_ref_cents_person_year")
"""The cross checks: each first parameter is at most the second; the product of the first two at most the third."""
CROSS_CHECKED = {name for names in (*AT_MOST, YEAR_VALUE) for name in names}
Value = bool | int | Decimal | str | tuple[int, ...]
Number = Annotated[Decimal, Field(allow_inf_nan=False)]


class Parameter(BaseModel):
    """One row of the rulebook: its type, unit, default, bounds (both included), class and basis."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["integer", "decimal", "boolean", "integers", "word"]
    unit: str
    default: Any
    low: Number | None = None
    high: Number | None = None
    choices: tuple[Any, ...] = ()
    at_least: int = 1
    vote: Literal["protected", "core", "ordinary"] = Field(alias="class")
    basis: str

    @model_validator(mode="after")
    def _default_in_bounds(self) -> Self:
        if self.read(self.default) is None:
            raise ValueError("the default is out of bounds")
        return self

    def read(self, given: object) -> Value | None:
        """The value as this parameter holds it; None if it is of another type or out of bounds."""
        value = _typed(self.type, given)
        if value is None or (self.choices and value not in self.choices):
            return None
        numbers = value if isinstance(value, tuple) else (value,)
        if len(numbers) < (self.at_least if self.type == "integers" else 1):
            return None
        return value if all(self._within(number) for number in numbers) else None

    def _within(self, value: object) -> bool:
        if not isinstance(value, int | Decimal) or isinstance(value, bool):
            return True
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)


class RulebookFile(BaseModel):
    """The content of `rulebook.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int
    valid_from: date
    parameters: dict[str, Parameter]

    @field_validator("parameters")
    @classmethod
    def _consistent(cls, parameters: dict[str, Parameter]) -> dict[str, Parameter]:
        if missing := CROSS_CHECKED - set(parameters):
            raise ValueError(f"{min(missing)} is missing")
        fault = inconsistency({name: parameter.read(parameter.default) for name, parameter in parameters.items()})
        if fault:
            raise ValueError(f"inconsistent parameters: {fault}")
        return parameters


@dataclass(frozen=True)
class Rulebook:
    """The values in force from a day on. `rules["caps.per_day_points"]`, or typed: `integer`, `share`, `quarters`."""

    version: int
    valid_from: date
    values: Mapping[str, Value]
    parameters: Mapping[str, Parameter]

    def __getitem__(self, name: str) -> Value:
        return self.values[name]

    def integer(self, name: str) -> int:
        """A whole number in the parameter's own unit."""
        return int(str(self.values[name]))

    def share(self, name: str) -> Decimal:
        """An exact share or ratio."""
        return Decimal(str(self.values[name]))

    def quarters(self, name: str) -> int:
        """A parameter in points or hours, as quarters."""
        return self.integer(name) * QUARTERS

    def allows(self, name: str) -> bool:
        """A yes-or-no parameter."""
        return self.values[name] is True

    @property
    def hash(self) -> str:
        """SHA-256 over version, day and all values in one canonical form: what the chain keeps of a rulebook."""
        shown = {name: value if isinstance(value, bool | tuple) else str(value) for name, value in self.values.items()}
        content = {"version": self.version, "valid_from": self.valid_from.isoformat(), "values": shown}
        text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def changed(self, name: str, given: object, valid_from: date) -> Rulebook:
        """The next version with one parameter changed.

        Refused: unknown_parameter, protected_parameter, out_of_bounds, inconsistent_parameters, unchanged.
        """
        if name not in self.parameters:
            raise Refused("unknown_parameter", parameter=name)
        if self.parameters[name].vote == "protected":
            raise Refused("protected_parameter", parameter=name)
        value = self.parameters[name].read(given)
        if value is None:
            raise Refused("out_of_bounds", parameter=name)
        values = {**self.values, name: value}
        if fault := inconsistency(values):
            raise Refused("inconsistent_parameters", parameter=name, rule=fault)
        if value == self.values[name]:
            raise Refused("unchanged", parameter=name)
        return Rulebook(self.version + 1, valid_from, values, self.parameters)


class Rulebooks:
    """All versions of a municipality. A new one acts on what begins on its day or later; before the first the first."""

    def __init__(self, versions: Sequence[Rulebook]) -> None:
        self.versions = sorted(versions, key=lambda rules: (rules.valid_from, rules.version))

    def on(self, day: date) -> Rulebook:
        """The version in force on a day."""
        begun = [rules for rules in self.versions if rules.valid_from <= day]
        return begun[-1] if begun else self.versions[0]


def inconsistency(values: Mapping[str, Any]) -> str:
    """The first cross check (facts 5.1) that the values break, else an empty text."""
    for smaller, larger in AT_MOST:
        if values[smaller] > values[larger]:
            return f"{smaller} ≤ {larger}"
    points, cents, limit = YEAR_VALUE
    return f"{points} × {cents} ≤ {limit}" if values[points] * values[cents] > values[limit] else ""


@cache
def default_rulebook(path: Path = FILE) -> Rulebook:
    """The first version, as the file has it. Raises ContentError."""
    content = parse(path, RulebookFile)
    values = {name: _sure(parameter) for name, parameter in content.parameters.items()}
    return Rulebook(content.version, content.valid_from, values, content.parameters)


def _sure(parameter: Parameter) -> Value:
    value = parameter.read(parameter.default)
    assert value is not None  # the model refused it otherwise
    return value


def _typed(kind: str, given: object) -> Value | None:
    """`given` as the kind's type, without loss; a bool is no number, "8" no integer."""
    if isinstance(given, bool):
        return given if kind == "boolean" else None
    if kind == "integer":
        return given if isinstance(given, int) else None
    if kind == "decimal" and isinstance(given, str | int | float | Decimal):
        return _decimal(given)
    if kind == "integers" and isinstance(given, list | tuple):
        whole = all(isinstance(number, int) and not isinstance(number, bool) for number in given)
        return tuple(given) if whole else None
    return given if kind == "word" and isinstance(given, str) else None


def _decimal(given: str | int | float | Decimal) -> Decimal | None:
    try:
        value = Decimal(str(given))
    except ArithmeticError:
        return None
    return value if value.is_finite() else None
