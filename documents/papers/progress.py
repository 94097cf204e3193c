"""How far a founding has come, derived from what was recorded (`events`), never from plans or from today's date.

`events` of a record: as_of (day of the last answer), invited_on, founded_on (day of the founding assembly), audited_on
(certificate and opinion are there), registered_on; what else the papers read from it stands in papers/words.yml.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from documents.fields import Phase
from documents.record import Record

MARKS = {
    Phase.registered: "registered_on",
    Phase.audited: "audited_on",
    Phase.founded: "founded_on",
    Phase.invited: "invited_on",
}
DATES = ("events.as_of", "founding.invite_date", "founding.meeting_date", "registration.date", "coop.first_fy_start")
LAW = date(2026, 8, 19)
"""The state of the law to which all texts are written; the day of a record that holds no date at all."""


def phase(record: Record) -> Phase:
    """The last phase whose event is recorded."""
    return next((reached for reached, mark in MARKS.items() if record.get(f"events.{mark}")), Phase.draft)


def day_of(record: Record) -> date:
    """The day that the papers carry when nobody passes one: the last answer's, else the first date of the plan."""
    return next(filter(None, (_date(record.get(path)) for path in DATES)), LAW)


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def vote(record: Record, name: str) -> Mapping[str, Any]:
    """The recorded votes of one resolution: yes, no, abstain; empty where nobody recorded any."""
    found = record.get(f"events.votes.{name}")
    return found if isinstance(found, Mapping) else {}


def election(record: Record, organ: str, person_id: str) -> Mapping[str, Any]:
    """The recorded election of one person: yes, no, abstain, accepted; empty where nobody recorded it."""
    rows = record.get("events.elections")
    rows = rows if isinstance(rows, list) else []
    matching = (row for row in rows if (row.get("organ"), row.get("person_id")) == (organ, person_id))
    return next(matching, {})
