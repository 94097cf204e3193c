"""Crediting a released claim: hours always, points up to what the caps leave (facts 5.2).

Points once not credited stay not credited; the caps count by the day of the work, not of the credit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ledger.desk import Desk
from ledger.errors import Refused
from ledger.hours.claim import Claim, Part
from ledger.journal import ISSUANCE, WORKED, Kind, hours_account, moves, person_account
from ledger.local_time import months_later
from ledger.points.coverage import frozen_by_coverage
from ledger.points.lots import Lot, give, paused_days
from ledger.records import Person, Remembered


@dataclass(frozen=True)
class Credit:
    """What was credited, in quarters. `cut_by`: why there were fewer points than hours, sorted, each key once."""

    claim: Claim
    hours: int
    points: int
    cut_by: tuple[str, ...]
    near_ceiling: bool


def credit(desk: Desk, claim: Claim) -> Credit:
    """Books hours and points of a released claim; a claim that is no longer confirmed is refused `wrong_state`."""
    if claim.state != "confirmed":
        raise Refused("wrong_state", state=claim.state)
    person = desk.find(Person, claim.person)
    before = desk.points(person.id)
    none_at_all = _none_at_all(desk, claim, person)
    parts: list[Part] = []
    cuts: set[str] = set()
    for number, part in enumerate(claim.parts):
        left = none_at_all or _left(desk, claim, part, parts)
        reason = min(left, key=lambda name: left[name])
        points = min(part.quarters, left[reason])
        if points < part.quarters:
            cuts.add(reason)
        parts.append(replace(part, points=points))
        _book(desk, claim, number, parts[-1], person)
    credited = replace(claim, state="credited", parts=tuple(parts))
    desk.store.put(credited)
    warned = _passes_warning(desk, before, desk.points(person.id))
    return Credit(credited, credited.quarters, credited.points, tuple(sorted(cuts)), warned)


def _none_at_all(desk: Desk, claim: Claim, person: Person) -> dict[str, int]:
    """The first reason for which this claim brings no points at all."""
    for reason, holds in (
        ("not_verified", not person.verified),
        ("points_opt_out", person.points_opt_out),
        ("allowance_paid", claim.allowance_paid),
        ("coverage_freeze", frozen_by_coverage(desk)),
    ):
        if holds:
            return {reason: 0}
    return {}


def _left(desk: Desk, claim: Claim, part: Part, earlier: list[Part]) -> dict[str, int]:
    """What each cap leaves for a part, in the order in which ties are named."""
    rules, day = desk.rulebooks.on(part.day), part.day
    worked = [*_credited_parts(desk, claim.person), *earlier]
    month, year = _remembered(desk, claim.person, day.year, day.month)
    month += sum(p.points for p in worked if (p.day.year, p.day.month) == (day.year, day.month))
    year += sum(p.points for p in worked if p.day.year == day.year)
    left = {
        "per_day": rules.quarters("caps.per_day_points") - sum(p.points for p in worked if p.day == day),
        "per_month": rules.quarters("caps.per_month_points") - month,
        "per_year": rules.quarters("caps.per_year_points") - year,
        "balance_ceiling": rules.quarters("caps.balance_ceiling_points") - desk.points(claim.person),
    }
    return {name: max(0, quarters) for name, quarters in left.items()}


def _credited_parts(desk: Desk, person: str) -> list[Part]:
    return [part for claim in desk.store.where(Claim, person=person, state="credited") for part in claim.parts]


def _remembered(desk: Desk, person: str, year: int, month: int) -> tuple[int, int]:
    """Points of the month and of the year that an earlier, erased account of the same person had used."""
    identifier = desk.find(Person, person).identifier
    memory = desk.store.get(Remembered, identifier) if identifier else None
    points = dict(memory.points) if memory else {}
    return points.get((year, month), 0), sum(used for (used_in, _), used in points.items() if used_in == year)


def _book(desk: Desk, claim: Claim, number: int, part: Part, person: Person) -> None:
    about = claim.id
    hours = moves((WORKED, -part.quarters), (hours_account(person.id), part.quarters))
    desk.book(f"claim:{about}:H_CREDIT:{number}", Kind.H_CREDIT, hours, about, person=person.id)
    if part.points:
        key = f"claim:{about}:EARN:{number}"
        points = moves((ISSUANCE, -part.points), (person_account(person.id), part.points))
        desk.book(key, Kind.EARN, points, about, person=person.id)
        give(desk, Lot(key, person.id, desk.today, _expiry(desk, person), part.points, part.points, about))


def _expiry(desk: Desk, person: Person) -> date:
    """The last usable day of what is credited today; the days of a running pause come on top."""
    last = months_later(desk.today, desk.rules.integer("expiry.months"))
    return last + timedelta(days=paused_days(person, desk.today))


def _passes_warning(desk: Desk, before: int, after: int) -> bool:
    """Does the balance now reach the share of the ceiling at which the bot reminds once?"""
    warn = desk.rules.share("caps.ceiling_warn_share") * desk.rules.quarters("caps.balance_ceiling_points")
    return before < warn <= after
