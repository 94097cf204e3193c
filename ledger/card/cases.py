"""`card check FILE`: each case of card facts against the Länder that it names (facts 2.2; design, section 9).

The caller prints and sets the exit code. A case that cannot be read is an error with its line; the others still run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from data.content import ContentError, line_of, validate
from ledger.card.check import Result, check
from ledger.card.facts import Facts
from ledger.card.states import Code, Frozen, State, states
from ledger.replay.compare import same
from ledger.replay.run import read_list

ROWS = "ledger/card/states.yml shows what a row holds"


class Case(Frozen):
    """A person, what a town overrides for its Land, and the results somebody expects; these name the Länder asked.

    Without `expect` the Land of the facts is asked, else all sixteen.
    """

    id: str
    facts: Facts
    override: dict[Code, dict[str, Any]] = Field(default_factory=dict)
    expect: dict[Code, dict[str, Any]] = Field(default_factory=dict)

    @property
    def asked(self) -> list[str]:
        """The Länder that the case asks about."""
        return list(self.expect) or ([self.facts.land] if self.facts.land else list(states()))


@dataclass(frozen=True)
class Checked:
    """`line` is `{"id", "results": {Land: …}}`; `differs` what the case expected otherwise."""

    line: dict[str, Any]
    differs: list[str]


def check_file(path: Path) -> Iterator[Checked | ContentError]:
    """Each case checked, or what is wrong with it. Raises ContentError for a file that is no list of cases."""
    for node in read_list(path):
        try:
            case = validate(path, node, Case)
            results = {code: shown(row, check(row, case.facts)) for code, row in _rows(path, node, case).items()}
        except ContentError as error:
            yield error
            continue
        wrong = (code for code, wanted in case.expect.items() if not same(wanted, results[code]))
        yield Checked({"id": case.id, "results": results}, [f"{code} is {results[code]}" for code in wrong])


def _rows(path: Path, node: Any, case: Case) -> dict[str, State]:
    """The rows asked about, with the town's overrides."""
    rows = {code: states()[code] for code in case.asked}
    for code, fields in case.override.items():
        try:
            if code in rows:
                rows[code] = rows[code].overridden(fields)
        except ValueError as error:
            fault = error.errors()[0]["msg"] if isinstance(error, ValidationError) else error
            reason = f"{case.id}: override {code}: {fault}"
            raise ContentError(path, line_of(node["override"], code), reason, ROWS) from error
    return rows


def shown(row: State, result: Result) -> dict[str, Any]:
    """A result as JSON: only what belongs to it, amounts as plain numbers, and where the rule stands."""
    line: dict[str, Any] = {"result": result.result}
    if result.path:
        line["path"] = result.path
    if result.missing:
        line["missing"] = {fact: _number(amount) for fact, amount in result.missing.items()}
    if result.reasons:
        line["reasons"] = list(result.reasons)
    return {**line, "hints": list(result.hints), "src": row.src, "source_date": row.source_date}


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
