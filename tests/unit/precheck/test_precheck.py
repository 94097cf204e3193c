"""What the auditor will ask is answered from the record; what is missing or doubtful is named."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import paths
from documents.derive import complete
from documents.dossier import case_of
from documents.fields import fields
from documents.paper_file import PaperFile
from documents.papers import templates
from documents.papers.texts import papers
from documents.papers.word import file_of
from documents.precheck.answers import Checked, checked
from documents.precheck.table import precheck
from documents.record import load_record
from documents.rendering.plain import plain_text

LETTER = "D14_Schreiben_an_den_Pruefungsverband"
Changed = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="module")
def shop(root: Path) -> Changed:
    content = json.loads((root / "tests/data/foundings.json").read_text("utf8"))
    record = next(scenario["record"] for scenario in content["scenarios"] if scenario["id"] == "V1")

    def make(changes: dict[str, Any]) -> dict[str, Any]:
        changed = copy.deepcopy(record)
        for path, value in changes.items():
            paths.put(changed, path, value)
        return changed

    return make


def paper_of(record: dict[str, Any], name: str) -> PaperFile:
    """One paper alone, since a whole dossier takes its time."""
    text = next(text for text in papers() if text.meta.name == name)
    return file_of(text, case_of(load_record(record)))


def of(record: dict[str, Any], name: str) -> Checked:
    return next(one for one in checked(complete(record)) if one.asked.id == name)


def test_people_economics_and_benefit_are_asked() -> None:
    areas = {question.area for question in precheck().questions}
    assert {"people", "economics", "benefit"} <= areas == set(precheck().areas)
    assert all(question.basis for question in precheck().questions)


@pytest.mark.parametrize(
    ("change", "question", "state"),
    [
        ({}, "organs", "fine"),
        ({"board.member_ids": ["p1"]}, "organs", "concern"),
        ({"board.member_ids": []}, "organs", "open"),
        ({"persons[p1].related_to": ["p3"]}, "independent", "concern"),
        ({"board.representation": "single"}, "four_eyes", "concern"),
        ({"plan.equity_eur": 40000}, "need", "concern"),
        ({"plan.equity_eur": None}, "need", "open"),
        ({"plan.equity_eur": 20000}, "liquidity", "concern"),
        ({"plan.audit_cost_per_year_eur": 300}, "audit_costs", "concern"),
        ({"plan.result_y3": -5}, "result", "concern"),
        ({"coop.member_benefit": "dividend_only"}, "purpose", "concern"),
        ({"coop.holding_only": True}, "holding", "concern"),
        ({"coop.business_started": True}, "early_start", "concern"),
        ({"coop.activities": ["banking"]}, "licences", "concern"),
        ({"coop.activities": []}, "licences", "fine"),
        ({"plan.details": {"guided": True, "market_text": "210 von 400 Haushalten"}}, "market", "fine"),
    ],
)
def test_an_answer_changes_the_state_of_its_question(
    shop: Changed, change: dict[str, Any], question: str, state: str
) -> None:
    assert of(shop(change), question).state == state


def test_what_does_not_concern_a_founding_is_not_asked(shop: Changed) -> None:
    asked = {one.asked.id for one in checked(complete(shop({})))}
    assert "housing_tax" not in asked
    assert "housing_tax" in {one.asked.id for one in checked(complete(shop({"coop.sector": "housing"})))}


def test_answers_are_shown_in_words_and_gaps_by_their_names(shop: Changed) -> None:
    assert of(shop({}), "four_eyes").answers == (
        ("Vertretung", "zwei gemeinsam"),
        ("Mindestzahl im Vorstand", "2\xa0Personen"),
    )
    assert of(shop({}), "competition").missing == ("Wettbewerb", "Standort")


def test_the_paper_lists_gaps_and_concerns(shop: Changed) -> None:
    paper = paper_of(shop({}), "D14_Vorpruefung")
    text = plain_text(paper.paper)
    assert paper.state == "prepared"
    assert "Wettbewerb" in paper.missing
    assert "Legen Sie dar, wer noch zeichnet. Grundlage: § 11a Abs. 2 GenG." in text
    assert "Erika Musterfrau, Max Mustermann" in text


def test_the_letter_asks_the_association_for_offer_and_check_beforehand(shop: Changed) -> None:
    letter = paper_of(shop({}), LETTER)
    text = plain_text(letter.paper)
    assert "Prüfungsverband Beispiel e.V." in text
    assert "ein Angebot für Aufnahme, Gründungsprüfung und Gutachten" in text
    assert letter.state == "final"


def test_after_the_founding_the_letter_is_not_needed_any_more(shop: Changed) -> None:
    facts = case_of(load_record(shop({}) | {"events": {"founded_on": "2027-03-20"}})).facts
    wanted = {text.meta.name for text in papers() if templates.holds(text.meta.condition, facts)}
    assert LETTER not in wanted
    assert "D14_Vorpruefung" in wanted


@given(value=st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.lists(st.integers(), max_size=2))
def test_no_value_stops_the_check(value: Any) -> None:
    record: dict[str, Any] = {"persons": [{"id": "p1"}]}
    for path, field in fields().items():
        if field.type != "object" and not field.of_person:
            paths.put(record, path, value)
    assert checked(load_record(record))
