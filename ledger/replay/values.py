"""The values in a case file: local times, amounts in steps of a quarter; unknown keys are refused."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ledger.amounts import quarters
from ledger.errors import AmountError, NoSuchTime
from ledger.local_time import instant

MIDNIGHT_24 = re.compile(r"(\d{4}-\d\d-\d\d)[T ]24:00(:00)?")

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2150, 12, 31)
LARGEST = 1_000_000
"""Beyond them a day or an amount is a slip of the pen."""


class Strict(BaseModel):
    """Unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _moment(given: object) -> object:
    """A local time, or a day for its first minute, as an instant; 24:00 is the end of the day."""
    if isinstance(given, str):
        end_of_day = MIDNIGHT_24.fullmatch(given)
        given = datetime.fromisoformat(end_of_day[1]) + timedelta(days=1) if end_of_day else _iso(given)
    elif isinstance(given, date) and not isinstance(given, datetime):
        given = datetime.combine(given, time())
    if not isinstance(given, datetime):
        raise ValueError("is no time like 2026-03-05T10:00")
    try:
        moment = given if given.tzinfo else instant(given)
    except NoSuchTime as error:
        raise ValueError(str(error)) from error
    if not FIRST_DAY <= moment.date() <= LAST_DAY:
        raise ValueError(f"lies outside {FIRST_DAY:%Y} to {LAST_DAY:%Y}")
    return moment


def _iso(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no time like 2026-03-05T10:00") from error


def _clock(given: object) -> object:
    """A time of day; YAML reads 18:00 without quotation marks as 1080."""
    if isinstance(given, int) and not isinstance(given, bool) and 0 <= given < 24 * 60:
        return time(*divmod(given, 60))
    return given


def _quarters(given: object) -> int:
    """An amount of hours or points as quarters, above zero."""
    if isinstance(given, bool) or not isinstance(given, int | float | str | Decimal):
        raise ValueError("is no number")
    try:
        amount = quarters(given)
    except AmountError as error:
        raise ValueError(str(error)) from error
    if not 0 < amount <= LARGEST:
        raise ValueError(f"must be above zero and at most {LARGEST}")
    return amount


Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
Moment = Annotated[datetime, BeforeValidator(_moment)]
Clock = Annotated[time, BeforeValidator(_clock)]
Quarters = Annotated[int, BeforeValidator(_quarters)]
Count = Annotated[int, Field(ge=0, le=LARGEST, strict=True)]
