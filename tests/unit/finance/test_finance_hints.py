"""What is suggested stands in the library, with its source; what is not there is not made up."""

from __future__ import annotations

import re
from typing import Any

import pytest

from documents.fields import fields
from documents.finance.hints import hint, kind_of, pointers, revenue_of, statement
from documents.finance.words import words
from documents.record import load_record

REFERENCES = [
    (kind, path, reference)
    for kind, facts in words().hints.known.items()
    for path, found in facts.items()
    for reference in found
]


@pytest.mark.parametrize(("kind", "path", "reference"), REFERENCES)
def test_every_suggestion_is_a_statement_of_the_library(kind: str, path: str, reference: Any) -> None:
    found = statement(reference)
    assert found.text
    assert found.source.startswith("http")
    assert path in fields()
    assert kind in fields()["plan.details.kind"].choices


def test_every_way_and_every_driver_is_one_of_a_kind() -> None:
    kinds = set(fields()["plan.details.kind"].choices) - {"general"}
    assert set(words().hints.ways) == set(words().kinds) == kinds
    for driver in words().kinds.values():
        assert {f"plan.details.{driver.volume}", f"plan.details.{driver.price}"} <= set(fields())
    assert all(pointers(kind) != ([], []) for kind in kinds)


def test_a_shop_hears_of_shops_with_figure_and_address(guided: dict[str, Any]) -> None:
    said = hint(load_record(guided), "plan.investment_eur")
    assert "Schlichten plante 50.000 Euro" in said
    assert re.search(r"Quelle: https?://", said)


def test_where_the_library_is_silent_nothing_is_invented(guided: dict[str, Any]) -> None:
    said = hint(load_record(guided), "plan.details.staff_eur")
    assert said == words().hints.none
    assert not re.search(r"\d", said)
    assert hint(load_record(guided), "plan.details.tax_pct") == ""


def test_volume_times_price_is_said_as_revenue(guided: dict[str, Any]) -> None:
    guided["plan"]["details"] |= {"shop_purchases_week": 650, "shop_purchase_eur": "12.50"}
    assert revenue_of(load_record(guided)) == 422_500_00
    assert "422.500\xa0€" in hint(load_record(guided), "plan.revenue_y1")


def test_without_a_chosen_kind_the_sector_decides() -> None:
    assert kind_of(load_record({"coop": {"sector": "energy"}})) == "energy"
    assert kind_of(load_record({})) == "general"
    assert hint(load_record({"plan": {"details": {"kind": "unknown"}}}), "plan.revenue_y1") == words().hints.none
