"""The business plan (D14): its figures are those of the finance plan, and what nobody said stays to be filled in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from documents.dossier import Dossier, build
from documents.finance.assumptions import assumptions
from documents.finance.chart import chart
from documents.finance.figures import Plan
from documents.finance.model import plan
from documents.record import load_record
from documents.rendering.blocks import Picture
from documents.rendering.plain import plain_text

ROOT = Path(__file__).parents[2]
TEXTS = ("products", "market", "competition", "people", "location", "partners", "permits", "risks")
DETAILS = {
    "guided": True, "kind": "shop", "start": "2027-10-01", "season": "all_year", "goods_pct": 75, "staff_eur": 62000,
    "rent_eur": 6000, "energy_eur": "8200.50", "other_eur": 14000, "operating_grant_eur": 0, "first_stock_eur": 22000,
    "useful_life_years": 10, "loan_rate_pct": "4.25", "loan_years": 8, "tax_pct": 30,
}  # fmt: skip


@pytest.fixture
def shop() -> dict[str, Any]:
    """The village shop of the law reference."""
    content = json.loads((ROOT / "tests/data/foundings.json").read_text("utf8"))
    return next(dict(scenario["record"]) for scenario in content["scenarios"] if scenario["id"] == "V1")


@pytest.fixture
def guided(shop: dict[str, Any]) -> dict[str, Any]:
    """The same with a plan item by item."""
    shop["plan"]["details"] = dict(DETAILS)
    return shop


@pytest.fixture(scope="module")
def written() -> dict[str, str]:
    return {f"{name}_text": f"Das ist der Abschnitt {name}" for name in TEXTS}


@pytest.fixture
def whole(guided: dict[str, Any], written: dict[str, str]) -> Dossier:
    guided["plan"]["details"] |= written
    return build(guided)


def plan_of(record: dict[str, Any]) -> Plan:
    return plan(assumptions(load_record(record)))


def test_it_holds_the_figures_of_the_finance_plan_and_what_was_said(
    whole: Dossier, guided: dict[str, Any], written: dict[str, str]
) -> None:
    text = plain_text(whole["D14"].paper)
    assert all(sentence in text for sentence in written.values())
    for figure in ("278", "12.327", "18.600", "114.500", "120.000", "9.024,94\xa0Euro", "53 %"):
        assert figure in text, figure
    assert plan_of(guided).years[0].result == 277_82
    assert whole["D14"].missing == whole["D15"].missing == ()
    assert whole["D15"].state == "final"


def test_what_nobody_said_is_named_and_to_be_filled_in(shop: dict[str, Any]) -> None:
    papers = build(shop)
    assert {"Leistungen", "Wettbewerb", "Risiken und Gegenmittel"} <= set(papers["D14"].missing)
    assert "Hierher gehört" in plain_text(papers["D14"].paper)


def test_an_empty_founding_gets_both_papers_as_forms() -> None:
    papers = build({})
    assert papers["D14"].state == papers["D15"].state == "prepared"
    assert "Investitionen" in papers["D15"].missing
    assert not any(isinstance(block, Picture) for block in papers["D14"].paper.blocks)


def test_it_names_what_similar_ventures_needed_and_what_went_wrong(whole: Dossier) -> None:
    text = plain_text(whole["D14"].paper)
    assert "Haushaltsbefragung mit klarer Kaufzusage" in text
    assert "Unterkapitalisierung" in text


def test_warnings_and_the_regime_of_audits_stand_in_it(guided: dict[str, Any]) -> None:
    guided["plan"]["equity_eur"] = 20000
    text = plain_text(build(guided)["D14"].paper)
    assert "Die Liquidität wird negativ" in text
    assert "(§ 11a Abs. 2 GenG, § 15a InsO)." in text
    assert "jede zweite Prüfung vereinfacht" in text


def test_the_chart_is_the_same_picture_every_time_and_says_in_words_what_it_shows(
    guided: dict[str, Any],
) -> None:
    made = plan_of(guided)
    picture = chart(made)
    assert picture.png.startswith(b"\x89PNG")
    assert chart(made).png == picture.png
    assert "Kontostand" in picture.title


def test_both_papers_have_the_same_bytes_for_the_same_record(whole: Dossier, guided: dict[str, Any]) -> None:
    again = build(guided)
    assert [again[number].bytes for number in ("D14", "D15")] == [whole[number].bytes for number in ("D14", "D15")]
