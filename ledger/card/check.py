"""Who is likely to get the Ehrenamtskarte: the decision procedure of the facts (2.2), for one Land at a time.

It says likely, not yet or ask the office; never "entitled", never "refused": hardly any Land gives a right to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ledger.card.facts import Facts
from ledger.card.states import State, Way
from ledger.card.ways import WEEKS, Outcome, try_way


@dataclass(frozen=True)
class Result:
    """likely: `path` · not_yet: `path` and what is `missing` · ask_office: `reasons`, sorted. `hints` beside it."""

    result: Literal["likely", "not_yet", "ask_office"]
    path: str | None = None
    missing: dict[str, Decimal] | None = None
    reasons: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def check(state: State, facts: Facts) -> Result:
    """The result for a person in a Land (with the town's overrides, if it has any)."""
    if not state.card_exists:
        return Result("ask_office", reasons=("no_state_card",))
    gates = _gates(state, facts)
    tried = [(way, outcome) for way in state.paths if (outcome := try_way(state, way, facts))]
    for way, outcome in tried:
        if outcome.met:
            hints = _hints(state, facts, way)
            if gates:
                return Result("ask_office", reasons=gates, hints=hints)
            return Result("likely", path=way.id, hints=hints)
    unknown = {reason for _, outcome in tried if not outcome.missing for reason in outcome.unknown}
    if unknown:
        return Result("ask_office", reasons=tuple(sorted({*gates, *unknown})), hints=_hints(state, facts, None))
    way, outcome = min(_short(tried), key=lambda pair: _distance(pair[1]))
    hints = (*gates, *_hints(state, facts, way))
    return Result("not_yet", path=way.id, missing=outcome.missing, hints=hints)


def _gates(state: State, facts: Facts) -> tuple[str, ...]:
    """What leads to the office although the hours may suffice."""
    allowance = state.allowance_max_general_cents
    if facts.allowance_kind == "trainer":
        allowance = state.allowance_max_trainer_cents
    found = {
        "paid_activity": facts.paid,
        "allowance": facts.allowance_cents > allowance,
        "points_benefit": state.points_benefit == "excluded_by_wording" and facts.redeemed_points,
        "municipality_not_participating": facts.takes_part is False and state.participation in ("county", "municipal"),
        "place": not _in_place(state, facts),
        "local_rules": state.local_rules,
        "row_uncertain": state.conf == "low",
    }
    return tuple(sorted(gate for gate, holds in found.items() if holds))


def _in_place(state: State, facts: Facts) -> bool:
    asked = {
        "engaged": facts.engaged_in_land,
        "resident": facts.lives_in_land,
        "either": facts.engaged_in_land or facts.lives_in_land,
    }
    return asked.get(state.place, True)


def _short(tried: list[tuple[Way, Outcome]]) -> list[tuple[Way, Outcome]]:
    """The short paths that one can still walk soon; where there is none, all of them."""
    return [pair for pair in tried if pair[0].kind in ("hours", "qualification")] or tried


def _distance(outcome: Outcome) -> tuple[Decimal, Decimal, Decimal]:
    """How far it is: years of age first, then months, then hours (an hour a week is fifty a year)."""
    missing = outcome.missing
    hours = missing.get("hours_year", Decimal(0)) + WEEKS * missing.get("hours_week", Decimal(0))
    return missing.get("age", Decimal(0)), missing.get("months", Decimal(0)), hours


def _hints(state: State, facts: Facts, way: Way | None) -> tuple[str, ...]:
    """What to say beside the result."""
    found = {
        "quota": state.quota,
        "needs_intention": state.needs_intention,
        "participation_unknown": facts.takes_part is None and state.participation in ("county", "municipal"),
        "validity_unsure": way is not None and ("valid_months" in state.unsure or _validity_unstated(way)),
        "points_benefit": facts.redeemed_points and state.points_benefit == "not_mentioned",
        "yearly_certificate": True,
    }
    return tuple(hint for hint, holds in found.items() if holds)


def _validity_unstated(way: Way) -> bool:
    return way.valid_months is None and way.valid_until is None
