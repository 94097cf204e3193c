"""Amounts: points and hours are whole numbers of quarters inside, and numbers with at most two places outside."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ledger.errors import AmountError

QUARTERS = 4
"""Quarters in an hour, and in a point."""


def quarters(amount: Decimal | int | float | str) -> int:
    """The quarters in an amount of hours or points, 1.5 → 6. Raises AmountError where a rest would be lost."""
    try:
        exact = Decimal(str(amount)) * QUARTERS
    except InvalidOperation as error:
        raise AmountError(f"{amount!r} is no number") from error
    if not exact.is_finite() or exact != exact.to_integral_value():
        raise AmountError(f"{amount} is no whole number of quarters")
    return int(exact)


def shown(number: int) -> int | float:
    """Quarters as hours or points, exactly: 6 → 1.5, 8 → 2, -1 → -0.25."""
    return number // QUARTERS if number % QUARTERS == 0 else number / QUARTERS
