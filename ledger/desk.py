"""The desk at which the services work: the store, the rulebooks and the present moment, and a few words about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from ledger.errors import UnknownThing
from ledger.flags import RECIPIENTS
from ledger.journal import Entry, Kind, Posting, hours_account, person_account
from ledger.local_time import BERLIN, day_of
from ledger.records import Flag
from ledger.rulebook import Rulebook, Rulebooks
from ledger.store import Store

Row = TypeVar("Row")


@dataclass(frozen=True)
class Desk:
    """One moment (`now`, UTC) at one municipality's ledger. Services commit nothing; the caller does."""

    store: Store
    rulebooks: Rulebooks
    now: datetime
    zone: ZoneInfo = BERLIN

    @property
    def today(self) -> date:
        """The local day."""
        return day_of(self.now, self.zone)

    @property
    def rules(self) -> Rulebook:
        """The rulebook for what begins today."""
        return self.rulebooks.on(self.today)

    def at(self, moment: datetime) -> Desk:
        """The same desk at another moment."""
        return replace(self, now=moment)

    def find(self, kind: type[Row], key: str) -> Row:
        """The record of this id. Raises UnknownThing."""
        row = self.store.get(kind, key)
        if row is None:
            raise UnknownThing(kind.__name__.lower(), key)
        return row

    def points(self, person: str) -> int:
        """A person's balance in quarters."""
        return self.store.balance(person_account(person))

    def hours(self, person: str) -> int:
        """A person's hours in quarters."""
        return self.store.balance(hours_account(person))

    def flag(self, kind: str, subject: str, *, to: str = "", once: str = "") -> None:
        """Raises a flag; `once` (a month, for example) keeps it from being raised again within it."""
        recipient = f"{RECIPIENTS[kind]}:{to}" if to else RECIPIENTS[kind]
        key = f"{kind}:{subject}:{to}:{once or self.now.isoformat()}"
        if self.store.get(Flag, key) is None:
            self.store.put(Flag(key, kind, subject, recipient, self.now))

    def book(self, key: str, kind: Kind, postings: tuple[Posting, ...], about: str, **more: str | None) -> bool:
        """Books an entry at this moment; False, and nothing changes, if its key is booked already."""
        return self.store.append(Entry(key, kind, self.now, postings, about, **more))
