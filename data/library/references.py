"""Checks that what the records refer to exists and fits. Knows records only, neither files nor lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from data.library.challenges import Challenge, Solution
from data.library.examples import Example
from data.library.supporters import Supporter
from data.suggestions import nearest

Known = dict[str, Any]
"""Every id of the library with its record."""


class Broken(NamedTuple):
    """A reference that does not hold: keys and indexes leading to it, reason, suggestion."""

    place: tuple[str | int, ...]
    reason: str
    suggestion: str


def broken_references(record: Any, known: Mapping[str, Any]) -> Iterator[Broken]:
    """Everything that this record refers to and that is not there, or is of another kind."""
    match record:
        case Solution(members=members) if members and members.based_on:
            yield from _missing(members.based_on, Example, known, ("members", "based_on"))
        case Example():
            yield from _missing(record.challenge_ids, Challenge, known, ("challenge_ids",))
            yield from _missing(record.solution_ids, Solution, known, ("solution_ids",))
            yield from _strangers(record, known)
        case Supporter() if record.challenge_ids != ("all",):
            yield from _missing(record.challenge_ids, Challenge, known, ("challenge_ids",))


def _missing(ids: Sequence[str], kind: type[Any], known: Mapping[str, Any], place: tuple[str, ...]) -> Iterator[Broken]:
    for position, wanted in enumerate(ids):
        if not isinstance(known.get(wanted), kind):
            hint = nearest(wanted, (key for key, value in known.items() if isinstance(value, kind)))
            yield Broken((*place, position), f"there is no {kind.__name__.lower()} {wanted!r}", hint)


def _strangers(example: Example, known: Mapping[str, Any]) -> Iterator[Broken]:
    """Solutions whose challenge the example does not name."""
    for position, solution_id in enumerate(example.solution_ids):
        solution = known.get(solution_id)
        if isinstance(solution, Solution) and solution.challenge_id not in example.challenge_ids:
            reason = f"{solution_id!r} belongs to {solution.challenge_id!r}, which challenge_ids lacks"
            yield Broken(("solution_ids", position), reason, f"add {solution.challenge_id!r} to challenge_ids")
