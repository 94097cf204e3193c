"""A claim: hours that a person says to have worked, on their way from submitted to credited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from ledger.local_time import minutes_by_day

LIVING = ("submitted", "confirmed", "credited")
OPEN = ("submitted", "confirmed")


@dataclass(frozen=True)
class Part:
    """What of a claim lies on one local day; `points` (quarters) are known once it is credited."""

    day: date
    quarters: int
    points: int = 0


@dataclass(frozen=True)
class Release:
    """A coach's yes."""

    by: str
    at: datetime


@dataclass(frozen=True)
class Claim:
    """Hours of one person for one task. Instants are UTC; `operator` typed it for the person."""

    id: str
    person: str
    task: str
    start: datetime
    end: datetime
    parts: tuple[Part, ...]
    submitted_at: datetime
    late: bool = False
    reason: str | None = None
    break_minutes: int = 0
    check_in: bool = True
    allowance_paid: bool = False
    operator: str | None = None
    state: Literal["submitted", "confirmed", "credited", "rejected", "withdrawn", "reversed"] = "submitted"
    confirmer: str | None = None
    releases: tuple[Release, ...] = ()
    closing: str | None = None

    @property
    def quarters(self) -> int:
        """Its hours."""
        return sum(part.quarters for part in self.parts)

    @property
    def points(self) -> int:
        """Its points, in quarters."""
        return sum(part.points for part in self.parts)

    @property
    def days(self) -> set[date]:
        """The local days it touches."""
        return {part.day for part in self.parts}

    @property
    def first_releaser(self) -> str | None:
        """The coach who said yes first."""
        return self.releases[0].by if self.releases else None

    @property
    def second_releaser(self) -> str | None:
        """The second coach, where one was needed."""
        return self.releases[1].by if len(self.releases) > 1 else None


@dataclass(frozen=True)
class Recheck:
    """A credited claim that is looked at again (its id is the claim's). Until `held_until` its points are held."""

    id: str
    person: str
    opened_at: datetime
    held_until: datetime
    closed_at: datetime | None = None


def parts_of(start: datetime, end: datetime, break_minutes: int, zone: ZoneInfo) -> tuple[Part, ...]:
    """Real minutes by local day, breaks taken off the longest part (then the next), each to the nearest quarter."""
    minutes = list(minutes_by_day(start, end, zone))
    rest = break_minutes
    for index in sorted(range(len(minutes)), key=lambda index: -minutes[index][1]):
        day, length = minutes[index]
        minutes[index] = (day, length - min(rest, length))
        rest -= min(rest, length)
    found = (Part(day, (length + 7) // 15) for day, length in minutes)
    return tuple(part for part in found if part.quarters)


def hours_on(claims: Iterable[Claim], day: date) -> int:
    """Quarters of all claims on one local day."""
    return sum(part.quarters for claim in claims for part in claim.parts if part.day == day)


def hours_in(claims: Iterable[Claim], year: int, month: int) -> int:
    """Quarters of all claims in one local month."""
    days = (part for claim in claims for part in claim.parts)
    return sum(part.quarters for part in days if (part.day.year, part.day.month) == (year, month))
