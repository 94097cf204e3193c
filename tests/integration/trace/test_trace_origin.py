"""From a sentence to its clause, line, answers, rules and law."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from documents.dossier import Dossier
from documents.errors import RecordError
from documents.operate import build_files
from documents.record import Record
from documents.rendering.plain import passages
from documents.trace.find import Place, find
from documents.trace.operate import trace_file
from documents.trace.origin import Given, Origin, origin

ROOT = Path(__file__).parents[3]
AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def traced(dossier: Dossier, record: Record) -> Any:
    """The origins of a text."""

    def trace(text: str, **given: Given) -> list[Origin]:
        known = {path.replace("__", "."): how for path, how in given.items()}
        return [origin(place, record, known) for place in find(dossier.files, text)]

    return trace


def test_a_sentence_leads_to_clause_line_answer_rule_and_law(traced: Any) -> None:
    (found,) = traced("Der Geschäftsanteil beträgt für jedes Mitglied 100 Euro.")
    assert (found.place.file.name, found.clause, found.file, found.lines) == (
        "D01_Satzung", "C30", "documents/founding/clauses/C30_Geschaeftsanteil.md", (8,),
    )  # fmt: skip
    assert [(answer.path, answer.value) for answer in found.answers] == [("capital.share_value_eur", 100)]
    assert "share_value" in found.rules
    assert (found.basis, str(found.law)) == (("§ 7 Nr. 1 GenG",), "2026-08-19")


def test_the_answer_says_who_gave_it_and_when(traced: Any) -> None:
    (found,) = traced("Der Geschäftsanteil beträgt", capital__share_value_eur=Given(7, AT, "answered"))
    assert [(answer.given.by, answer.given.at) for answer in found.answers] == [(7, AT)]


def test_an_answer_given_as_a_whole_counts_for_its_parts(traced: Any) -> None:
    given = {"coop": Given(3, AT, "answered")}
    (found, *_) = traced("führt die Firma", **given)
    assert found.answers[0].given == given["coop"]


def test_the_lines_named_hold_the_words_of_the_sentence(dossier: Dossier, record: Record) -> None:
    """Of each sentence without an answer in it, the words stand in the lines that are named."""
    file = dossier["D01"]
    for passage in passages(file.paper):
        found = origin(Place(file, passage), record)
        if found.lines and not passage.paths and "§" not in passage.text:
            named = (ROOT / found.file).read_text("utf8").split("\n")
            own = " ".join(named[line - 1] for line in found.lines)
            assert max(passage.text.replace("\u00a0", " ").split(), key=len) in own or found.answers, passage.text


@pytest.mark.parametrize(
    "typed",
    ["der geschäftsanteil beträgt", "Der  Geschäftsanteil\u00a0beträgt", "Geschäfts\u00adanteil beträgt für jedes"],
)
def test_how_it_was_typed_does_not_matter(traced: Any, typed: str) -> None:
    assert [found.clause for found in traced(typed)] == ["C30"]


def test_a_sentence_from_memory_finds_the_one_most_like_it(traced: Any) -> None:
    assert [found.clause for found in traced("Der Geschäftsanteil betragt fur jedes Mitglied hundert Euro")] == ["C30"]


@pytest.mark.parametrize("typed", ["", "   ", "Quatsch", "\u200b"])
def test_a_text_that_stands_nowhere_finds_nothing(traced: Any, typed: str) -> None:
    assert traced(typed) == []


def test_a_person_is_traced_to_their_own_answers_alone(traced: Any) -> None:
    (found, *_) = traced("Beispiel, Bertha")
    assert {answer.path for answer in found.answers} >= {"persons[p4].family_name", "persons[p4].is_member"}
    assert not any("[]" in answer.path for answer in found.answers)


def test_a_produced_paper_is_traced_by_the_record_beside_it(plain_record: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    file.write_text(json.dumps(plain_record), "utf8")
    build_files(file, tmp_path / "out")
    paper = tmp_path / "out/D01_Satzung.docx"
    traced = trace_file(paper, "Der Geschäftsanteil beträgt")
    assert ([found.clause for found in traced.origins], traced.changed) == (["C30"], False)
    paper.write_bytes(paper.read_bytes() + b"x")
    assert trace_file(paper, "Der Geschäftsanteil beträgt").changed
    assert (tmp_path / "out/record.json").stat().st_mode & 0o777 == 0o600


def test_what_is_no_paper_and_no_record_is_said(plain_record: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such file"):
        trace_file(tmp_path / "D01_Satzung.docx", "x")
    (tmp_path / "D01_Satzung.docx").write_bytes(b"x")
    with pytest.raises(RecordError, match=r"no record\.json beside"):
        trace_file(tmp_path / "D01_Satzung.docx", "x")
    (tmp_path / "record.json").write_text(json.dumps(plain_record), "utf8")
    (tmp_path / "Brief.docx").write_bytes(b"x")
    with pytest.raises(RecordError, match="no paper of the record"):
        trace_file(tmp_path / "Brief.docx", "x")
