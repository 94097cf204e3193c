"""The comparison of two drafts as a Word file: new words bold, old ones in brackets, the reason below."""

from __future__ import annotations

import io
from datetime import date

import docx

from documents.changes import Cause, Change, Piece
from documents.comparison import comparison

DAY = date(2027, 1, 10)
SHARE = Change(
    "D01 Satzung",
    "Geschäftsanteil",
    (Piece("same", "je Mitglied"), Piece("gone", "<100>"), Piece("new", "250 & mehr")),
    (Cause("capital.share_value_eur", "Geschäftsanteil", 100, 250),),
)
MOVED = Change("D01 Satzung", "", (Piece("gone", "§ 27"), Piece("new", "§ 26")))


def test_what_is_new_is_bold_and_what_went_is_in_brackets() -> None:
    name, content = comparison([SHARE, MOVED], "Laden <A> & B eG", DAY, DAY)
    paragraphs = docx.Document(io.BytesIO(content)).paragraphs
    lines = [paragraph.text for paragraph in paragraphs]
    assert name == "Aenderungen.docx"
    assert lines[3:] == [
        "D01 Satzung", "Geschäftsanteil", "je Mitglied [bisher: <100>] 250 & mehr",
        "Grund: andere Antwort zu Geschäftsanteil", "[bisher: § 27] § 26", "Folge einer anderen Änderung",
    ]  # fmt: skip
    strong = [run.text for run in paragraphs[5].runs if run.style and run.style.name == "Fett"]
    assert strong == [" 250 & mehr"]


def test_the_same_changes_give_the_same_bytes() -> None:
    assert comparison([SHARE], "A eG", DAY, DAY) == comparison([SHARE], "A eG", DAY, DAY)
