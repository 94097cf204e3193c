"""Votes on the rulebook: who may vote, what a ballot is, when a result stands and from when it holds (facts 6.2).

Pure; proposals themselves are checked by `Rulebook.changed`. All rounding is upwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from ledger.errors import Refused
from ledger.local_time import months_later

Matter = Literal["ordinary", "core"]
STAYS = "stays"
"""The option that everything remains as it is."""
NOTICE_DAYS, SUNSET_MONTHS = 30, 18


def supporters_needed(entitled: int) -> int:
    """So many different people must support a proposal."""
    return min(10, max(3, -(-entitled // 100)))


def quorum(matter: Matter, entitled: int) -> int:
    """So many ballots make a vote count."""
    wanted = max(20, -(-entitled // 10)) if matter == "core" else min(50, max(10, -(-entitled // 20)))
    return min(wanted, entitled)


def decided(matter: Matter, entitled: int, in_favour: int, against: int, abstain: int) -> str:
    """`adopted`, `rejected` or `quorum_missed`; abstentions help the quorum, no side."""
    if in_favour + against + abstain < quorum(matter, entitled):
        return "quorum_missed"
    two_thirds = in_favour > 0 and 3 * in_favour >= 2 * (in_favour + against)
    carried = two_thirds if matter == "core" else in_favour > against
    return "adopted" if carried else "rejected"


def chosen(matter: Matter, entitled: int, approvals: Mapping[str, int], ballots: int) -> str:
    """The winning option of several, or `run_off`, `rejected`, `quorum_missed`. `approvals` includes STAYS."""
    if ballots < quorum(matter, entitled):
        return "quorum_missed"
    options = {name: count for name, count in approvals.items() if name != STAYS}
    most = max(options.values(), default=0)
    if most <= approvals.get(STAYS, 0) or (matter == "core" and 3 * most < 2 * ballots):
        return "rejected"
    first = [name for name, count in options.items() if count == most]
    return first[0] if len(first) == 1 else "run_off"


def in_force(confirmed: date) -> date:
    """The first day of a month that is at least 30 days after the council confirmed."""
    earliest = confirmed + timedelta(days=NOTICE_DAYS)
    return earliest if earliest.day == 1 else months_later(earliest.replace(day=1), 1)


def sunset(from_day: date) -> date:
    """When a rule lapses unless it is renewed."""
    return months_later(from_day, SUNSET_MONTHS)


@dataclass
class Ballots:
    """The ballots of one vote while it is open (`opens` ≤ now < `closes`); of each person the last one counts."""

    opens: datetime
    closes: datetime
    cast: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def put(self, person: str, choices: tuple[str, ...], now: datetime, *, entitled: bool) -> bool:
        """Takes a ballot; False if it replaces an earlier one. Refused: not_entitled, closed."""
        if not entitled:
            raise Refused("not_entitled")
        if not self.opens <= now < self.closes:
            raise Refused("closed")
        first = person not in self.cast
        self.cast[person] = choices
        return first

    def approvals(self) -> dict[str, int]:
        """How often each choice stands on a ballot."""
        found: dict[str, int] = {}
        for choices in self.cast.values():
            for choice in set(choices):
                found[choice] = found.get(choice, 0) + 1
        return found
