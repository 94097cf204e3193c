"""Many claims at once: an organisation's list to confirm, and releasing a whole event (facts 5.2, 5.8 no. 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.hours.claim import Claim
from ledger.hours.deciding import Released, release
from ledger.records import Task

LAST_DECISIONS = 50
"""So many of a coach's last decisions are looked at for their speed."""


@dataclass(frozen=True)
class Line:
    """A claim on a list, with what deserves a second look."""

    claim: Claim
    marks: tuple[str, ...]


@dataclass(frozen=True)
class Pace:
    """How long a coach looked at a claim (its id is coach and claim)."""

    id: str
    coach: str
    seconds: float
    at: datetime


def to_confirm(desk: Desk, organisation: str) -> list[Line]:
    """An organisation's submitted claims in the order of their start."""
    tasks = {task.id for task in desk.store.where(Task, organisation=organisation)}
    claims = (claim for claim in desk.store.where(Claim, state="submitted") if claim.task in tasks)
    return [
        Line(claim, () if claim.check_in else ("no_check_in",))
        for claim in sorted(claims, key=lambda claim: claim.start)
    ]


def release_list(desk: Desk, claim_ids: Sequence[str], by: str, *, opened: bool) -> list[Released | Refused]:
    """Releases the claims of one event (same task, same first day) together; each has its own result.

    Refused: list_not_opened, bulk_one_event_only.
    """
    if not opened:
        raise Refused("list_not_opened")
    claims = [desk.find(Claim, claim_id) for claim_id in claim_ids]
    if len({(claim.task, claim.parts[0].day) for claim in claims}) > 1:
        raise Refused("bulk_one_event_only")
    return [_release(desk, claim.id, by) for claim in claims]


def note_pace(desk: Desk, coach: str, claim_id: str, seconds: float) -> None:
    """Remembers how long a coach looked; who decides fifty times in no time is asked about, once a month."""
    desk.store.put(Pace(f"{coach}:{claim_id}", coach, seconds, desk.now))
    paces = [pace.seconds for pace in desk.store.where(Pace, coach=coach)][-LAST_DECISIONS:]
    limit = desk.rules.integer("alerts.approver_median_seconds_lt")
    if len(paces) == LAST_DECISIONS and median(paces) < limit:
        desk.flag("rubber_stamp", coach, once=f"{desk.today:%Y-%m}")


def _release(desk: Desk, claim_id: str, by: str) -> Released | Refused:
    try:
        return release(desk, claim_id, by)
    except Refused as refusal:
        return refusal
