"""Taking a credited claim back: hours and points together, by an entry of its own (facts 5.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.hours.claim import Claim, Recheck
from ledger.journal import CORRECTION, ISSUANCE, WORKED, Kind, hours_account, moves, person_account
from ledger.points.lots import take
from ledger.records import Staff, Task


class Why(StrEnum):
    """The reason codes of a reversal."""

    hours_inflated = "hours_inflated"
    task_did_not_take_place = "task_did_not_take_place"
    wrong_person = "wrong_person"
    double_credit = "double_credit"
    clerical = "clerical"


@dataclass(frozen=True)
class Reversal:
    """Quarters that left the person, and the points already spent, which went to `correction`."""

    claim: Claim
    points: int
    hours: int
    to_correction: int


def reverse(desk: Desk, claim_id: str, by: str | None, why: Why) -> Reversal:
    """A coach, or the board (`by` None), takes a claim back. Refused: not_authorised, self_approval, wrong_state."""
    claim = desk.find(Claim, claim_id)
    if by is not None:
        _may_reverse(desk, claim, desk.find(Staff, by))
    if claim.state != "credited":
        raise Refused("wrong_state", state=claim.state)
    back = min(desk.points(claim.person), claim.points)
    take(desk, claim.person, back, first=lambda lot: lot.claim == claim.id)
    _book(desk, claim, back, by, why)
    reversed_claim = replace(claim, state="reversed", closing=why.value)
    desk.store.put(reversed_claim)
    _close_recheck(desk, claim.id)
    return Reversal(reversed_claim, back, claim.quarters, claim.points - back)


def reverse_ghost_task(desk: Desk, task_id: str, by: str | None) -> list[Reversal]:
    """A task that never took place: all its credited claims are taken back, the board is told."""
    task = desk.find(Task, task_id)
    desk.flag("ghost_task", task.id)
    claims = desk.store.where(Claim, task=task.id, state="credited")
    return [reverse(desk, claim.id, by, Why.task_did_not_take_place) for claim in claims]


def _may_reverse(desk: Desk, claim: Claim, staff: Staff) -> None:
    if not staff.coach:
        raise Refused("not_authorised")
    if staff.identity == claim.person:
        desk.flag("self_approval_try", staff.id)
        raise Refused("self_approval")


def _book(desk: Desk, claim: Claim, back: int, by: str | None, why: Why) -> None:
    key, person, gone = f"claim:{claim.id}:", claim.person, claim.points - back
    if claim.points:
        points = moves((person_account(person), -back), (CORRECTION, -gone), (ISSUANCE, claim.points))
        desk.book(f"{key}REVERSE", Kind.REVERSE, points, claim.id, person=person, actor=by, reason=why.value)
    hours = moves((hours_account(person), -claim.quarters), (WORKED, claim.quarters))
    desk.book(f"{key}H_REVERSE", Kind.H_REVERSE, hours, claim.id, person=person, actor=by, reason=why.value)


def _close_recheck(desk: Desk, claim_id: str) -> None:
    recheck = desk.store.get(Recheck, claim_id)
    if recheck and recheck.closed_at is None:
        desk.store.put(replace(recheck, closed_at=desk.now))
