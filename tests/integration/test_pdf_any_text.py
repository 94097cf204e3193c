"""Whatever a person types: the PDF is made, and what the font has can be read in it letter for letter."""

from __future__ import annotations

import io
import re
from datetime import date

import pypdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.cleaning import clean_line
from documents.pdf.letters import without_unknown
from documents.pdf.typeset import pdf_file
from documents.rendering.blocks import (
    Column,
    Kind,
    Line,
    Lines,
    Paper,
    Paragraph,
    Run,
    Signatures,
    Style,
    Table,
)
from documents.rendering.package import Print

DAY = date(2026, 11, 25)
TYPED = st.text(min_size=1, max_size=60).map(clean_line).filter(bool)
LATIN = st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=60)


def paper(text: str) -> bytes:
    """A paper with the text everywhere that an answer can stand."""
    runs = (Run(text), Run(text, bold=True), Run(text, kind=Kind.GAP))
    cells = ((Run(text),), (Run(text),))
    blocks = (
        Paragraph(Style.TITLE, (Run(text),)),
        Paragraph(Style.SECTION, (Run(text),), anchor="here", label="§ 1"),
        Paragraph(Style.PARAGRAPH, (*runs, Run("§ 1", kind=Kind.REFERENCE, target="here")), label="(1)"),
        Table(text, (Column(80), Column(80, amount=True)), cells, (cells, ((), (Run(text),))), tall=True),
        Lines((Line(60, text), Line(60, text, (Run(text),)))),
        Signatures(((Run(text),), (Run(text),), (Run(text),))),
    )
    return pdf_file(Paper("D01", "D01_Probe", text, text, blocks), Print((Run(text),), DAY))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TYPED)
def test_any_text_makes_a_paper(text: str) -> None:
    assert paper(text).startswith(b"%PDF")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LATIN.map(clean_line).filter(bool))
def test_latin_text_is_read_back_letter_for_letter(text: str) -> None:
    read = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper(text))).pages)
    assert re.sub(r"\s", "", without_unknown(text)) in re.sub(r"\s", "", read)
