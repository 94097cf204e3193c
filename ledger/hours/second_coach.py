"""When a second coach has to look at a claim (facts 5.2)."""

from __future__ import annotations

from datetime import timedelta

from ledger.desk import Desk
from ledger.hours.claim import Claim, hours_in, hours_on
from ledger.hours.submitting import living_claims
from ledger.local_time import day_of
from ledger.people.kinship import related
from ledger.records import Organisation, Person, Staff, Task
from ledger.rulebook import Rulebook

RECIPROCAL_DAYS = 90
"""Releases of each other's claims count for so long."""


def reasons_for_second(desk: Desk, claim: Claim, coach: Staff) -> tuple[str, ...]:
    """The reasons that hold, in the order of the facts; empty when one coach is enough."""
    found = {
        "day_hours": _long_day(desk, claim),
        "month_hours": _long_month(desk, claim),
        "related_confirmer": _related_confirmer(desk, claim),
        "late": claim.late,
        "new_organisation": _new_organisation(desk, claim),
        "reciprocal_pair": _reciprocal_pair(desk, claim, coach),
    }
    return tuple(reason for reason, holds in found.items() if holds)


def _long_day(desk: Desk, claim: Claim) -> bool:
    living, limit = living_claims(desk, claim.person), _rules(desk, claim).quarters("second_coach.day_hours_gt")
    return any(hours_on(living, day) > limit for day in claim.days)


def _long_month(desk: Desk, claim: Claim) -> bool:
    living, limit = living_claims(desk, claim.person), _rules(desk, claim).quarters("second_coach.month_hours_gt")
    return any(hours_in(living, day.year, day.month) > limit for day in claim.days)


def _related_confirmer(desk: Desk, claim: Claim) -> bool:
    confirmer = desk.store.get(Staff, claim.confirmer) if claim.confirmer else None
    return confirmer is not None and related(desk.find(Person, claim.person), confirmer, desk.store)


def _new_organisation(desk: Desk, claim: Claim) -> bool:
    organisation = desk.find(Organisation, desk.find(Task, claim.task).organisation)
    age = (day_of(claim.submitted_at, desk.zone) - organisation.admitted).days
    return age < _rules(desk, claim).integer("second_coach.org_age_days_lt")


def _reciprocal_pair(desk: Desk, claim: Claim, coach: Staff) -> bool:
    """Have the coach and the claimant, who is a coach too, often released each other's claims?"""
    minimum = _rules(desk, claim).integer("second_coach.reciprocal_min")
    there = _releases(desk, by=coach.identity, of=claim.person)
    back = _releases(desk, by=claim.person, of=coach.identity)
    return min(there, back) >= minimum


def _releases(desk: Desk, *, by: str, of: str) -> int:
    since = desk.now - timedelta(days=RECIPROCAL_DAYS)
    roles = {staff.id for staff in desk.store.where(Staff, coach=True) if staff.identity == by}
    releases = (release for claim in desk.store.where(Claim, person=of) for release in claim.releases)
    return sum(release.by in roles and release.at >= since for release in releases)


def _rules(desk: Desk, claim: Claim) -> Rulebook:
    return desk.rulebooks.on(day_of(claim.start, desk.zone))
