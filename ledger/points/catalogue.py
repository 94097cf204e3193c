"""The catalogue of benefits: what may stand in it, at what price, and when it rests (facts 5.3)."""

from __future__ import annotations

from dataclasses import replace

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.records import Item

EXCLUDED = frozenset(
    {"alcohol", "tobacco", "gambling", "lottery", "weapons", "party_advertising", "religious_advertising", "money"}
)
"""Kinds of benefit that no catalogue holds; money stands for everything paid out or refundable."""


def save(desk: Desk, item: Item, kind: str) -> None:
    """Puts an item into the catalogue. Refused: item_excluded, price_too_low."""
    if kind in EXCLUDED:
        raise Refused("item_excluded", kind=kind)
    if item.cents > item.points * desk.rules.integer("value.max_ref_cents_per_point"):
        raise Refused("price_too_low")
    desk.store.put(item)


def block(desk: Desk, item_id: str) -> Item:
    """No more codes for an item; those that are out stay valid."""
    blocked = replace(desk.find(Item, item_id), status="blocked")
    desk.store.put(blocked)
    return blocked
