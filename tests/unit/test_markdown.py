"""What people typed stays literal in every rendering; our own formatting works."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.german import escape
from bot.markdown import to_html, to_plain

LINE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=80).filter(str.strip)


@given(LINE)
def test_any_typed_line_comes_out_as_it_was_in_plain_text(typed: str) -> None:
    assert to_plain(f"Gesagt: {escape(typed)}.").split() == f"Gesagt: {typed}.".split()


@given(LINE)
def test_any_typed_line_comes_out_as_it_was_in_html(typed: str) -> None:
    shown = html.unescape(re.sub(r"<[^>]+>", "", to_html(f"Gesagt: {escape(typed)}.")))
    assert shown.split() == f"Gesagt: {typed}.".split()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://y.de/z.png)"])
def test_hostile_values_make_no_tags(typed: str) -> None:
    assert re.findall(r"<(\w+)", to_html(escape(typed))) == ["p"]


def test_lists_and_links_read_well_in_a_terminal() -> None:
    text = "Drei Wege:\n\n1. **Kaufen**\n2. [Pachten](https://beispiel.de)\n\nMehr davon?"
    assert to_plain(text) == "Drei Wege:\n\n1. Kaufen\n2. Pachten (https://beispiel.de)\n\nMehr davon?"
