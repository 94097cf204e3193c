"""A person's account: opening, freezing, pauses, no points wished, leaving (facts 5.4, 5.5, 5.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ledger.desk import Desk
from ledger.errors import AmountError, Refused
from ledger.hours.claim import OPEN, Claim
from ledger.journal import ERASED, POT, Kind, hours_account, moves, person_account
from ledger.points.code import Code
from ledger.points.issuing import cents_of_year
from ledger.points.lots import Lot, postpone, take
from ledger.records import Pause, Person, Remembered, Staff


def register(desk: Desk, person: Person) -> None:
    """A new account. Refused `person_exists` if the verified identifier belongs to a living one: link the device."""
    if person.identifier:
        known = desk.store.where(Person, identifier=person.identifier)
        if any(other.status != "erased" and other.id != person.id for other in known):
            raise Refused("person_exists")
    desk.store.put(person)


def freeze(desk: Desk, person: str) -> Person:
    """Stops submitting, redeeming and giving; nothing is lost."""
    return _set_status(desk, person, frozen=True)


def unfreeze(desk: Desk, person: str, by: str | None = None) -> Person:
    """A coach opens a frozen account again. Refused `not_authorised`."""
    if by is not None and not desk.find(Staff, by).coach:
        raise Refused("not_authorised")
    return _set_status(desk, person, frozen=False)


def opt_out(desk: Desk, person: str, *, out: bool = True) -> Person:
    """No points wished, hours only; or points again. What is there stays."""
    changed = replace(desk.find(Person, person), points_opt_out=out)
    desk.store.put(changed)
    return changed


def pause(desk: Desk, person: str, first: date, days: int) -> int:
    """A pause (illness, care) from a day on: lots last so many days longer. The days granted.

    All pauses of a person together are at most `expiry.pause_max_days`; what is more is not granted.
    """
    if days <= 0:
        raise AmountError("a pause has at least one day")
    known = desk.find(Person, person)
    used = sum((pause.last - pause.first).days + 1 for pause in known.pauses)
    granted = min(days, desk.rules.integer("expiry.pause_max_days") - used)
    if granted > 0:
        new = Pause(first, first + timedelta(days=granted - 1))
        desk.store.put(replace(known, pauses=(*known.pauses, new)))
        postpone(desk, person, new)
    return max(granted, 0)


def erase(desk: Desk, request: str, person: str) -> int:
    """A person leaves: points to the pot, open claims withdrawn, every trace moved to shared accounts. Quarters moved.

    Open codes stay valid. What was used of this year's caps is remembered under the verified identifier.
    """
    known = desk.find(Person, person)
    if known.status == "erased":
        return 0
    balance = desk.points(person)
    _remember(desk, known)
    if balance:
        take(desk, person, balance)
        points = moves((person_account(person), -balance), (POT, balance))
        desk.book(f"request:{request}:ERASE", Kind.ERASE, points, request, person=person)
    accounts = {person_account(person): ERASED, hours_account(person): hours_account(ERASED)}
    desk.store.depersonalise(person, accounts)
    _unlink(desk, person)
    desk.store.put(Person(person, status="erased"))
    return balance


def _set_status(desk: Desk, person: str, *, frozen: bool) -> Person:
    known = desk.find(Person, person)
    if known.status == "erased":
        raise Refused("account_frozen")
    changed = replace(known, status="frozen" if frozen else "active", wrong_pins=0)
    desk.store.put(changed)
    return changed


def _unlink(desk: Desk, person: str) -> None:
    """Claims, codes and lots keep their numbers and lose the person; open claims are withdrawn."""
    for claim in desk.store.where(Claim, person=person):
        state = "withdrawn" if claim.state in OPEN else claim.state
        closing = claim.closing if state == "reversed" else None  # a key; what a coach wrote by hand goes
        desk.store.put(replace(claim, person=ERASED, reason=None, operator=None, closing=closing, state=state))
    for code in desk.store.where(Code, person=person):
        desk.store.put(replace(code, person=ERASED))
    for lot in desk.store.where(Lot, person=person):
        desk.store.put(replace(lot, person=ERASED))


def _remember(desk: Desk, person: Person) -> None:
    """Cap memory (facts 5.7): points by month of work and cents by year, so that nobody resets a cap by leaving."""
    if not person.identifier:
        return
    before = desk.store.get(Remembered, person.identifier)
    points = dict(before.points) if before else {}
    for claim in desk.store.where(Claim, person=person.id, state="credited"):
        for part in claim.parts:
            month = (part.day.year, part.day.month)
            points[month] = points.get(month, 0) + part.points
    year = desk.today.year
    cents = dict(before.cents) if before else {}
    cents[year] = cents.get(year, 0) + cents_of_year(desk, person.id, year)
    desk.store.put(Remembered(person.identifier, tuple(points.items()), tuple(cents.items())))
