"""The Word files: the same bytes for the same record, real Word features, clean properties."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from documents.dossier import Dossier, case_of, zip_of
from documents.record import load_record
from documents.rendering.blocks import Contents, Kind, Paragraph, Style

Build = Callable[[Mapping[str, Any]], Dossier]


def part(file: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return package.read(name).decode()


def test_another_answer_gives_another_version(freibad: dict[str, Any]) -> None:
    before = case_of(load_record(freibad)).fingerprint
    freibad["capital"]["share_value_eur"] = 101
    assert case_of(load_record(freibad)).fingerprint != before


def test_properties_hold_title_language_and_the_day_and_nobody(freibad: dict[str, Any], build: Build) -> None:
    for file in build(freibad).word:
        core = docx.Document(io.BytesIO(file.bytes)).core_properties
        assert core.title
        assert core.title.endswith("Freibad Musterhausen eG") or "Freibad Musterhausen eG" in core.title
        assert core.language == "de-DE"
        assert core.created is not None
        assert core.created.date().isoformat() == "2027-03-01" == core.modified.date().isoformat()
        assert (core.author, core.last_modified_by, core.comments) == ("Gemeinwerk", "", "")
        assert "python-docx" not in part(file.bytes, "docProps/core.xml") + part(file.bytes, "docProps/app.xml")


def test_no_paragraph_or_run_carries_formatting_of_its_own(freibad: dict[str, Any], build: Build) -> None:
    for file in build(freibad).word:
        xml = part(file.bytes, "word/document.xml")
        assert not re.search(r"<w:(rFonts|sz|color|b|i|jc|spacing|ind)[ />]", xml), file.name


def test_every_style_is_arial_and_german(freibad: dict[str, Any], build: Build) -> None:
    styles = part(build(freibad)["D01"].bytes, "word/styles.xml")
    assert 'w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"' in styles
    assert 'w:lang w:val="de-DE"' in styles
    assert "asciiTheme" not in styles


def test_sections_and_paragraphs_are_numbered_by_word(freibad: dict[str, Any], build: Build) -> None:
    document = docx.Document(io.BytesIO(build(freibad)["D01"].bytes))
    numbered = {p.style.name for p in document.paragraphs if p._p.pPr is not None and p._p.pPr.numPr is not None}
    assert {"Heading 1", "Absatz", "Nummer"} <= numbered
    assert not any(re.match(r"(§|\(\d)", p.text) for p in document.paragraphs if p.style.name in numbered)


def word_numbers(file: bytes) -> dict[str, str]:
    """Bookmark → number, counted the way Word counts, without any help of our own code."""
    found, section = {}, 0
    for paragraph in docx.Document(io.BytesIO(file)).paragraphs:
        section += paragraph.style.name == "Heading 1"
        for mark in paragraph._p.iter(qn("w:bookmarkStart")):
            found[mark.get(qn("w:name"))] = f"§\u00a0{section}"
    return found


def references(file: bytes) -> list[tuple[str, str]]:
    """Bookmark and stored result of every reference field."""
    xml = part(file, "word/document.xml")
    between = r'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t[^>]*>'
    field = rf"> REF (\S+) \\r \\h {between}([^<]*)<"
    return re.findall(field, xml)


def test_stored_text_of_every_reference_is_the_real_number(freibad: dict[str, Any], build: Build) -> None:
    file = build(freibad)["D01"].bytes
    numbers, stored = word_numbers(file), references(file)
    assert len(stored) >= 10
    assert [(mark, text) for mark, text in stored if numbers[mark] != text] == []


def test_contents_name_every_section_with_its_number_and_a_page(freibad: dict[str, Any], build: Build) -> None:
    paper = build(freibad)["D01"].paper
    entries = next(block for block in paper.blocks if isinstance(block, Contents)).entries
    headings = [b for b in paper.blocks if isinstance(b, Paragraph) and b.style is Style.SECTION]
    assert [(e.label, e.text) for e in entries[:-1]] == [(h.label, h.text) for h in headings]
    assert entries[-1].text == "Unterschriften"
    pages = [entry.page for entry in entries]
    assert pages == sorted(pages)
    assert pages[0] == 2


def test_bookmarks_are_unique(freibad: dict[str, Any], build: Build) -> None:
    xml = part(build(freibad)["D01"].bytes, "word/document.xml")
    ids, names = (
        re.findall(r'bookmarkStart w:id="(\d+)"', xml),
        re.findall(r'bookmarkStart w:id="\d+" w:name="([^"]+)"', xml),
    )
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    assert all(len(name) <= 40 for name in names)


def test_tables_repeat_their_head_and_have_an_alternative_text(freibad: dict[str, Any], build: Build) -> None:
    for file in build(freibad).word:
        for table in docx.Document(io.BytesIO(file.bytes)).tables:
            assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
            if table.style.name == "Liste":
                assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
            assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_lines_to_fill_in_are_controls_with_a_hint_and_no_underscores(freibad: dict[str, Any], build: Build) -> None:
    xml = part(build(freibad)["D04"].bytes, "word/document.xml")
    assert '<w:alias w:val="Tag der Versammlung"/>' in xml
    assert "___" not in xml


def test_header_and_footer_stand_on_every_paper(freibad: dict[str, Any], build: Build) -> None:
    for file in build(freibad).word:
        header, footer = part(file.bytes, "word/header1.xml"), part(file.bytes, "word/footer1.xml")
        assert "Freibad Musterhausen eG" in header
        assert (file.number if file.number != "D00" else "Deckblatt") in header
        assert " PAGE " in footer
        assert " NUMPAGES " in footer


def test_zip_holds_all_papers_with_one_fixed_date(freibad: dict[str, Any], build: Build) -> None:
    papers = build(freibad)
    with zipfile.ZipFile(io.BytesIO(zip_of(papers))) as package:
        assert package.namelist() == sorted(file.filename for file in papers.files)
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert package.testzip() is None


@pytest.mark.parametrize("number", ["D01", "D02", "D03", "D04", "D08", "D11", "D19"])
def test_open_runs_are_controls(number: str, freibad: dict[str, Any], build: Build) -> None:
    file = build(freibad)[number]
    assert (file.state == "prepared") == (number != "D02")
    assert "<w:sdt>" in part(file.bytes, "word/document.xml") or Kind.OPEN not in str(file.paper)


def test_a_signature_block_stays_on_one_page_with_place_and_day(freibad: dict[str, Any], build: Build) -> None:
    """Each row of a short block is kept with the next, and the line for place and day with the block."""
    document = part(build(freibad)["D04"].bytes, "word/document.xml")
    block = document[document.index(">Ort und Tag<") :]
    assert block.count('"UnterzeichnungZusammen"') >= 2
    assert 'w:val="HinweisZusammen"' in document
    assert 'w:val="AbstandZusammen"' in document
    styles = part(build(freibad)["D04"].bytes, "word/styles.xml")
    for style in ("HinweisZusammen", "UnterzeichnungZusammen", "AbstandZusammen"):
        assert "<w:keepNext/>" in styles[styles.index(f'w:styleId="{style}"') :].partition("</w:style>")[0]


def test_a_new_page_begins_with_its_paragraph_and_never_leaves_an_empty_one(
    freibad: dict[str, Any], build: Build
) -> None:
    for file in build(freibad).word:
        assert 'w:br w:type="page"' not in part(file.bytes, "word/document.xml"), file.name
    assert "<w:pageBreakBefore/>" in part(build(freibad)["D17"].bytes, "word/document.xml")


def test_word_is_never_asked_to_update_fields_which_would_make_it_put_a_question(
    freibad: dict[str, Any], build: Build
) -> None:
    for file in build(freibad).word:
        assert "updateFields" not in part(file.bytes, "word/settings.xml"), file.name
