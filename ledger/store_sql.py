"""The store in SQL: the same promises as in memory, for one municipality, within a session that the caller commits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from data.tables.chain import LedgerShare
from data.tables.journal import LedgerAccount, LedgerEntry, LedgerKey, LedgerPosting
from ledger.errors import BookingError
from ledger.journal import Entry, Kind, Posting, check, sign_holds
from ledger.leaves import new_key
from ledger.records_sql import Kept, kept

Row = TypeVar("Row")
LOCK = 0x6C656467
"""First half of the advisory lock of PostgreSQL ("ledg"); the second is the municipality."""


@dataclass(frozen=True)
class Waiting:
    """An entry with its row's id, and its key unless its person left."""

    id: int
    entry: Entry
    key: bytes | None


class SqlStore:
    """See `ledger.store.Store`. Everything happens in `session`; nothing is committed here."""

    def __init__(self, session: Session, municipality_id: int) -> None:
        self.session, self.municipality_id = session, municipality_id

    def lock(self) -> None:
        """One writer at a time at a municipality's ledger, until the transaction ends (SQLite has one anyway)."""
        if self.session.get_bind().dialect.name == "postgresql":
            self.session.connection().exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK}, {self.municipality_id})")

    def get(self, kind: type[Row], key: str) -> Row | None:
        """See Store."""
        plan = kept(kind)
        found = self.session.execute(self._all(plan).where(plan.table.c.ref == key)).first()
        return plan.read(found) if found else None

    def put(self, row: Any) -> None:
        """See Store. Raises BookingError where a constraint of the database forbids it."""
        plan = kept(type(row))
        mine = (plan.table.c.municipality_id == self.municipality_id, plan.table.c.ref == row.id)
        values = plan.values(row)
        try:
            if self._rows(update(plan.table).where(*mine).values(values)) == 0:
                named = {"municipality_id": self.municipality_id, "ref": row.id}
                self.session.execute(insert(plan.table).values(**named, **values))
        except IntegrityError as error:
            raise BookingError(f"{type(row).__name__} {row.id}: {error.orig}") from error

    def where(self, kind: type[Row], /, **equal: object) -> list[Row]:
        """See Store."""
        plan = kept(kind)
        wanted = (plan.table.c[name] == value for name, value in equal.items())
        return [plan.read(row) for row in self.session.execute(self._all(plan).where(*wanted))]

    def before(self, kind: type[Row], field: str, day: date, /, **equal: object) -> list[Row]:
        """See Store."""
        plan = kept(kind)
        wanted = (plan.table.c[name] == value for name, value in equal.items())
        found = self._all(plan).where(plan.table.c[field] < day, *wanted)
        return [plan.read(row) for row in self.session.execute(found)]

    def append(self, entry: Entry) -> bool:
        """See Store."""
        check(entry)
        known = self.entry(entry.key)
        if known:
            if known.postings != entry.postings:
                raise BookingError(f"{entry.key} is the key of another entry")
            return False
        for posting in entry.postings:
            after = self.balance(posting.account) + posting.quarters
            if not sign_holds(posting.account, after):
                raise BookingError(f"{entry.key} would bring {posting.account} to {after}")
        try:
            self._insert(entry)
        except IntegrityError as error:
            raise BookingError(f"{entry.key}: {error.orig}") from error
        return True

    def entry(self, key: str) -> Entry | None:
        """See Store."""
        return next(self._entries(LedgerEntry.ref == key), None)

    def entries(self, person: str | None = None) -> Iterator[Entry]:
        """See Store."""
        return self._entries(*((LedgerEntry.person == person,) if person else ()))

    def entries_of_epoch(self, number: int) -> Iterator[Entry]:
        """The entries that an epoch anchors."""
        return self._entries(LedgerEntry.epoch == number)

    def waiting(self, most: int) -> list[Waiting]:
        """The oldest entries that no epoch anchors yet, with their keys."""
        new = select(LedgerEntry.id).where(self._here(LedgerEntry), LedgerEntry.epoch.is_(None))
        ids = list(self.session.scalars(new.order_by(LedgerEntry.id).limit(most)))
        found = select(LedgerKey.entry_id, LedgerKey.key).where(LedgerKey.entry_id.in_(ids))
        keys = {row.entry_id: row.key for row in self.session.execute(found)}
        entries = self._entries(LedgerEntry.id.in_(ids))
        return [Waiting(one, entry, keys.get(one)) for one, entry in zip(ids, entries, strict=True)]

    def balance(self, account: str) -> int:
        """See Store."""
        return self.session.scalar(select(LedgerAccount.quarters).where(*self._account(account))) or 0

    def depersonalise(self, person: str, accounts: dict[str, str]) -> None:
        """See Store. The keys of the person's entries and shares are destroyed."""
        own = select(LedgerEntry.id).where(self._here(LedgerEntry), LedgerEntry.person == person)
        self.session.execute(delete(LedgerKey).where(LedgerKey.entry_id.in_(own)))
        for old, new in accounts.items():
            from_id, to_id = self._account_id(old), self._account_id(new)
            moved = update(LedgerPosting).where(LedgerPosting.account_id == from_id).values(account_id=to_id)
            self.session.execute(moved, execution_options={"synchronize_session": False})
            rest = LedgerAccount.quarters + self.balance(old)
            self.session.execute(update(LedgerAccount).where(LedgerAccount.id == to_id).values(quarters=rest))
            self.session.execute(delete(LedgerAccount).where(LedgerAccount.id == from_id))
            self.session.execute(delete(LedgerShare).where(LedgerShare.account == old))
        nobody = {"person": None, "actor": None, "reason": None}
        entries = update(LedgerEntry).where(self._here(LedgerEntry), LedgerEntry.person == person).values(nobody)
        self.session.execute(entries, execution_options={"synchronize_session": False})

    def _insert(self, entry: Entry) -> None:
        written = insert(LedgerEntry).values(
            municipality_id=self.municipality_id, ref=entry.key, kind=entry.kind.value, at=entry.at, about=entry.about,
            person=entry.person, actor=entry.actor, reason=entry.reason, legs=len(entry.postings),
        )  # fmt: skip
        entry_id = self.session.execute(written.returning(LedgerEntry.id)).scalar_one()
        rows = [
            {"entry_id": entry_id, "position": n, "account_id": self._account_id(p.account), "quarters": p.quarters}
            for n, p in enumerate(entry.postings)
        ]
        self.session.execute(insert(LedgerPosting), rows)
        self.session.execute(insert(LedgerKey).values(entry_id=entry_id, key=new_key()))

    def _entries(self, *wanted: Any) -> Iterator[Entry]:
        found = (
            select(LedgerEntry, LedgerAccount.name, LedgerPosting.quarters)
            .join(LedgerPosting, LedgerPosting.entry_id == LedgerEntry.id)
            .join(LedgerAccount, LedgerAccount.id == LedgerPosting.account_id)
            .where(self._here(LedgerEntry), *wanted)
            .order_by(LedgerEntry.id, LedgerPosting.position)
        )
        rows = self.session.execute(found, execution_options={"populate_existing": True})
        for row, postings in groupby(rows, key=lambda found: found[0]):
            yield as_entry(row, tuple(Posting(name, quarters) for _, name, quarters in postings))

    def _account_id(self, name: str) -> int:
        found = self.session.scalar(select(LedgerAccount.id).where(*self._account(name)))
        if found is None:
            new = insert(LedgerAccount).values(municipality_id=self.municipality_id, name=name, quarters=0)
            found = self.session.execute(new.returning(LedgerAccount.id)).scalar_one()
        return found

    def _account(self, name: str) -> tuple[Any, ...]:
        return self._here(LedgerAccount), LedgerAccount.name == name

    def _here(self, table: type[LedgerAccount] | type[LedgerEntry]) -> Any:
        return table.municipality_id == self.municipality_id

    def _all(self, plan: Kept[Row]) -> Any:
        here = plan.table.c.municipality_id == self.municipality_id
        return select(plan.table).where(here).order_by(plan.table.c.id)

    def _rows(self, statement: Any) -> int:
        return int(self.session.execute(statement).rowcount)  # type: ignore[attr-defined]


def as_entry(row: LedgerEntry, postings: tuple[Posting, ...]) -> Entry:
    """A row as the services know it."""
    return Entry(row.ref, Kind(row.kind), row.at, postings, row.about, row.person, row.actor, row.reason)
