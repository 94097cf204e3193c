"""The sheets of the kitchen table are valid Word files."""

from __future__ import annotations

from pathlib import Path

from openxml_audit import OpenXmlValidator

from documents.questionnaire import questionnaire


def test_the_sheets_are_a_valid_word_file(tmp_path: Path) -> None:
    file = tmp_path / "sheets.docx"
    file.write_bytes(questionnaire())
    assert [error.description for error in OpenXmlValidator().validate(str(file)).errors] == []
