"""Calendar questions: instants are UTC, but days, months and midnight are those of the municipality's clocks."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ledger.errors import NoSuchTime

BERLIN = ZoneInfo("Europe/Berlin")


def instant(local: datetime, zone: ZoneInfo = BERLIN) -> datetime:
    """The instant of a time on the wall; of the repeated hour in autumn the first, unless `fold` says the second.

    Raises NoSuchTime for the hour that is skipped in spring.
    """
    found = local.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != local:
        raise NoSuchTime(f"{local:%Y-%m-%d %H:%M} does not exist: the clocks were put forward")
    return found


def day_of(moment: datetime, zone: ZoneInfo = BERLIN) -> date:
    """The local day of an instant."""
    return moment.astimezone(zone).date()


def last_day_of(start: datetime, end: datetime, zone: ZoneInfo = BERLIN) -> date:
    """The last local day that a span touches: what ends at midnight ends on the day before ("24 Uhr")."""
    return day_of(max(start, end - timedelta(microseconds=1)), zone)


def midnight(day: date, zone: ZoneInfo = BERLIN) -> datetime:
    """The instant at which a local day begins."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def minutes_by_day(start: datetime, end: datetime, zone: ZoneInfo = BERLIN) -> Iterator[tuple[date, int]]:
    """The real minutes of a span, split at local midnight; nothing for a span that ends before it starts."""
    while start < end:
        day = day_of(start, zone)
        stop = min(end, midnight(day + timedelta(days=1), zone))
        yield day, int((stop - start).total_seconds()) // 60
        start = stop


def months_later(day: date, months: int) -> date:
    """The same day of the month, else the month's last: 29 February 2028 + 24 → 28 February 2030."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
