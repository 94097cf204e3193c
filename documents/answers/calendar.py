"""The calendar of a place: its day, its zone with the changes of the clock, its public holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

import holidays as public_holidays

from data.language import fold
from documents.answers.words import words


@dataclass(frozen=True, slots=True)
class When:
    """The moment of the conversation: the day there, the zone, the federal state (for holidays, "" if unknown)."""

    today: date
    zone: str = "Europe/Berlin"
    state: str = ""


def missing_hour(day: date, clock: object, zone: str) -> bool:
    """Whether this hour does not exist because the clocks go forward (§ 4 SoZG: last Sunday of March)."""
    if not isinstance(clock, str):
        return False
    local = datetime.combine(day, time.fromisoformat(clock), ZoneInfo(zone))
    back = local.astimezone(ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None) != local.replace(tzinfo=None)


def next_holidays(when: When) -> dict[str, date]:
    """Folded names of the German holidays to their next day."""
    found: dict[str, date] = {}
    for year in (when.today.year, when.today.year + 1):
        for day, names in sorted(_calendar(when.state, year).items()):
            for name in names.split("; "):
                if day >= when.today:
                    found.setdefault(fold(name), day)
    return found


def holiday_on(day: date, when: When) -> str:
    """The name of the public holiday on a day, "" for none."""
    return str(_calendar(when.state, day.year).get(day, ""))


@cache
def _calendar(state: str, year: int) -> dict[date, str]:
    return dict(
        public_holidays.country_holidays("DE", subdiv=words().holiday_codes.get(state), years=year, language="de")
    )
