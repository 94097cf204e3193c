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
from documents.rendering.blocks import Kind, Lines, Runs, Signatures, Table
from documents.rendering.looks import CELL_GAP
from documents.rendering.pieces import POINT
from documents.rendering.widths import text_width

Build = Callable[[Mapping[str, Any]], Dossier]
Changed = Callable[[Mapping[str, Any]], dict[str, Any]]
TABLE = yaml.safe_load((Path(__file__).parent / "called_for.yml").read_text("utf8"))
AMOUNT_RIGHT = 3 * POINT


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
            rooms = [column.width - CELL_GAP - (AMOUNT_RIGHT if column.amount else 0) for column in table.columns]
            for row, size, bold in ((table.head, 9, True), *((row, 10, False) for row in table.rows)):
                cells = zip(row, rooms, strict=True)
                assert [word for cell, room in cells for word in _too_long(cell, room / (size * POINT), bold)] == [], (
                    file.name, table.title,
                )  # fmt: skip


def _too_long(cell: Runs, room: float, bold: bool) -> list[str]:
    """The words of ours that do not fit; an answer may be of any length."""
    ours = (run.text.replace("-", "- ") for run in cell if run.kind is Kind.TEXT and not run.path)
    return [word for text in ours for word in text.split() if text_width(word, bold) > room]


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
