"""Lots: which points a person got when, and until when they last. Spent first-in-first-out by expiry day (facts 5.4).

The rests of a person's lots always sum to the balance; lots follow the entries, they are no second truth.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger.desk import Desk
from ledger.errors import BookingError
from ledger.hours.claim import Recheck
from ledger.records import Pause, Person


@dataclass(frozen=True)
class Lot:
    """Points from one entry (its key is the id). `expires` is the last usable local day; `rest` what is left."""

    id: str
    person: str
    received: date
    expires: date
    quarters: int
    rest: int
    claim: str | None = None

    @property
    def open(self) -> bool:
        """Is something left?"""
        return self.rest > 0


@dataclass(frozen=True)
class Taken:
    """Quarters that left a lot."""

    lot: str
    quarters: int


def lots_of(desk: Desk, person: str) -> list[Lot]:
    """A person's lots with something left, those that expire first in front."""
    lots = desk.store.where(Lot, person=person, open=True)
    return sorted(lots, key=lambda lot: (lot.expires, lot.received))


def held_lots(desk: Desk, person: str) -> set[str]:
    """The lots whose claim is being rechecked now."""
    rechecks = desk.store.where(Recheck, person=person, closed_at=None)
    claims = {recheck.id for recheck in rechecks if desk.now < recheck.held_until}
    return {lot.id for lot in lots_of(desk, person) if lot.claim in claims}


def held(desk: Desk, person: str) -> int:
    """The part of the balance (quarters) that is under recheck."""
    on_hold = held_lots(desk, person)
    return sum(lot.rest for lot in lots_of(desk, person) if lot.id in on_hold)


def give(desk: Desk, lot: Lot) -> None:
    """Adds a lot, once."""
    if desk.store.get(Lot, lot.id) is None:
        desk.store.put(lot)


def take(desk: Desk, person: str, quarters: int, first: Callable[[Lot], bool] | None = None) -> tuple[Taken, ...]:
    """Takes quarters out of all lots in order of expiry, held ones too; lots that `first` names before the others."""
    lots = lots_of(desk, person)
    return _take(desk, sorted(lots, key=lambda lot: not first(lot)) if first else lots, quarters)


def take_free(desk: Desk, person: str, quarters: int) -> tuple[Taken, ...]:
    """Takes quarters out of the lots that are not held, in order of expiry."""
    on_hold = held_lots(desk, person)
    return _take(desk, [lot for lot in lots_of(desk, person) if lot.id not in on_hold], quarters)


def _take(desk: Desk, lots: list[Lot], quarters: int) -> tuple[Taken, ...]:
    taken = []
    for lot in lots:
        part = min(lot.rest, quarters)
        if part:
            desk.store.put(replace(lot, rest=lot.rest - part))
            taken.append(Taken(lot.id, part))
            quarters -= part
    if quarters:
        raise BookingError("the lots hold less than the balance")
    return tuple(taken)


def paused_days(person: Person, since: date) -> int:
    """The days of a person's pauses after a day."""
    return sum(_days_after(pause, since) for pause in person.pauses)


def postpone(desk: Desk, person: str, pause: Pause) -> None:
    """A pause moves every lot that it finds alive by its days after the lot was received."""
    for lot in desk.store.where(Lot, person=person):
        if pause.first <= lot.expires:
            desk.store.put(replace(lot, expires=lot.expires + timedelta(days=_days_after(pause, lot.received))))


def _days_after(pause: Pause, day: date) -> int:
    return max(0, (pause.last - max(pause.first, day + timedelta(days=1))).days + 1)
