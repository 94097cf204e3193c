"""The plan says what it cannot carry, with figure and paragraph, and is silent where nothing is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from documents.finance.figures import Plan
from documents.finance.warnings import audit_cycle, money_text, month_text, warnings
from documents.finance.words import words

PlanOf = Callable[[dict[str, Any]], Plan]


def keys(made: Plan) -> list[str]:
    return [caution.key for caution in warnings(made)]


def test_a_sound_plan_gives_only_the_reminder_of_shares_that_nobody_signed(
    guided: dict[str, Any], plan_of: PlanOf
) -> None:
    assert keys(plan_of(guided)) == ["equity_open"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"equity_eur": 20000}, {"liquidity", "gap"}),
        ({"grants_confirmed_eur": 14000}, {"gap"}),
        ({"audit_cost_per_year_eur": None}, {"audit_missing"}),
        ({"audit_cost_per_year_eur": 600}, {"audit_low"}),
        ({"founding_costs_eur": 900}, {"founding_low"}),
        ({"years": 2}, {"years"}),
    ],
)
def test_one_change_brings_its_warning(
    guided: dict[str, Any], plan_of: PlanOf, change: dict[str, Any], expected: set[str]
) -> None:
    before = set(keys(plan_of(guided)))
    guided["plan"] |= change
    assert set(keys(plan_of(guided))) - before == expected


def test_a_plan_that_only_misses_its_audit_costs_is_told_from_one_that_loses_anyway(
    guided: dict[str, Any], plan_of: PlanOf
) -> None:
    guided["plan"]["details"]["tax_pct"] = 0
    last = plan_of(guided).years[-1].result
    guided["plan"]["details"]["staff_eur"] = 62000 + last // 100 + 1000
    assert "audit_not_carried" in keys(plan_of(guided))
    guided["plan"]["details"]["staff_eur"] += 5000
    assert "loss_at_end" in keys(plan_of(guided))


def test_losses_beyond_half_of_the_capital_call_the_assembly(
    scenarios: dict[str, dict[str, Any]], plan_of: PlanOf
) -> None:
    record = scenarios["V2"] | {"plan": scenarios["V2"]["plan"] | {"result_y1": -6000, "result_y2": 0}}
    found = next(caution for caution in warnings(plan_of(record)) if caution.key == "half_lost")
    assert "Jahr 1" in found.text
    assert found.basis == "§ 33 Abs. 3 GenG"
    record["plan"]["result_y1"] = -11000
    assert "overindebted" in keys(plan_of(record))


def test_the_month_of_the_lowest_balance_is_named(guided: dict[str, Any], plan_of: PlanOf) -> None:
    guided["plan"]["equity_eur"] = 20000
    found = next(caution for caution in warnings(plan_of(guided)) if caution.key == "liquidity")
    assert "Oktober 2027" in found.text
    assert "-30.975,06\xa0€" in found.text
    guided["plan"]["details"]["start"] = None
    assert month_text(plan_of(guided), 1) == "Monat 1"


def test_the_regime_of_audits_follows_from_size_and_statutes(
    scenarios: dict[str, dict[str, Any]], plan_of: PlanOf
) -> None:
    cycle = words().audit_cycle
    small = plan_of(scenarios["V1"])
    assert audit_cycle(small, 5, no_calls=True, member_loans=False) == [
        cycle["first"],
        cycle["second"],
        cycle["simple"],
    ]
    assert cycle["simple"] not in audit_cycle(small, 5, no_calls=False, member_loans=False)
    assert cycle["simple"] not in audit_cycle(small, 5, no_calls=True, member_loans=True)
    assert audit_cycle(plan_of(scenarios["V4"]), 0, no_calls=True, member_loans=False)[1] == cycle["yearly"]


def test_amounts_are_german() -> None:
    assert [money_text(123456), money_text(-300000), money_text(0)] == ["1.234,56\xa0€", "-3.000\xa0€", "0\xa0€"]
