"""How everyone else comes to the ledger: a desk on a session, the person behind a citizen, what that person has.

Nothing is committed here. What the services refuse (`Refused`) is an answer: the caller commits it all the same.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.account import Municipality
from data.tables.points import LedgerHolder
from ledger.desk import Desk
from ledger.journal import Entry, hours_account, person_account
from ledger.people.accounts import erase, register
from ledger.points.due import settle_due
from ledger.points.lots import Lot, held, lots_of
from ledger.records import Person, Staff
from ledger.store_sql import SqlStore
from ledger.versions import load_rulebooks

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""The letters of a code: 32, so five bits each; none that can be taken for another."""
GROUP = 4


def open_desk(session: Session, municipality_id: int, now: datetime) -> Desk:
    """A desk to act at: others wait, those who left are erased, everything due by now has happened."""
    desk = look(session, municipality_id, now)
    store = _sql(desk)
    store.lock()
    _erase_who_left(desk, store)
    settle_due(desk)
    return desk


def look(session: Session, municipality_id: int, now: datetime) -> Desk:
    """A desk to look at only; nothing that is due happens, so it serves a session that never writes."""
    zone = session.scalar(select(Municipality.zone).where(Municipality.id == municipality_id))
    rulebooks = load_rulebooks(session, municipality_id)
    return Desk(SqlStore(session, municipality_id), rulebooks, now, ZoneInfo(zone or "Europe/Berlin"))


def person_of(desk: Desk, citizen_id: int) -> str | None:
    """The ledger's name for a citizen, if there is one yet."""
    store = _sql(desk)
    mine = (LedgerHolder.municipality_id == store.municipality_id, LedgerHolder.citizen_id == citizen_id)
    return store.session.scalar(select(LedgerHolder.person).where(*mine))


def citizen_of(desk: Desk, person: str) -> int | None:
    """The citizen behind a person, to send them a notice."""
    store = _sql(desk)
    mine = (LedgerHolder.municipality_id == store.municipality_id, LedgerHolder.person == person)
    return store.session.scalar(select(LedgerHolder.citizen_id).where(*mine))


def ensure_person(desk: Desk, citizen_id: int) -> Person:
    """The citizen's account, opened at the first need: a random name, not verified, of unknown age."""
    known = person_of(desk, citizen_id)
    if known is None:
        known, store = str(uuid4()), _sql(desk)
        store.session.add(LedgerHolder(municipality_id=store.municipality_id, person=known, citizen_id=citizen_id))
        store.session.flush()
        register(desk, Person(known))
    return desk.find(Person, known)


def ensure_staff(desk: Desk, citizen_id: int, *, coach: bool | None = None, confirms_for: str | None = None) -> Staff:
    """The citizen's role at the ledger, under the same name as their account, with what is said of it added."""
    person = ensure_person(desk, citizen_id)
    staff = desk.store.get(Staff, person.id) or Staff(person.id, person=person.id)
    if coach is not None:
        staff = replace(staff, coach=coach)
    if confirms_for is not None:
        staff = replace(staff, confirms_for=confirms_for or None)
    desk.store.put(replace(staff, household=person.household))
    return desk.find(Staff, person.id)


def new_code(desk: Desk) -> str:
    """A code that nobody guesses, in groups that can be read out: "K7QM-2XPA-9RTV"."""
    count = -(-desk.rules.integer("voucher.code_bits") // 5)
    letters = "".join(secrets.choice(LETTERS) for _ in range(count))
    return "-".join(letters[at : at + GROUP] for at in range(0, count, GROUP))


@dataclass(frozen=True)
class Movement:
    """One entry as its person sees it: quarters of points or of hours gained or, below zero, given."""

    entry: Entry
    points: int
    hours: int


@dataclass(frozen=True)
class Holdings:
    """What a person has, in quarters; lots in the order in which they run out, movements from the first on."""

    points: int
    held: int
    hours: int
    lots: tuple[Lot, ...]
    movements: tuple[Movement, ...]


def holdings(desk: Desk, person: str) -> Holdings:
    """Balance, hours and history of a person."""
    return Holdings(
        desk.points(person), held(desk, person), desk.hours(person), tuple(lots_of(desk, person)),
        tuple(_movement(entry, person) for entry in desk.store.entries(person)),
    )  # fmt: skip


def _movement(entry: Entry, person: str) -> Movement:
    gained = {posting.account: posting.quarters for posting in entry.postings}
    return Movement(entry, gained.get(person_account(person), 0), gained.get(hours_account(person), 0))


def _erase_who_left(desk: Desk, store: SqlStore) -> None:
    """Citizens whose link is cut (`data.forget`): their points go to the pot, their entries to the shared accounts."""
    left = (LedgerHolder.municipality_id == store.municipality_id, LedgerHolder.citizen_id.is_(None))
    for holder in store.session.scalars(select(LedgerHolder).where(*left)).all():
        erase(desk, f"left:{holder.id}", holder.person)
        role = desk.store.get(Staff, holder.person)
        if role:
            desk.store.put(Staff(role.id, person=role.person))
        store.session.delete(holder)
    store.session.flush()


def _sql(desk: Desk) -> SqlStore:
    assert isinstance(desk.store, SqlStore)  # desks of this module stand on SQL
    return desk.store
