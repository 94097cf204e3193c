"""Each clause of the law reference's catalogue stands in the statutes exactly where the record calls for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from documents import paths
from documents.papers.compose import compose, facts_of
from documents.papers.texts import clauses, papers
from documents.record import load_record
from documents.rendering.blocks import Contents, PageBreak
from documents.rules.expression import read
from documents.rules.facts import Facts

CALLED_FOR = yaml.safe_load((Path(__file__).parent / "clauses.yml").read_text("utf8"))
D01 = next(text for text in papers() if text.meta.number == "D01")


def standing(record: Mapping[str, Any]) -> set[str]:
    """The clauses in the statutes of a record."""
    blocks = compose(D01, facts_of(load_record(record))).blocks
    found = (block.source.clause for block in blocks if not isinstance(block, Contents | PageBreak))
    return {clause for clause in found if clause in clauses()}


def called_for(record: Mapping[str, Any]) -> set[str]:
    """The clauses that must stand there."""
    facts = Facts(load_record(record))
    return {name for name in clauses() if name not in CALLED_FOR or read(CALLED_FOR[name]).of(facts)}


def test_table_names_every_clause_with_a_condition() -> None:
    conditional = {name for name, text in clauses().items() if text.meta.condition != "true"}
    assert conditional | {"E1"} == set(CALLED_FOR)


def test_every_known_record_has_its_clauses(foundings: Mapping[str, Any]) -> None:
    wrong = {name: standing(record) ^ called_for(record) for name, (record, _) in foundings.items()}
    assert {name: clauses for name, clauses in wrong.items() if clauses} == {}


def each_alone() -> Iterator[dict[str, Any]]:
    """Answers that call for one clause, one after the other."""
    yield {"coop.duration_limited_until": "2040-12-31"}
    yield {"coop.charitable": True, "dissolution.beneficiary": "Stadt Musterhausen"}
    yield {"coop.sector": "housing"}
    yield {"coop.sector": "energy", "coop.eeg_citizen_energy": True}
    yield {"membership.residence_bound": True, "membership.residence_district": "Musterland"}
    yield {"membership.investing_allowed": True, "membership.investing_vote": "capped"}
    yield {"membership.recurring_fees": True, "membership.service_obligations": True, "capital.entrance_fee_eur": 5}
    yield {"capital.minimum_capital": {"type": "percent", "value": 90, "base": "Geschäftsguthaben"}}
    yield {"capital.in_kind_clause": True, "capital.max_shares": 1, "capital.mandatory_shares": 1}
    yield {"profit.interest_enabled": True, "profit.patronage_refund": True}
    yield {"liability.extra_liquidation_calls": True}
    yield {"supervisory.exists": False, "board.bound_by_instructions": True}
    yield {"supervisory.delegated_seats": 1}
    yield {"assembly.formats": ["presence", "virtual"], "assembly.virtual_details_clause": True}
    yield {"assembly.formats": ["presence", "hybrid", "stretched"], "assembly.virtual_details_clause": True}
    yield {"assembly.votes_mode": "multiple", "assembly.votes_max": 3}
    yield {"assembly.delegates_assembly": {"enabled": True, "size": 60}}


@pytest.mark.parametrize("answers", list(each_alone()), ids=lambda answers: next(iter(answers)))
def test_answer_brings_its_clause(answers: dict[str, Any], freibad: dict[str, Any]) -> None:
    for path, value in answers.items():
        paths.put(freibad, path, value)
    assert standing(freibad) == called_for(freibad)
