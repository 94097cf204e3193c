"""Exact money: whole cents, halves away from zero as a spreadsheet's ROUND does it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def rounded(value: Fraction) -> int:
    """To the next whole number, a half away from zero."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return whole if value >= 0 else -whole


def cents(amount: int | Decimal | Fraction) -> int:
    """Euros as whole cents."""
    return rounded(Fraction(amount) * 100)


def share(percent: int | Decimal) -> Fraction:
    """A percentage between 0 and 100 as a share of one."""
    return Fraction(min(max(Fraction(percent), Fraction(0)), Fraction(100))) / 100


def part(total: int, done: int, of: int) -> int:
    """What of `total` belongs to the first `done` of `of` equal parts, in cents; nothing where there are no parts."""
    return rounded(Fraction(total * min(done, of), of)) if of else 0


def spread(total: int, flags: tuple[bool, ...]) -> list[int]:
    """`total` over the flagged months, so that the months add up to it exactly."""
    counts = [sum(flags[: index + 1]) for index in range(len(flags))]
    before = [0, *counts[:-1]]
    return [
        part(total, now, counts[-1]) - part(total, then, counts[-1]) for now, then in zip(counts, before, strict=True)
    ]


def euros(amount: int) -> Decimal:
    """Cents as euros."""
    return Decimal(amount).scaleb(-2)
