"""Which papers a case calls for, each condition both ways, and what each paper names of its use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from documents import paths
from documents.dossier import Dossier, case_of
from documents.papers import templates
from documents.papers.texts import papers
from documents.record import load_record
from documents.rendering.blocks import Lines, Signatures, Table
from documents.rendering.widths import text_width

Build = Callable[[Mapping[str, Any]], Dossier]
Changed = Callable[[Mapping[str, Any]], dict[str, Any]]
TABLE = yaml.safe_load((Path(__file__).parent / "called_for.yml").read_text("utf8"))
POINT = 25.4 / 72


def wanted(record: Mapping[str, Any]) -> set[str]:
    facts = case_of(load_record(record)).facts
    return {text.meta.number for text in papers() if templates.holds(text.meta.condition, facts)}


@pytest.mark.parametrize("number", sorted(TABLE))
def test_paper_is_there_when_the_case_calls_for_it_and_only_then(number: str, freibad: dict[str, Any]) -> None:
    for answers, there in ((TABLE[number]["with"], True), (TABLE[number]["without"], False)):
        for path, value in answers.items():
            paths.put(freibad, path, value)
        assert (number in wanted(freibad)) is there, answers


def test_every_paper_of_the_law_reference_has_a_text_or_a_builder() -> None:
    numbers = {text.meta.number for text in papers()}
    assert {f"D{number:02}" for number in range(37)} - numbers == {"D15"}


def test_papers_without_a_condition_are_not_in_the_table_and_those_with_one_are() -> None:
    conditional = {text.meta.number for text in papers() if text.meta.condition != templates.ALWAYS}
    assert conditional - {"D14"} == set(TABLE)


def test_lines_are_long_enough_to_write_on_and_fit_on_the_page(freibad: dict[str, Any], build: Build) -> None:
    for file in build(freibad).word:
        for block in file.paper.blocks:
            if isinstance(block, Lines):
                assert sum(line.width for line in block.lines) + 6 * (len(block.lines) - 1) <= 165, (file.name, block)
                assert [line for line in block.lines if line.width < _least(line.hint)] == [], file.name


def _least(hint: str) -> float:
    """look/paper.md: a count of votes 20 mm, a date 48 mm, place and day 78 mm."""
    if hint.startswith("Ort und Tag"):
        return 78
    return 48 if hint.endswith(" am") or hint.startswith(("Tag ", "Datum ")) else 20


def test_no_word_is_wider_than_its_column(freibad: dict[str, Any], build: Build) -> None:
    for file in build(freibad).word:
        for table in (block for block in file.paper.blocks if isinstance(block, Table)):
            assert sum(column.width for column in table.columns) <= 165.5, (file.name, table.title)
            for row in (table.head, *table.rows):
                size, bold = (9, True) if row is table.head else (10, False)
                for cell, column in zip(row, table.columns, strict=True):
                    long = [
                        w for run in cell for w in _words(run) if text_width(w, bold) * size * POINT > column.width - 2
                    ]
                    assert long == [], (file.name, table.title)


def _words(run: Any) -> list[str]:
    return run.text.replace("-", "- ").split() if run.kind == "text" and not run.path else []


def test_signatures_name_somebody(freibad: dict[str, Any], build: Build) -> None:
    for file in build(freibad).word:
        blocks = [block for block in file.paper.blocks if isinstance(block, Signatures)]
        assert all(name for block in blocks for name in block.names), file.name


def test_every_paper_names_who_signs_and_its_law(freibad: dict[str, Any], build: Build) -> None:
    for file in build(freibad).word[1:]:
        assert file.signers, file.name
        assert file.paper.basis, file.name
        assert file.where or file.signers.startswith("niemand"), file.name
        assert file.due or file.number == "D20", file.name
