"""The texts are data that an expert reviews: complete front matter, known facts, mistakes with file and line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.content import ContentError
from documents.papers import templates
from documents.papers.compose import facts_of
from documents.papers.sheet import Sheet
from documents.papers.texts import ClauseMeta, clauses, papers, read
from documents.record import load_record

FRONT = "---\nnumber: C999\ntitle: Probe\nstatus: optional\nbasis: [§ 1 GenG]\nlaw: 2026-08-19\n---\n"


@pytest.fixture
def clause(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "C999_Probe.md"
        path.write_text(text, "utf8")
        return path

    return write


@pytest.mark.parametrize("number", sorted(clauses()))
def test_clause_cites_the_law_and_its_date(number: str) -> None:
    meta = clauses()[number].meta
    assert meta.law == date(2026, 8, 19)
    assert meta.basis
    assert all("§" in cited or cited.startswith(("Art.", "Anlage")) for cited in meta.basis)
    padded = f"C{number[1:].zfill(2)}" if number[0] == "C" and number[1:].isdigit() else number
    assert clauses()[number].path.name.startswith(f"{padded}_")


def test_papers_are_numbered_as_their_files() -> None:
    for text in papers():
        assert text.path.stem == text.meta.name
        assert text.meta.name.startswith(text.meta.number)


def test_clause_knows_the_answers_it_reads() -> None:
    assert clauses()["C59"].fields == (
        "assembly.convening_forms", "assembly.newspaper_names", "assembly.notice_days",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (FRONT + "1. Satz\n1. {{ coop.nmae }}\n", 9, "no field knows 'coop.nmae'"),
        (FRONT + "1. Satz\n{% if coop.name %}\n", 9, "end of template"),
        (FRONT.replace("status: optional", "status: perhaps") + "1. Satz\n", 4, "status"),
        (FRONT.replace("[§ 1 GenG]", "[§ 1 GenG") + "1. Satz\n", 6, "expected"),
        ("1. Satz ohne Kopf\n", 1, "no front matter"),
        (FRONT.replace("law:", "lawn: x\nlaw:") + "1. Satz\n", 6, "did you mean 'law'"),
    ],
)
def test_broken_text_is_reported_with_its_line(clause, text: str, line: int, reason: str) -> None:
    with pytest.raises(ContentError) as caught:
        read(clause(text), ClauseMeta)
    assert caught.value.line == line
    assert reason in str(caught.value)


@pytest.mark.parametrize(
    ("body", "line"),
    [("1. {{ unknown }}\n", 8), ("1. Satz\n1. {{ coop.charitable }}\n", 9), ("1. {{ coop.name | markdown }}\n", 8)],
)
def test_mistake_while_rendering_is_reported_with_its_line(clause, body: str, line: int) -> None:
    text = read(clause(FRONT + body), ClauseMeta)
    facts = facts_of(load_record({"coop": {"name": "A eG", "charitable": True}})) | {"sheet": Sheet()}
    with pytest.raises(ContentError) as caught:
        text.render(facts)
    assert caught.value.line == line


def test_condition_that_names_no_field_is_refused(clause) -> None:
    with pytest.raises(ContentError, match=r"coop\.nmae"):
        read(clause(FRONT.replace("law:", "condition: coop.nmae\nlaw:") + "1. Satz\n"), ClauseMeta)


def test_undefined_name_in_a_condition_is_an_error() -> None:
    with pytest.raises(Exception, match="nonsense"):
        templates.holds("nonsense", {})
