"""A town whose ledger is empty, with the people and things of the worked sequences (facts 5.10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from pydantic import TypeAdapter

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.journal import Kind
from ledger.local_time import instant
from ledger.points.due import settle_due
from ledger.records import Flag
from ledger.replay.events import AnyEvent
from ledger.replay.given import Given
from ledger.replay.play import play
from ledger.replay.world import build
from ledger.rulebook import Rulebooks, default_rulebook
from ledger.store import MemoryStore

EVENT: TypeAdapter[Any] = TypeAdapter(AnyEvent)


class Town:
    """Calls services as the case files do: `town("redeem", at="2026-03-05T10:00", who="A", …)` gives the result."""

    def __init__(self) -> None:
        self.store: MemoryStore = build(Given())
        self.rulebooks = Rulebooks([default_rulebook()])
        self.events = 0

    def given(self, **what: Any) -> None:
        """Changes what is there, in the words of `given`."""
        layer = Given.model_validate(what)
        for row in (row for rows in build(layer)._rows.values() for row in rows.values()):
            known = self.store.get(type(row), row.id)
            if known is None or any(row.id in names for names in what.values()):
                self.store.put(row)

    def desk(self, at: str) -> Desk:
        """The desk at a local time, with everything due done."""
        desk = Desk(self.store, self.rulebooks, instant(datetime.fromisoformat(at)))
        settle_due(desk)
        return desk

    def __call__(self, do: str, at: str = "", **fields: Any) -> dict[str, Any]:
        """What an event gives; a refusal as `{"refused": key}`."""
        event = EVENT.validate_python({"do": do, **({"at": at} if at else {}), **fields})
        self.events += 1
        desk = Desk(self.store, self.rulebooks, event.at)
        settle_due(desk)
        try:
            return play(desk, event, str(self.events))
        except Refused as refusal:
            return {"refused": refusal.reason, **refusal.facts}

    def submit(self, claim: str, day: str, start: str, end: str, **fields: Any) -> dict[str, Any]:
        """A claim of A for T1 on one day, handed in at 21:00."""
        event = {"at": f"{day}T21:00", "who": "A", "task": "T1", "start": f"{day}T{start}", "end": f"{day}T{end}"}
        return self("submit", **{**event, "claim": claim, **fields})

    def flags(self, kind: str) -> list[str]:
        """Who was told, for every flag of a kind."""
        return [flag.recipient for flag in self.store.where(Flag, kind=kind)]

    def booked(self, kind: Kind) -> int:
        """How many entries of a kind there are."""
        return sum(entry.kind is kind for entry in self.store.entries())

    def change(self, kind: type[Any], name: str, **fields: Any) -> None:
        """Sets fields of a record."""
        self.store.put(replace(self.store.get(kind, name), **fields))


@pytest.fixture
def town() -> Town:
    """An empty ledger."""
    return Town()
