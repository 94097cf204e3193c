"""The null-safe arithmetic of the rules: every operation gives one definite result, never an exception.

Reading rules of facts/geng.md 5: null makes an ordering false and a sum null; numbers compare by value, exactly.
A value of a kind that an operation does not know counts as null.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

ORDERINGS: dict[str, Callable[[Any, Any], bool]] = {
    "Lt": operator.lt,
    "LtE": operator.le,
    "Gt": operator.gt,
    "GtE": operator.ge,
}

ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "Add": operator.add,
    "Sub": operator.sub,
    "Mult": operator.mul,
    "Div": operator.truediv,
}


NUMBERS = (int, Decimal, Fraction)
"""Python compares these with each other exactly; truth values count as 0 and 1."""


def number(value: Any) -> Fraction | None:
    """The exact value of a number, None for all else."""
    return Fraction(value) if isinstance(value, NUMBERS) else None


def order(name: str, left: Any, right: Any) -> bool:
    """`<`, `<=`, `>`, `>=` between two numbers, two texts or two sets; false for all else."""
    for kind in (NUMBERS, str, frozenset):
        if isinstance(left, kind) and isinstance(right, kind):
            return ORDERINGS[name](left, right)
    return False


def arithmetic(name: str, left: Any, right: Any) -> Any:
    """`+`, `-`, `*`, `/` of numbers, `+` of texts; null for all else and for a division by zero."""
    if name == "Add" and isinstance(left, str) and isinstance(right, str):
        return left + right
    left_number, right_number = number(left), number(right)
    if left_number is None or right_number is None or (name == "Div" and right_number == 0):
        return None
    return ARITHMETIC[name](left_number, right_number)


def common(left: Any, right: Any) -> Any:
    """`&`: what two sets share; null for all else."""
    return left & right if isinstance(left, frozenset) and isinstance(right, frozenset) else None


def contains(container: Any, value: Any) -> bool:
    """`value in container`; nothing is in null, and a text holds its parts."""
    if isinstance(container, str):
        return isinstance(value, str) and value in container
    if isinstance(container, frozenset):
        return frozen(value) in container
    return value in each(container)


def part(value: Any, index: Any) -> Any:
    """`value[index]` of a text or list, null where that does not exist."""
    if not isinstance(value, str | list | tuple):
        return None
    try:
        return value[index]
    except (IndexError, TypeError, ValueError):
        return None


def attribute(value: Any, name: str) -> Any:
    """`value.name` of an object; an attribute of null is null."""
    return value.get(name) if isinstance(value, dict) else None


def each(value: Any) -> Iterator[Any]:
    """The entries of a list, set or text; none of null."""
    return iter(value) if isinstance(value, list | tuple | frozenset | str | Iterator) else iter(())


def length(value: Any) -> int:
    """`len`; null is empty."""
    return sum(1 for _ in each(value))


def as_set(value: Any = None) -> frozenset[Any]:
    """`set`; null is empty, and entries that Python could not put into a set are made to fit."""
    return frozenset(map(frozen, each(value)))


def extreme(choose: Callable[[Iterable[Fraction]], Fraction], *values: Any) -> Fraction | None:
    """`max` and `min`, which ignore null; null without any number."""
    known = [exact for value in values if (exact := number(value)) is not None]
    return choose(known) if known else None


def frozen(value: Any) -> Any:
    """A hashable equal of a JSON value."""
    if isinstance(value, list | tuple):
        return tuple(map(frozen, value))
    if isinstance(value, dict):
        return frozenset((key, frozen(inner)) for key, inner in value.items())
    return value


def plain(value: Any) -> Any:
    """A result as the record holds it: fractions as int or Decimal, sets and generators as lists."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else Decimal(value.numerator) / Decimal(value.denominator)
    if isinstance(value, frozenset | tuple | Iterator):
        return [plain(inner) for inner in value]
    return value
