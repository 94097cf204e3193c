"""`ledger replay FILE`: each case in an empty ledger of its own, one result a case (design, section 9).

The caller prints and sets the exit code. A case that cannot be read is an error with its line; the others still run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.content import ContentError, line_of, load, validate
from ledger.amounts import shown
from ledger.desk import Desk
from ledger.errors import LedgerError, Refused
from ledger.journal import CORRECTION, ISSUANCE, POT, REDEEMED, WORKED
from ledger.points.coverage import supply
from ledger.points.due import settle_due
from ledger.points.lots import held
from ledger.records import Person
from ledger.replay.compare import differences
from ledger.replay.events import Case
from ledger.replay.play import play
from ledger.replay.world import build
from ledger.rulebook import Rulebooks, default_rulebook
from ledger.verify import broken

Line = dict[str, Any]


@dataclass(frozen=True)
class Replayed:
    """`line` is `{"id", "gives", "state"}`; `differs` what the case expected otherwise."""

    line: Line
    differs: list[str]


def replay_file(path: Path) -> Iterator[Replayed | ContentError]:
    """Each case replayed, or what is wrong with it. Raises ContentError for a file that is no list of cases."""
    for case in read_list(path):
        try:
            line = _replay(path, case)
            yield Replayed(line, list(differences(case, line)))
        except ContentError as error:
            yield error


def read_list(path: Path) -> list[Any]:
    """The list of cases in a YAML file, unchecked. Raises ContentError."""
    try:
        cases = load(path)
    except ValueError as error:  # a day that no calendar has
        raise ContentError(path, 1, str(error), "a moment is written 2026-03-05T10:00") from error
    if not isinstance(cases, list):
        raise ContentError(path, 1, "is no list of cases", "a case begins with `- id: …`")
    return cases


def _replay(path: Path, node: Any) -> Line:
    case = validate(path, node, Case)
    store, rulebooks = build(case.given), Rulebooks([default_rulebook()])
    gives: list[Line] = []
    desk = Desk(store, rulebooks, case.events[0].at)
    for number, event in enumerate(case.events):
        desk = desk.at(event.at)
        settle_due(desk)
        try:
            gives.append(play(desk, event, str(number)))
        except Refused as refusal:
            gives.append({"refused": refusal.reason})
        except LedgerError as error:
            line = line_of(node["events"], number)
            raise ContentError(path, line, f"{case.id}: {error}", "see ledger/replay/events.py") from error
    if faults := broken(store):
        reason = f"{case.id}: the ledger does not balance: {faults[0]}"
        raise ContentError(path, line_of(node, "id"), reason, "this is a fault of the program: tell its makers")
    return {"id": case.id, "gives": gives, "state": _state(desk)}


def _state(desk: Desk) -> Line:
    """What everyone holds and how the accounts stand, in points and hours."""
    people: Line = {}
    for person in desk.store.where(Person):
        holds = {"points": desk.points(person.id), "hours": desk.hours(person.id), "held": held(desk, person.id)}
        people[person.id] = {name: shown(quarters) for name, quarters in holds.items()}
    accounts = {
        account: shown(desk.store.balance(account)) for account in (ISSUANCE, POT, REDEEMED, CORRECTION, WORKED)
    }
    all_held = sum(held(desk, person.id) for person in desk.store.where(Person))
    return {**people, **accounts, "supply": shown(supply(desk)), "held": shown(all_held)}
