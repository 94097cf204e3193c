"""What the board does about points that were spent before their claim was taken back (facts 5.5)."""

from __future__ import annotations

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.journal import CORRECTION, ISSUANCE, Kind, moves, person_account
from ledger.points.gifts import above_zero
from ledger.points.lots import take
from ledger.records import Person


def owed(desk: Desk, person: str | None = None) -> int:
    """Quarters in `correction`: of a person, or of everyone. Those who left share what they owed: names are gone."""
    if person is None:
        return -desk.store.balance(CORRECTION)
    whose = _still_named(desk, person)
    entries = (entry for entry in desk.store.entries(whose) if entry.person == whose)
    return -sum(p.quarters for entry in entries for p in entry.postings if p.account == CORRECTION)


def write_off(desk: Desk, decision: str, quarters: int, person: str | None = None) -> int:
    """The board waives; the same decision again changes nothing (0). Refused `nothing_to_write_off`."""
    above_zero(quarters)
    key = f"decision:{decision}:WRITE_OFF"
    if desk.store.entry(key):
        return 0
    if owed(desk, person) < quarters:
        raise Refused("nothing_to_write_off")
    points, whose = moves((CORRECTION, quarters), (ISSUANCE, -quarters)), _still_named(desk, person)
    desk.book(key, Kind.WRITE_OFF, points, decision, person=whose)
    return quarters


def offset(desk: Desk, decision: str, quarters: int, person: str) -> int:
    """The board sets off against the balance, never below zero; the same decision again changes nothing (0).

    Refused: nothing_to_write_off, insufficient_points.
    """
    above_zero(quarters)
    key = f"decision:{decision}:OFFSET"
    if desk.store.entry(key):
        return 0
    if owed(desk, person) < quarters:
        raise Refused("nothing_to_write_off")
    if desk.points(person) < quarters:
        raise Refused("insufficient_points")
    take(desk, person, quarters)
    points = moves((person_account(person), -quarters), (CORRECTION, quarters))
    desk.book(key, Kind.OFFSET, points, decision, person=person)
    return quarters


def _still_named(desk: Desk, person: str | None) -> str | None:
    """The person, unless they left: then their entries name nobody."""
    known = desk.store.get(Person, person) if person else None
    return None if known and known.status == "erased" else person
