"""Shops without network: they note codes during the day and settle in the evening (facts 5.3, 5.8 no. 17)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.journal import POT
from ledger.points.code import Code
from ledger.points.gifts import pot_spend
from ledger.points.taking import consume
from ledger.records import Item, Partner


@dataclass(frozen=True)
class Noted:
    """A code that a shop took, and when."""

    code: str
    at: datetime


def offline_items(desk: Desk) -> list[Item]:
    """What may be taken without network: cheap enough that a mistake hurts nobody."""
    limit = desk.rules.integer("voucher.offline_max_points")
    return [item for item in desk.store.where(Item, status="active") if item.points <= limit]


def settle_evening(desk: Desk, partner: str, noted: Sequence[Noted]) -> dict[str, str]:
    """Each noted code and what became of it: `consumed`, or the key of the refusal.

    Of two shops the earlier time wins. The other one served in good faith: the pot pays, once, if it has the points;
    the municipality is told and that shop's offline mode is off.
    """
    return {note.code: _settle(desk, partner, note) for note in sorted(noted, key=lambda note: note.at)}


def _settle(desk: Desk, partner: str, note: Noted) -> str:
    try:
        return consume(desk.at(note.at), note.code, partner).state
    except Refused as refusal:
        if refusal.reason != "code_used":
            return refusal.reason
    code = desk.find(Code, note.code)
    if code.partner == partner or code.used_at is None:
        return "code_used"
    loser = partner
    if note.at < code.used_at:
        loser = code.partner or partner
        desk.store.put(replace(code, partner=partner, used_at=note.at))
    _compensate(desk, code, loser)
    return "code_used" if loser == partner else "consumed"


def _compensate(desk: Desk, code: Code, loser: str) -> None:
    if desk.store.balance(POT) >= code.price:
        pot_spend(desk, f"offline:{code.id}", code.price)
    desk.flag("offline_conflict", code.id)
    shop = desk.store.get(Partner, loser) or Partner(loser)
    desk.store.put(replace(shop, offline=False))
