"""The table of legal rules (`founding/rules/*.yml`): a condition over the record, with severity, message and basis.

A rule fires when its condition is true. Keys are the stable identifiers; which fields a rule reads is found out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from data.content import parse
from documents.fields import KnownField
from documents.rules.expression import Expression, Written, read

FOLDER = Path(__file__).parents[1] / "founding" / "rules"

Severity = Literal["error", "warning", "hint"]


class Rule(BaseModel):
    """One rule. `ways_out`: fields that one could change; `note`: for lawyers and editors, not shown to citizens."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = ""
    number: int
    severity: Severity
    fires_when: Written
    message: str
    basis: str
    ways_out: list[KnownField]
    note: str = ""
    links: list[str]
    law_version: str = ""

    @cached_property
    def condition(self) -> Expression:
        """The expression, ready to run."""
        return read(self.fires_when)

    @property
    def reads(self) -> frozenset[str]:
        """Generic paths of all fields that decide whether it fires."""
        return self.condition.reads


class _File(BaseModel):
    """One file. `law_version`: the day of the statute texts; `checked`: when the rules were last compared with them."""

    model_config = ConfigDict(extra="forbid")

    law_version: str
    checked: str
    rules: dict[str, Rule]


@cache
def rules() -> dict[str, Rule]:
    """All rules by key, in the order of their numbers. A broken file is a `ContentError` with file and line."""
    found = [rule for path in sorted(FOLDER.glob("*.yml")) for rule in _rules_of(path)]
    return {rule.key: rule for rule in sorted(found, key=lambda rule: rule.number)}


def _rules_of(path: Path) -> Iterator[Rule]:
    file = parse(path, _File)
    for key, rule in file.rules.items():
        yield rule.model_copy(update={"key": key, "law_version": file.law_version})
