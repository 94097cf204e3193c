"""What a case may say under `given`: only what differs from the defaults (facts 5.10)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ledger.replay.values import Count, Day, Moment, Quarters, Strict


class GivenPerson(Strict):
    """A citizen, or what is different about one."""

    age: Count | None = None
    consent: bool = False
    household: str | None = None
    verified: bool = True
    relations: list[str] = Field(default_factory=list)
    identifier: str | None = None


class GivenOrganisation(Strict):
    """An organisation, or what is different about one."""

    admitted: Day = date(2025, 1, 1)
    status: Literal["active", "suspended"] = "active"


class GivenStaff(Strict):
    """A confirmer or coach; `person` is the citizen behind the role."""

    org: str | None = None
    person: str | None = None
    household: str | None = None


class GivenTask(Strict):
    """A task, or what is different about one."""

    org: str = "O1"
    published_at: Moment = Field(default=date(2026, 1, 1), validate_default=True)
    first_day: Day = Field(date(2026, 1, 1), alias="from")
    last_day: Day = Field(date(2029, 12, 31), alias="to")
    max_hours_per_person: Quarters = Field(200, validate_default=True)
    status: Literal["draft", "admitted", "suspended", "closed"] = "admitted"


class GivenItem(Strict):
    """A benefit, or what is different about one."""

    points: Annotated[int, Field(ge=1, strict=True)] = 5
    cents: Count = 0
    stock: Count = 100
    min_age: Count | None = None
    status: Literal["active", "blocked"] = "active"


class Given(Strict):
    """What differs from the defaults."""

    people: dict[str, GivenPerson] = Field(default_factory=dict)
    orgs: dict[str, GivenOrganisation] = Field(default_factory=dict)
    confirmers: dict[str, GivenStaff] = Field(default_factory=dict)
    coaches: dict[str, GivenStaff] = Field(default_factory=dict)
    tasks: dict[str, GivenTask] = Field(default_factory=dict)
    items: dict[str, GivenItem] = Field(default_factory=dict)
