"""The language of the rules follows its reading rules, and refuses what it does not know."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from documents.errors import ExpressionError
from documents.rules.evaluate import evaluate
from documents.rules.expression import read

RECORD = {
    "coop": {"name": "Dorfladen eG", "first_fy_start": "2028-02-29", "purpose_types": ["erwerb"], "activities": []},
    "capital": {"share_value_eur": 100, "payin_fixed_amount_eur": "99.99", "mandatory_shares": "viel"},
    "plan": {"investment_eur": 0.1, "founding_costs_eur": 0.2},
    "board": {"member_ids": ["p1", "gone"]},
    "persons": [{"id": "p1", "is_member": True, "shares": 2}, {"id": "p2", "is_member": True}],
}

READINGS: dict[str, Any] = {
    "coop.website": None,
    "capital.member_loans.planned": None,
    "plan.years<3": False,
    "plan.years>=3": False,
    "plan.years!='x'": True,
    "plan.years is None": True,
    "plan.years*2": None,
    "'a' in plan.years": False,
    "'a' not in plan.years": True,
    "len(plan.years)": 0,
    "any(f=='x' for f in plan.years)": False,
    "max(1.5, plan.years)": Decimal("1.5"),
    "max(plan.years, plan.years)": None,
    "plan.investment_eur+plan.founding_costs_eur==0.3": True,
    "capital.share_value_eur==100.00": True,
    "capital.payin_fixed_amount_eur*100==9999": True,
    "capital.share_value_eur/3*3==capital.share_value_eur": True,
    "capital.share_value_eur/0": None,
    "capital.mandatory_shares>1": False,
    "capital.mandatory_shares*2": None,
    "coop.name>1": False,
    "not coop.name and coop.name": False,
    "coop.name or 'nichts'": "Dorfladen eG",
    "(coop.first_fy_start or '')[5:]": "02-29",
    "plan.years[:4]+'-12-31'": None,
    "set(coop.purpose_types)<={'erwerb','wirtschaft'}": True,
    "set(board.member_ids)&set(board.member_ids)!=set(coop.activities)": True,
    "1<=len(M)<=2": True,
    "len(M)<1<plan.years": False,
    "[p.id for p in M if p.shares>1]": ["p1"],
    "[p is None for p in BOARD]": [False, True],
    "any(p.shares<2 for p in M)": False,
    "-1<0": True,
    "10 if coop.charitable else None": None,
    "days('2027-03-01','2027-03-16')": 15,
    "days('2027-02-30','2027-03-16')": None,
    "over12('2028-02-29','2029-02-28')": False,
    "over12('2028-02-29','2029-03-01')": True,
    "fiscal_year_end('2027-03-20','01-01')": "2027-12-31",
    "fiscal_year_end('2027-08-01','08-01')": "2028-07-31",
    "more_than_half(5)": 3,
}

REFUSED = [
    "",
    "1 +",
    "__import__('os')",
    "coop.__class__",
    "coop.nam",
    "kopp.name",
    "lambda: 1",
    "coop.name.upper()",
    "len",
    "minor",
    "minor()",
    "M(1)",
    "days('2027-01-01')",
    "len(M, M)",
    "max()",
    "[a for a in M for b in M]",
    "{1: 2}",
    "f'{coop.name}'",
    "2**100",
    "x := 1",
    "~1",
    "any(*M)",
    "a.b",
]


@pytest.mark.parametrize(("expression", "value"), READINGS.items(), ids=READINGS)
def test_an_expression_is_read_as_the_law_reference_says(expression: str, value: Any) -> None:
    result = evaluate(expression, RECORD)
    assert result == value
    assert type(result) is type(value) or isinstance(value, Decimal)


@pytest.mark.parametrize("expression", REFUSED)
def test_what_is_outside_the_language_is_refused(expression: str) -> None:
    with pytest.raises(ExpressionError):
        read(expression)


def test_the_fields_behind_an_expression_are_found_out() -> None:
    expression = read("supervisory.exists and len([p for p in P if eligible(p)])<board.size_min")
    assert expression.names == {"supervisory.exists", "board.size_min"}
    assert {"persons[].represents", "persons[].type", "persons[].is_member"} <= expression.reads


def test_a_person_field_is_named_through_any_loop_variable() -> None:
    assert read("any(not any(q.represents==p.id for q in P) for p in M)").names == {
        "persons[].represents",
        "persons[].id",
    }


def test_the_condition_of_a_person_field_asks_that_person() -> None:
    assert evaluate("p.shares>1", RECORD, RECORD["persons"][0]) is True  # type: ignore[index]
    assert evaluate("p.shares>1", RECORD) is False
