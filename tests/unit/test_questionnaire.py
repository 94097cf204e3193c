"""The interview on paper: complete rows, sheets for the group and each founder, in the order of the interview."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zipfile import ZipFile

from docx import Document

from documents.answered import Facts
from documents.answers.calendar import When
from documents.interview import engine
from documents.interview.case import Case
from documents.interview.outcome import Message
from documents.interview.questions import questions
from documents.questionnaire import question_rows, questionnaire
from documents.questionnaire.words import words

TODAY = When(date(2026, 11, 25))
ERIKA = {"id": "p1", "type": "natural", "given_names": "Erika", "family_name": "Musterfrau", "zip": "12345"}


def texts(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def begun(record: Mapping[str, Any], answered: list[str]) -> Case:
    return Case(Facts(dict(record), dict.fromkeys(answered, "answered"), datetime(2026, 11, 25, tzinfo=UTC)), {}, TODAY)


def test_every_question_has_wording_reason_and_a_section() -> None:
    rows = question_rows()
    assert {row["path"] for row in rows} == set(questions())
    assert [row["path"] for row in rows if not (row["ask"] and row["why"] and row["section"])] == []


def test_the_blank_sheets_hold_every_question_and_are_the_same_twice() -> None:
    content = questionnaire()
    text, founder = texts(content), words().founder
    of_founder = {f"persons[].{fact}" for line in founder.lines for part in line for fact in part.facts}
    of_founder |= {f"persons[].{check.fact}" for check in founder.checks}
    of_blocks = {q.fact: q.name for q in questions().values() if q.block}
    left = [q for q in questions().values() if q.fact not in of_founder]
    assert [q.fact for q in left if q.ask.sie not in text and of_blocks.get(q.fact, "\0") not in text] == []
    assert content == questionnaire()


def test_every_fact_of_a_person_has_its_place_on_the_founders_sheet() -> None:
    founder = words().founder
    placed = [fact for line in founder.lines for part in line for fact in part.facts]
    placed += [check.fact for check in founder.checks]
    assert sorted(placed) == sorted(q.removeprefix("persons[].") for q in questions() if q.startswith("persons[]."))


def test_with_a_founding_only_what_is_open_is_asked() -> None:
    text = texts(questionnaire(begun({"coop": {"sector": "retail"}}, ["coop.sector"])))
    assert questions()["coop.sector"].ask.sie not in text
    assert "1. In welcher Gemeinde" in text


def test_the_numbers_follow_the_order_in_which_the_interview_asks() -> None:
    """One person types the answers in, sheet in hand: question after question is the next on the paper."""
    case = begun({}, [])
    asked = re.findall(r"^\d+\. (.*)$", texts(questionnaire(case)), re.M)
    place = 0
    for answer in ("Dorfladen", "Musterhausen", "Hessen", "Betrieb eines Ladens mit Café in Musterhausen", "1"):
        outcome = engine.again(case) if case.asked else engine.begin(case)
        case = case.with_changes(outcome.changes, outcome.asked)
        question = questions()[str(case.asked["step"])].ask.sie
        found = next(at for at, line in enumerate(asked) if line.strip() == question.strip())
        assert found >= place
        place = found
        outcome = engine.hear(case, Message(answer))
        case = case.with_changes(outcome.changes, outcome.asked)


def test_each_founder_gets_a_sheet_with_what_is_entered_and_the_information() -> None:
    case = begun({"coop": {"name": "Laden eG", "seat_state": "Hessen"}, "persons": [ERIKA]}, ["interview.persons"])
    text = texts(questionnaire(case))
    assert "Eingetragen ist, bitte prüfen: Erika Musterfrau" in text
    assert "Art. 14 DSGVO" in text
    assert "die Gründungsgruppe der Laden eG" in text
    assert "des Landes Hessen" in text


def test_in_a_group_nothing_of_a_person_is_printed() -> None:
    case = begun({"persons": [ERIKA]}, ["interview.persons"])
    content = questionnaire(case, private=False)
    assert "Musterfrau" not in texts(content)
    assert "Blatt für ein Gründungsmitglied" in texts(content)


def test_it_is_in_large_type() -> None:
    styles = ZipFile(io.BytesIO(questionnaire())).read("word/styles.xml").decode()
    text = re.search(r'w:styleId="Text".*?</w:style>', styles, re.S)
    assert text is not None
    size = re.search(r'<w:sz w:val="(\d+)"', text[0]) or re.search(r'<w:sz w:val="(\d+)"', styles)
    assert size is not None
    assert int(size[1]) == 28  # half points: 14 pt
