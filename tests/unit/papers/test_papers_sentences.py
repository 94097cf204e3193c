"""What each paper says for which answers: model sentences word for word, variants and conditions both ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from documents.dossier import case_of
from documents.papers.compose import compose
from documents.papers.texts import papers
from documents.record import load_record
from documents.rendering.plain import plain_text

Changed = Callable[[Mapping[str, Any]], dict[str, Any]]
CASES = yaml.safe_load((Path(__file__).parent / "sentences.yml").read_text("utf8"))


def said(number: str, record: Mapping[str, Any]) -> str:
    """The words of all texts with this number."""
    facts = case_of(load_record(record)).facts | {"papers": []}
    composed = (compose(text, facts) for text in papers() if text.meta.number == number)
    return " ".join(" ".join(plain_text(paper).split()) for paper in composed)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['paper']} {case['stands'][:40]}")
def test_paper_says_what_the_answers_call_for(case: dict[str, Any], changed: Changed) -> None:
    text = said(case["paper"], changed(case.get("answers", {})))
    assert case["stands"] in text
    assert "absent" not in case or case["absent"] not in text


def test_every_new_person_gets_a_page_of_their_own(changed: Changed) -> None:
    text = said("D08", changed({"persons[p4].joining_declaration": True, "persons[p4].signed_statutes": False}))
    assert text.count("Ich erkläre meinen unbedingten Beitritt") == 2


def test_who_refused_an_election_gets_no_acceptance_to_sign(changed: Changed) -> None:
    refused = {"organ": "board", "person_id": "p1", "yes": 5, "no": 2, "abstain": 0, "accepted": False}
    before, after = said("D05", changed({})), said("D05", changed({"events.elections": [refused]}))
    assert before.count("Ich nehme die Wahl an.") == after.count("Ich nehme die Wahl an.") + 1
