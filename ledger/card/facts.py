"""What the check knows of a person (facts 2.2); what is not known is null, never guessed."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ledger.card.states import Frozen, Hours, Qualification

Whole = Annotated[int, Field(ge=0, le=2000, strict=True)]


class Facts(Frozen):
    """Hours are averages of the last twelve months, months those of the engagement up to today.

    allowance_cents: lump sums a calendar year beyond proven expenses. takes_part: does the municipality or county.
    """

    land: str | None = None
    age: Annotated[int, Field(ge=0, le=130, strict=True)] | None = None
    hours_week: Annotated[Hours, Field(le=168)] | None = None
    hours_year: Annotated[Hours, Field(le=8784)] | None = None
    months: Whole | None = None
    org_age_months: Annotated[int, Field(ge=0, strict=True)] | None = None
    qualifications: tuple[Qualification, ...] = ()
    project_hours: Hours = Decimal(0)
    allowance_cents: Annotated[int, Field(ge=0, strict=True)] = 0
    allowance_kind: Literal["general", "trainer"] = "general"
    paid: bool = False
    redeemed_points: bool = False
    engaged_in_land: bool = True
    lives_in_land: bool = True
    takes_part: bool | None = None
