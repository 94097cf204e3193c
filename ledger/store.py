"""Where records and entries are kept: the protocol that services use, and a store in memory for replay and tests.

The store in SQL (`store_sql.py`) keeps the same promises, by constraints of the database too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Protocol, TypeVar

from ledger.errors import BookingError, Refused
from ledger.journal import Entry, Posting, check, sign_holds

Row = TypeVar("Row")


class Store(Protocol):
    """What the services need. Records are found by type and `id`; `where` keeps the order of first storing."""

    def get(self, kind: type[Row], key: str) -> Row | None:
        """The record of this id."""

    def put(self, row: Any) -> None:
        """Stores a record, new or in a new version."""

    def where(self, kind: type[Row], /, **equal: object) -> list[Row]:
        """All records of a kind whose fields equal these."""

    def before(self, kind: type[Row], field: str, day: date, /, **equal: object) -> list[Row]:
        """As `where`, of those whose field lies before a day."""

    def append(self, entry: Entry) -> bool:
        """Books an entry; False, and nothing changes, if its key is booked already. Raises BookingError."""

    def entry(self, key: str) -> Entry | None:
        """The entry of an idempotency key."""

    def entries(self, person: str | None = None) -> Iterable[Entry]:
        """All entries, or one person's, in the order of booking."""

    def balance(self, account: str) -> int:
        """The quarters on an account."""

    def depersonalise(self, person: str, accounts: dict[str, str]) -> None:
        """An erasure: the person's entries move to other accounts and lose the reference; sums stay (facts 5.5)."""


class MemoryStore:
    """Everything in dictionaries; lasts as long as the process."""

    def __init__(self) -> None:
        self._rows: dict[type[Any], dict[str, Any]] = defaultdict(dict)
        self._entries: dict[str, Entry] = {}
        self._balances: dict[str, int] = defaultdict(int)

    def get(self, kind: type[Row], key: str) -> Row | None:
        """See Store."""
        return self._rows[kind].get(key)

    def put(self, row: Any) -> None:
        """See Store."""
        self._rows[type(row)][row.id] = row

    def where(self, kind: type[Row], /, **equal: object) -> list[Row]:
        """See Store."""
        wanted = equal.items()
        return [row for row in self._rows[kind].values() if all(getattr(row, name) == value for name, value in wanted)]

    def before(self, kind: type[Row], field: str, day: date, /, **equal: object) -> list[Row]:
        """See Store."""
        return [row for row in self.where(kind, **equal) if getattr(row, field) < day]

    def append(self, entry: Entry) -> bool:
        """See Store."""
        check(entry)
        known = self._entries.get(entry.key)
        if known:
            if known.postings != entry.postings:
                raise BookingError(f"{entry.key} is the key of another entry")
            return False
        after = {posting.account: self._balances[posting.account] + posting.quarters for posting in entry.postings}
        for account, balance in after.items():
            if not sign_holds(account, balance):
                raise BookingError(f"{entry.key} would bring {account} to {balance}")
        self._entries[entry.key] = entry
        self._balances.update(after)
        return True

    def entry(self, key: str) -> Entry | None:
        """See Store."""
        return self._entries.get(key)

    def entries(self, person: str | None = None) -> tuple[Entry, ...]:
        """See Store."""
        return tuple(entry for entry in self._entries.values() if person in (None, entry.person))

    def balance(self, account: str) -> int:
        """See Store."""
        return self._balances[account]

    def change_entry(self, entry: Entry) -> None:
        """Always refused: the journal is append-only."""
        raise Refused("append_only", key=entry.key)

    def depersonalise(self, person: str, accounts: dict[str, str]) -> None:
        """See Store."""
        for key, entry in self._entries.items():
            if entry.person == person:
                moved = (Posting(accounts.get(p.account, p.account), p.quarters) for p in entry.postings)
                self._entries[key] = replace(entry, postings=tuple(moved), person=None, actor=None, reason=None)
        for old, new in accounts.items():
            self._balances[new] += self._balances.pop(old, 0)
