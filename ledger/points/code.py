"""A code: one named benefit, once, for whoever shows it. The partner sees no person behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from ledger.points.lots import Taken


@dataclass(frozen=True)
class Code:
    """Issued for points; `last_day` is the last local day on which it is taken. price: quarters, cents: internal value.

    taken: from which lots the points came, so that they can go back as they were.
    """

    id: str
    person: str
    item: str
    price: int
    cents: int
    issued_at: datetime
    last_day: date
    taken: tuple[Taken, ...]
    state: Literal["issued", "consumed", "cancelled", "expired", "returned"] = "issued"
    partner: str | None = None
    used_at: datetime | None = None
    not_delivered_at: datetime | None = None


RETURNED = ("cancelled", "expired", "returned")
"""States in which the points have gone back."""


@dataclass(frozen=True)
class Try:
    """A partner typed a code that does not exist."""

    id: str
    partner: str
    at: datetime
