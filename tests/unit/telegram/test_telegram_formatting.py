"""Markdown of our texts as parts that Telegram takes, nothing lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.formatting import LONGEST, MOST_MARKS, Part, parts_of
from bot.german import escape


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def marked(part: Part) -> list[tuple[str, str]]:
    """Kind and words of each mark."""
    raw = part.text.encode("utf-16-le")
    return [(e.type, raw[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le")) for e in part.entities]


@pytest.mark.parametrize(
    ("markdown", "text", "marks"),
    [
        ("**Ja** und _nein_", "Ja und nein", [("bold", "Ja"), ("italic", "nein")]),
        ("## Kopf\n\nText", "Kopf\n\nText", [("underline", "Kopf"), ("bold", "Kopf")]),
        ("- eins\n- zwei", "• eins\n• zwei", []),
        ("1. eins\n2. zwei", "1. eins\n2. zwei", []),
        ("🙂 **fett**", "🙂 fett", [("bold", "fett")]),
        ("[Quelle](https://a.example/b_c?d=1)", "Quelle", [("text_link", "Quelle")]),
        ("kostet $5$ und \\$6", "kostet $5$ und $6", []),
        ("a \\|\\| b \\_c\\_ \\<d\\> &amp;", "a || b _c_ <d> &", []),
    ],
)
def test_signs_of_markdown_become_marks(markdown: str, text: str, marks: list[tuple[str, str]]) -> None:
    (part,) = parts_of(markdown)
    assert part.text == text
    assert marked(part) == marks


def test_long_text_is_split_at_line_ends_and_keeps_every_word() -> None:
    lines = [f"**{number}** Zeile mit 🙂 und ü" for number in range(600)]
    parts = parts_of("\n\n".join(lines))
    assert len(parts) > 2
    assert all(0 < units(part.text) <= LONGEST and len(part.entities) <= MOST_MARKS for part in parts)
    assert [word for part in parts for word in part.text.split() if word.isdigit()] == [str(n) for n in range(600)]
    assert [words for part in parts for _, words in marked(part)] == [str(n) for n in range(600)]


def test_nothing_gives_no_message() -> None:
    assert parts_of("") == parts_of("  \n\n ") == []


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=80))
def test_whatever_a_person_wrote_comes_back_letter_for_letter(said: str) -> None:
    shown = "".join(part.text for part in parts_of(f"Gesagt: {escape(said)}."))
    assert shown.split() == f"Gesagt: {said}.".split()
