"""Coverage: can the points in people's hands be used? Offers of a year ÷ outstanding points (facts 5.6)."""

from __future__ import annotations

from decimal import Decimal

from ledger.amounts import QUARTERS
from ledger.desk import Desk
from ledger.journal import CORRECTION, ISSUANCE, REDEEMED
from ledger.records import Item

MONTHS = 12


def supply(desk: Desk) -> int:
    """Outstanding points in quarters: those of all people and the pot."""
    return -sum(desk.store.balance(account) for account in (ISSUANCE, REDEEMED, CORRECTION))


def coverage(desk: Desk) -> Decimal | None:
    """The ratio; None while no points are out."""
    outstanding = supply(desk)
    items = desk.store.where(Item, status="active")
    offered = sum(item.stock * MONTHS * item.points for item in items)
    return Decimal(offered * QUARTERS) / outstanding if outstanding else None


def frozen_by_coverage(desk: Desk) -> bool:
    """Is there too little to redeem, so that only hours are credited?"""
    ratio = coverage(desk)
    return ratio is not None and ratio < desk.rules.share("issuance.coverage_freeze")
