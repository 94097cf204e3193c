"""What the PDF is set from: every word as data, every letter one that the font has."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from documents.pdf.data import looks_data, page_data, paper_data
from documents.pdf.letters import without_unknown
from documents.rendering.blocks import Kind, Paper, Paragraph, Run, Style
from documents.rendering.looks import LOOKS
from documents.rendering.package import Print

DAY = date(2026, 11, 25)


def runs(*written: Run) -> list[dict[str, Any]]:
    paper = Paper("D01", "D01_Satzung", "Satzung", "Kopf", (Paragraph(Style.TEXT, written),))
    found: list[dict[str, Any]] = json.loads(paper_data(paper, Print((Run("Stand"),), DAY)))["blocks"][0]["runs"]
    return found


def test_an_answer_is_handed_over_letter_for_letter() -> None:
    text = '#let x = "a" // $y$ @z \\ <b> *c* _d_ `e`'
    assert runs(Run(text)) == [{"text": text, "bold": False, "kind": "text", "target": ""}]


def test_a_missing_answer_and_a_place_to_write_keep_their_kind() -> None:
    made = runs(Run("Name", kind=Kind.GAP), Run("hier", kind=Kind.SIGN))
    assert [run["kind"] for run in made] == ["gap", "sign"]


def test_every_look_has_its_measures() -> None:
    looks = json.loads(looks_data())
    assert set(looks) == {row.style for row in LOOKS}
    assert looks["Absatz"]["hanging"] == 9


def test_a_line_is_as_high_as_in_word() -> None:
    page = json.loads(page_data())
    assert round(page["top-edge"] - page["bottom-edge"], 3) == round(2355 / 2048 * 1.15, 3)


def test_letters_of_german_and_its_neighbours_stay_and_others_become_a_box() -> None:
    assert without_unknown("Ääß§„“–…€ Łódź Čapek Ğ Ελλάδα Привет") == "Ääß§„“–…€ Łódź Čapek Ğ Ελλάδα Привет"
    assert without_unknown("日😀\u0000") == "□□□"
