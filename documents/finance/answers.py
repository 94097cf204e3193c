"""Facts that the plan supplies to the record: the lowest balance, and the results where costs are planned one by one.

Only a plan without open figures supplies them, so that no rule speaks of half a plan. They stand above what a record
says itself: they are computed, and all papers show the same.
"""

from __future__ import annotations

from decimal import Decimal

from documents.finance.assumptions import assumptions
from documents.finance.model import plan
from documents.finance.rounding import euros
from documents.record import Record

ANSWERED = 3
"""Years whose results have a place in the record."""


def from_plan(record: Record) -> dict[str, Decimal]:
    """Path → amount in euros; empty while a figure of the plan is open."""
    given = assumptions(record)
    if given.open:
        return {}
    made = plan(given)
    found = {"plan.min_liquidity_eur": euros(made.lowest.closing)}
    if given.guided:
        found |= {f"plan.result_y{number}": euros(year.result) for number, year in enumerate(made.years[:ANSWERED], 1)}
    return found
