"""A village shop that plans every figure, and records with any figures at all."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from documents.finance.assumptions import assumptions
from documents.finance.figures import Plan
from documents.finance.model import plan
from documents.record import load_record

DETAILS = {
    "guided": True, "kind": "shop", "start": "2027-10-01", "season": "all_year", "goods_pct": 75, "staff_eur": 62000,
    "rent_eur": 6000, "energy_eur": "8200.50", "other_eur": 14000, "operating_grant_eur": 0, "first_stock_eur": 22000,
    "useful_life_years": 10, "loan_rate_pct": "4.25", "loan_years": 8, "tax_pct": 30,
}  # fmt: skip


@pytest.fixture(scope="session")
def scenarios(root: Path) -> dict[str, dict[str, Any]]:
    """The records of the law reference, by id."""
    content = json.loads((root / "tests/data/foundings.json").read_text("utf8"))
    return {scenario["id"]: scenario["record"] for scenario in content["scenarios"]}


@pytest.fixture
def guided(scenarios: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The village shop with a plan item by item."""
    record = copy.deepcopy(scenarios["V1"])
    record["plan"]["details"] = dict(DETAILS)
    return record


@pytest.fixture(scope="session")
def plan_of() -> Callable[[dict[str, Any]], Plan]:
    """The plan of a record."""
    return lambda record: plan(assumptions(load_record(record)))
