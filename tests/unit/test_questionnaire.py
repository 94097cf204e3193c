"""The questions outside the chat: complete rows, and a valid Word file that holds every one of them."""

from __future__ import annotations

import io

from docx import Document

from documents.interview.questions import questions
from documents.questionnaire import question_rows, questionnaire


def test_every_question_has_wording_reason_and_a_section() -> None:
    rows = question_rows()
    assert {row["path"] for row in rows} == set(questions())
    assert [row["path"] for row in rows if not (row["ask"] and row["why"] and row["section"])] == []


def test_the_printed_questionnaire_holds_every_question_and_is_the_same_twice() -> None:
    content = questionnaire()
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    assert [row["path"] for row in question_rows() if row["ask"] not in text] == []
    assert content == questionnaire()
