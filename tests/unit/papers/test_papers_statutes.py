"""What the statutes say: the model sentences of the law reference, and the clauses that each record calls for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from documents.dossier import Dossier
from documents.papers.texts import clauses, papers
from documents.rendering.blocks import Kind, Paragraph, Style

Build = Callable[[Mapping[str, Any]], Dossier]
Statutes = Callable[[Mapping[str, Any]], str]
Changed = Callable[[Mapping[str, Any]], dict[str, Any]]
CASES = yaml.safe_load((Path(__file__).parent / "statutes.yml").read_text("utf8"))


@pytest.mark.parametrize("case", CASES["model_sentences"], ids=lambda case: case["stands"][:50])
def test_model_sentence_stands_word_for_word(case: dict[str, Any], changed: Changed, statutes: Statutes) -> None:
    assert case["stands"] in statutes(changed(case["answers"]))


@pytest.mark.parametrize("case", CASES["alternatives"], ids=lambda case: case["stands"][:50])
def test_record_decides_which_clause_stands(case: dict[str, Any], changed: Changed, statutes: Statutes) -> None:
    text = statutes(changed(case["answers"]))
    assert case["stands"] in text
    assert case["absent"] not in text


def test_statutes_are_long_enough_to_be_complete(freibad: dict[str, Any], statutes: Statutes) -> None:
    assert len(statutes(freibad).split()) >= 2500


def test_every_clause_has_its_place_in_the_statutes_or_the_application() -> None:
    named = {
        line.removeprefix(":: clause ").strip() for text in papers() for line in text.path.read_text("utf8").split("\n")
    }
    assert set(clauses()) <= named


def test_section_with_one_paragraph_has_no_paragraph_number(freibad: dict[str, Any], build: Build) -> None:
    blocks = build(freibad)["D01"].paper.blocks
    after = next(i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.anchor == "nachschuss")
    lone = blocks[after + 1]
    assert isinstance(lone, Paragraph)
    assert (lone.style, lone.label) == (Style.TEXT, "")


def test_paragraph_knows_clause_answers_and_law(freibad: dict[str, Any], build: Build) -> None:
    blocks = build(freibad)["D01"].paper.blocks
    share = next(b for b in blocks if isinstance(b, Paragraph) and b.text.startswith("Der Geschäftsanteil beträgt"))
    assert share.source.clause == "C30"
    assert share.source.fields == ("capital.share_value_eur",)
    assert share.source.basis == ("§ 7 Nr. 1 GenG",)


def test_no_reference_is_left_unresolved(freibad: dict[str, Any], build: Build) -> None:
    runs = [r for b in build(freibad)["D01"].paper.blocks if isinstance(b, Paragraph) for r in b.runs]
    references = [run.text for run in runs if run.kind is Kind.REFERENCE]
    assert references
    assert all(text.startswith("§\u00a0") for text in references)
