"""What the plan computes reaches the record, and through it the rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from documents.derive import complete, derived
from documents.finance.answers import from_plan
from documents.finance.findings import plan_findings
from documents.record import load_record
from documents.rules.check import check_fields


def test_a_whole_plan_supplies_the_lowest_balance_and_the_results(guided: dict[str, Any]) -> None:
    guided["plan"] |= {"min_liquidity_eur": None, "result_y1": None, "result_y2": None, "result_y3": None}
    record = complete(guided)
    assert record.get("plan.min_liquidity_eur") == Decimal("9024.94")
    assert record.get("plan.result_y1") == Decimal("277.82")
    assert derived(guided)["plan.result_y3"] == Decimal("18600.33")


def test_half_a_plan_supplies_nothing(guided: dict[str, Any]) -> None:
    guided["plan"] |= {"revenue_y2": None, "min_liquidity_eur": None}
    assert from_plan(load_record(guided)) == {}
    assert complete(guided).get("plan.min_liquidity_eur") is None


def test_what_is_computed_stands_above_what_a_record_says(guided: dict[str, Any]) -> None:
    assert guided["plan"]["min_liquidity_eur"] == 3100
    assert complete(guided).get("plan.min_liquidity_eur") == Decimal("9024.94")


def test_money_that_runs_out_is_a_finding_while_the_plan_is_on_the_table(guided: dict[str, Any]) -> None:
    guided["plan"] |= {"min_liquidity_eur": None, "equity_eur": 20000}
    assert "plan_liq" in {finding.key for finding in check_fields(guided, set())}


def test_what_the_plan_cannot_carry_is_a_warning_in_the_conversation(guided: dict[str, Any]) -> None:
    guided["plan"]["details"]["staff_eur"] = 100000
    found = {finding.key: finding for finding in plan_findings(load_record(guided))}
    assert "Die Kosten der Prüfung kann der Betrieb so nicht tragen" in found["plan.loss_at_end"].message
    assert {finding.severity for finding in found.values()} == {"warning"}
    guided["plan"]["revenue_y2"] = None
    assert plan_findings(load_record(guided)) == []
