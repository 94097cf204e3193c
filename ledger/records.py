"""What the ledger keeps of people, organisations, tasks, offers and partners: no name, no address, ids only.

Every record has an `id` and is never changed in place: a new version is put into the store (`dataclasses.replace`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True)
class Pause:
    """Days (both included) on which a person's points do not age: illness, care."""

    first: date
    last: date


@dataclass(frozen=True)
class Person:
    """A holder of hours and points. `identifier` is a keyed hash of what was verified, never the thing itself."""

    id: str
    age: int | None = None
    verified: bool = False
    guardian_consent: bool = False
    household: str | None = None
    relations: frozenset[str] = frozenset()
    status: Literal["active", "frozen", "erased"] = "active"
    points_opt_out: bool = False
    identifier: str | None = None
    devices: tuple[tuple[str, datetime], ...] = ()
    pauses: tuple[Pause, ...] = ()
    wrong_pins: int = 0
    pin_void: bool = False


@dataclass(frozen=True)
class Organisation:
    """Who offers tasks."""

    id: str
    admitted: date
    status: Literal["active", "suspended"] = "active"


@dataclass(frozen=True)
class Staff:
    """Who confirms for an organisation, or releases as a coach. `person` is the citizen behind the role."""

    id: str
    confirms_for: str | None = None
    coach: bool = False
    organisation: str | None = None
    person: str | None = None
    household: str | None = None

    @property
    def identity(self) -> str:
        """Whoever acts, whatever the role."""
        return self.person or self.id


@dataclass(frozen=True)
class Answers:
    """What the admitting coach answers about a task."""

    unpaid: bool = True
    common_good: bool = True
    replaces_job: bool = False
    paid_elsewhere: bool = False


@dataclass(frozen=True)
class Task:
    """What an organisation asks people to do; the window's days are both included."""

    id: str
    organisation: str
    first_day: date
    last_day: date
    max_quarters_per_person: int
    published_at: datetime | None = None
    status: Literal["draft", "admitted", "suspended", "closed"] = "admitted"
    answers: Answers = Answers()


@dataclass(frozen=True)
class Item:
    """A benefit of the catalogue: price in whole points, internal value in cents, stock a month."""

    id: str
    points: int
    cents: int = 0
    stock: int = 100
    min_age: int | None = None
    partner: str | None = None
    status: Literal["active", "blocked"] = "active"


@dataclass(frozen=True)
class Partner:
    """A shop that takes codes. `offline`: it may settle in the evening from a printed list."""

    id: str
    offline: bool = True


@dataclass(frozen=True)
class Remembered:
    """What an erased person had used of this year's caps (facts 5.7); `id` is the verified identifier's keyed hash.

    points: quarters by (year, month) of the work · cents: reference value by year of the codes.
    """

    id: str
    points: tuple[tuple[tuple[int, int], int], ...]
    cents: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Flag:
    """Something that a person must look at and close; never a block by itself."""

    id: str
    kind: str
    subject: str
    recipient: str
    at: datetime
    closed: bool = False
