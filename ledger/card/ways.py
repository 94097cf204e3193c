"""One path to the card, tried by one person: met, short of something, unknown for some reason, or not for them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ledger.card.facts import Facts
from ledger.card.states import State, Way

WEEKS = Decimal(50)
"""Weeks of a year, as the programmes themselves count (4 hours a week = 200 a year)."""
ADULT = 18
"""From here on a minimum age that is not stated does no harm."""
HOURS_KINDS = ("hours", "long_service")
"""Kinds of path that ask for hours and months."""


@dataclass(frozen=True)
class Outcome:
    """What a path is short of (fact → amount), and why it cannot be told. Short outweighs unknown."""

    missing: dict[str, Decimal]
    unknown: frozenset[str]

    @property
    def met(self) -> bool:
        """Nothing is missing and nothing unknown."""
        return not self.missing and not self.unknown


@dataclass(frozen=True)
class Short:
    """So much of a fact is missing."""

    fact: str
    amount: Decimal


@dataclass(frozen=True)
class Unknown:
    """It cannot be told, for this reason."""

    reason: str


def try_way(state: State, way: Way, facts: Facts) -> Outcome | None:
    """How a path stands for a person; None where it is not meant for them."""
    if not _applies(way, facts):
        return None
    findings = [_age(state, way, facts)]
    if way.kind in HOURS_KINDS:
        findings += [_hours(way, facts), _months(state, way, facts)]
    return Outcome(
        {finding.fact: finding.amount for finding in findings if isinstance(finding, Short)},
        frozenset(finding.reason for finding in findings if isinstance(finding, Unknown)),
    )


def _applies(way: Way, facts: Facts) -> bool:
    if way.age_from is not None or way.age_to is not None:
        if facts.age is None:
            return False
        if not (way.age_from or 0) <= facts.age <= (facts.age if way.age_to is None else way.age_to):
            return False
    if way.any_of and not set(way.any_of) & set(facts.qualifications):
        return False
    return way.h_total is None or facts.project_hours >= way.h_total


def _age(state: State, way: Way, facts: Facts) -> Short | Unknown | None:
    if facts.age is None:
        return Unknown("fact_unknown")
    if way.min_age is None:
        return None if facts.age >= ADULT else Unknown("min_age")
    if "min_age" in state.unsure and way.kind == "hours":
        return None if facts.age >= (way.min_age_strictest or way.min_age) else Unknown("min_age")
    if facts.age >= way.min_age:
        return None
    if way.age_exception_from is not None and facts.age >= way.age_exception_from:
        return Unknown("min_age")
    return Short("age", Decimal(way.min_age - facts.age))


def _hours(way: Way, facts: Facts) -> Short | Unknown | None:
    """Hours a week and a year are alternatives; the one that is not known follows from the other."""
    if way.h_week is None and way.h_year is None:
        return None
    week, year = facts.hours_week, facts.hours_year
    if week is None and year is None:
        return Unknown("fact_unknown")
    week = year / WEEKS if week is None and year is not None else week
    year = week * WEEKS if year is None and week is not None else year
    pairs = (("hours_week", way.h_week, week), ("hours_year", way.h_year, year))
    short = [Short(fact, need - have) for fact, need, have in pairs if need is not None and have is not None]
    if any(gap.amount <= 0 for gap in short):
        return None
    return short[-1]


def _months(state: State, way: Way, facts: Facts) -> Short | Unknown | None:
    if facts.months is None:
        return Unknown("fact_unknown")
    if way.min_months is None:
        return Unknown("min_months")
    unsure = "min_months" in state.unsure and way.kind == "hours"
    strictest = way.min_months_strictest if unsure else None
    needed = way.min_months if strictest is None else strictest
    if way.since_founding and facts.org_age_months is not None:
        needed = min(needed, facts.org_age_months)
    if facts.months >= needed:
        return None
    return Unknown("min_months") if unsure else Short("months", Decimal(needed - facts.months))
