"""Facts that are older than twelve months and still told as if they held: for editors to check again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from data.library.examples import Example, MemberCount
from data.library.library import Library
from data.library.models import Status

TWELVE_MONTHS = timedelta(days=365)
RUNNING = (Status.ACTIVE, Status.ACTIVE_AT_LAST_SOURCE, Status.RESTRUCTURED)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class StaleFact:
    """`fact` is the path within the record; `reason` is "check" (last read) or "figure" (the number's own date)."""

    kind: str
    id: str
    fact: str
    as_of: str
    reason: str


def stale(library: Library, today: date) -> list[StaleFact]:
    """Every record whose last check, and every current figure whose date, lies more than twelve months back."""
    return [*_unchecked(library, today), *_old_figures(library, today)]


def _unchecked(library: Library, today: date) -> Iterator[StaleFact]:
    for record in library.records():
        checked = library.checked_on(record.id)
        if date.fromisoformat(checked) < today - TWELVE_MONTHS:
            yield StaleFact(type(record).__name__.lower(), record.id, "checked_on", checked, "check")


def _old_figures(library: Library, today: date) -> Iterator[StaleFact]:
    """The latest member count and the share price of examples that still run."""
    for example in library.content.examples:
        for fact, as_of in _figures(example) if example.status in RUNNING else ():
            year = max(_YEAR.findall(as_of), default=None)
            if year and date(int(year), 12, 31) < today - TWELVE_MONTHS:
                yield StaleFact("example", example.id, fact, as_of, "figure")


def _figures(example: Example) -> Iterator[tuple[str, str]]:
    if example.members:
        latest = max(range(len(example.members)), key=lambda at: _year_of(example.members[at]))
        yield f"members.{latest}", example.members[latest].as_of
    if example.share_price and example.share_price.as_of:
        yield "share_price", example.share_price.as_of


def _year_of(count: MemberCount) -> str:
    return max(_YEAR.findall(count.as_of), default="")
