"""Confirming, releasing, rejecting, withdrawing a claim: four eyes, in the order of checks of the facts (5.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.hours.claim import OPEN, Claim, Release
from ledger.hours.crediting import Credit, credit
from ledger.hours.second_coach import reasons_for_second
from ledger.people.kinship import related
from ledger.records import Person, Staff, Task


@dataclass(frozen=True)
class Released:
    """What a release led to: a credit, or the wait for a second coach `because` of these reasons."""

    claim: Claim
    credit: Credit | None = None
    because: tuple[str, ...] = ()


def confirm(desk: Desk, claim_id: str, by: str) -> Claim:
    """The first pair of eyes: someone of the task's organisation.

    Refused: wrong_state, not_authorised, self_approval.
    """
    claim, staff = desk.find(Claim, claim_id), desk.find(Staff, by)
    if claim.state != "submitted":
        raise Refused("wrong_state", state=claim.state)
    if staff.confirms_for != desk.find(Task, claim.task).organisation:
        raise Refused("not_authorised")
    _not_oneself(desk, claim, staff)
    confirmed = replace(claim, state="confirmed", confirmer=by)
    desk.store.put(confirmed)
    return confirmed


def release(desk: Desk, claim_id: str, by: str) -> Released:
    """The second pair of eyes: a coach; credits at once, or waits for a second coach.

    Refused: not_authorised, wrong_state, self_approval, related_approver, same_person_twice,
    second_coach_must_be_outside.
    """
    claim, staff = desk.find(Claim, claim_id), desk.find(Staff, by)
    _may_release(desk, claim, staff)
    because = () if claim.releases else reasons_for_second(desk, claim, staff)
    released = replace(claim, releases=(*claim.releases, Release(by, desk.now)))
    desk.store.put(released)
    if because:
        if "reciprocal_pair" in because:
            pair = "+".join(sorted((claim.person, staff.identity)))
            desk.flag("reciprocal_pair", pair, once=f"{desk.today:%Y-%m}")
        return Released(released, because=because)
    done = credit(desk, released)
    return Released(done.claim, done)


def reject(desk: Desk, claim_id: str, by: str, reason: str | None) -> Claim:
    """Says no to a claim: a coach, or before the confirmation someone of the organisation; never without a reason.

    Refused: not_authorised, wrong_state, reason_missing.
    """
    claim, staff = desk.find(Claim, claim_id), desk.find(Staff, by)
    confirms = staff.confirms_for == desk.find(Task, claim.task).organisation
    if not (staff.coach or confirms):
        raise Refused("not_authorised")
    if claim.state not in (OPEN if staff.coach else ("submitted",)):
        raise Refused("wrong_state", state=claim.state)
    if not (reason or "").strip():
        raise Refused("reason_missing")
    rejected = replace(claim, state="rejected", closing=reason)
    desk.store.put(rejected)
    return rejected


def withdraw(desk: Desk, claim_id: str, who: str) -> Claim:
    """Takes one's own claim back before the credit. Refused: not_authorised, wrong_state."""
    claim = desk.find(Claim, claim_id)
    if claim.person != who:
        raise Refused("not_authorised")
    if claim.state not in OPEN:
        raise Refused("wrong_state", state=claim.state)
    withdrawn = replace(claim, state="withdrawn")
    desk.store.put(withdrawn)
    return withdrawn


def _may_release(desk: Desk, claim: Claim, staff: Staff) -> None:
    if not staff.coach:
        raise Refused("not_authorised")
    if claim.state != "confirmed":
        raise Refused("wrong_state", state=claim.state)
    _not_oneself(desk, claim, staff)
    if related(desk.find(Person, claim.person), staff, desk.store):
        raise Refused("related_approver")
    if staff.identity in _hands_on(desk, claim):
        raise Refused("same_person_twice")
    if claim.releases and staff.organisation == desk.find(Task, claim.task).organisation:
        raise Refused("second_coach_must_be_outside")


def _hands_on(desk: Desk, claim: Claim) -> set[str]:
    """Who confirmed or released the claim so far, as persons."""
    ids = [claim.confirmer, *(release.by for release in claim.releases)]
    return {desk.find(Staff, staff).identity for staff in ids if staff}


def _not_oneself(desk: Desk, claim: Claim, staff: Staff) -> None:
    if staff.identity == claim.person:
        desk.flag("self_approval_try", staff.id)
        raise Refused("self_approval")
