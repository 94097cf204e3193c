"""The PDF papers read back: the words of the Word files, tagged, the same bytes everywhere, right page numbers."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pypdf
import pytest

from documents import paths
from documents.dossier import Dossier, build
from documents.errors import OfficeMissing, PdfError
from documents.operate import build_files
from documents.paper_file import PaperFile
from documents.pdf.files import pdf_files
from documents.pdf.office import office_files
from documents.rendering.blocks import Contents, Runs, Table

ROOT = Path(__file__).parents[2]
SCENARIOS = json.loads((ROOT / "tests/data/foundings.json").read_text("utf8"))["scenarios"]
RECORDS: dict[str, dict[str, Any]] = {row["id"]: row["record"] for row in SCENARIOS}
HOSTILE = "#x $y$ @z \\n <a> *f* _k_ `c` // /* = - + [q] {w} \"D\" 'E' -- --- ... & %"
TOC = "TOC1"
SIGN = re.compile(r"§\d+|\(\d+\)|\d+\.|[a-z]\)|–")


def changed(answers: dict[str, Any]) -> dict[str, Any]:
    record = deepcopy(RECORDS["V1"])
    for path, value in answers.items():
        paths.put(record, path, value)
    return record


CASES = RECORDS | {
    "hostile": changed({"coop.name": f"{HOSTILE} eG", "persons[p1].family_name": HOSTILE}),
    "missing answers": changed({"coop.name": None, "board.member_ids": None, "assembly.chair_rule": None}),
    "one long word": changed({"coop.name": "x" * 117 + " eG"}),
    "many members": changed(
        {"persons": [RECORDS["V1"]["persons"][0] | {"id": f"q{n}", "family_name": f"Muster{n}"} for n in range(60)]}
    ),
}


@cache
def papers(case: str) -> tuple[Dossier, dict[str, bytes]]:
    """The dossier of a case and its PDF files by name."""
    dossier = build(CASES[case])
    return dossier, {file.name: file.bytes for file in pdf_files(dossier.files, dossier.day)}


@pytest.mark.parametrize("case", CASES)
def test_the_pdf_has_the_words_of_the_word_file(case: str) -> None:
    dossier, made = papers(case)
    for file in (file for file in dossier.files if file.suffix == "docx"):
        rest = unexpected(word_paragraphs(file.bytes), pdf_text(made[file.name], file), heads(file))
        assert rest == "", f"{file.name}: {rest[:200]!r}"


def unexpected(paragraphs: list[tuple[str, str]], text: str, heads: set[str]) -> str:
    """Where the PDF first differs from the paragraphs; numbers of paragraphs and repeated heads of tables may come."""
    read = ""
    for style, words in paragraphs:
        wanted = re.sub(r"\d+$", "", words) if style == TOC else words
        again = {head for head in heads if head in read}
        found = next((rest for rest in beginnings(text, again) if spread(wanted, rest)), None)
        if found is None and wanted:
            return f"wanted {wanted[:80]!r}, found {text[:80]!r}"
        text = found[spread(wanted, found) :] if found else text
        read += wanted
        if style == TOC:
            text = re.sub(r"^\d+", "", text)
    return text.replace("\f", "")


def beginnings(text: str, heads: set[str]) -> Iterator[str]:
    """The text without a repeated head of a table at the top of a page, else as it is; without a number."""
    bare = text.lstrip("\f")
    repeated = [bare.removeprefix(head) for head in heads if bare != text and bare.startswith(head)]
    for rest in (*repeated, bare):
        yield rest
        yield SIGN.sub("", rest, count=1) if SIGN.match(rest) else rest


def spread(words: str, text: str) -> int:
    """How many letters of `text` the words take when it begins with them, page breaks left aside; else 0."""
    at = 0
    for letter in words:
        while text[at : at + 1] == "\f":
            at += 1
        if text[at : at + 1] != letter:
            return 0
        at += 1
    return at


def word_paragraphs(file: bytes) -> list[tuple[str, str]]:
    """(style, text without blanks) of each paragraph."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        xml = re.sub(r"<w:instrText.*?</w:instrText>", "", package.read("word/document.xml").decode())
    paragraphs = re.findall(r'<w:p><w:pPr><w:pStyle w:val="(\w+)"/>(.*?)</w:p>', xml, re.DOTALL)
    return [(style, squeezed(unescape(re.sub(r"<[^>]+>", "", content)))) for style, content in paragraphs]


def pdf_text(file: bytes, paper: PaperFile) -> str:
    """The pages without blanks, header and footer taken off (each page must have them), with a feed between pages."""
    reader = pypdf.PdfReader(io.BytesIO(file))
    head = squeezed(paper.paper.header + (paper.paper.mark or paper.number))
    pages = []
    for number, page in enumerate(reader.pages, 1):
        foot = squeezed(f"{plain(paper.footer)}Seite{number}von{len(reader.pages)}")
        text = squeezed(page.extract_text())
        assert (text[: len(head)], text[-len(foot) :]) == (head, foot), (paper.name, number)
        pages.append(text[len(head) : len(text) - len(foot)])
    return "\f".join(pages)


def heads(file: PaperFile) -> set[str]:
    """The heads of the tables, which stand again at the top of a page."""
    tables = (block for block in file.paper.blocks if isinstance(block, Table))
    return {squeezed("".join(map(plain, table.head))) for table in tables}


def plain(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_large_print_has_the_same_words_and_says_so_in_its_footer() -> None:
    dossier, _ = papers("V1")
    for file, word in zip(
        pdf_files([dossier["D01"], dossier["D04"]], dossier.day, large=True), ("D01", "D04"), strict=True
    ):
        assert file.filename == f"{dossier[word].name}_Grossdruck.pdf"
        rest = unexpected(word_paragraphs(dossier[word].bytes), pdf_text(file.bytes, file), heads(file))
        assert (rest, plain(file.footer)[-9:]) == ("", "Großdruck")


def test_every_paper_is_tagged_named_and_in_german() -> None:
    _, made = papers("V1")
    for name, content in made.items():
        reader = pypdf.PdfReader(io.BytesIO(content))
        root: Any = reader.root_object
        xmp, metadata = reader.xmp_metadata, reader.metadata
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("de-DE", True), name
        assert b"<pdfuaid:part>1" in (xmp.stream.get_data() if xmp else b""), name
        assert metadata.title if metadata else "", name


def test_tables_and_headings_are_tagged_as_such() -> None:
    _, made = papers("V1")
    found = set(tags(made["D01_Satzung"])) | set(tags(made["D11_Mitgliederliste"]))
    assert found >= {"/Title", "/H1", "/TOC", "/TOCI", "/Link", "/Table", "/THead", "/TH", "/TD", "/P"}


def tags(file: bytes) -> Iterator[str]:
    """The tags of the structure tree."""
    waiting: list[Any] = [pypdf.PdfReader(io.BytesIO(file)).root_object["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield str(node.get("/S", ""))
            inside = node.get("/K", [])
            waiting += [kid.get_object() for kid in (inside if isinstance(inside, list) else [inside])]


@pytest.mark.parametrize("case", ["V1", "V2", "I7"])
def test_the_table_of_contents_names_the_page_of_each_section(case: str) -> None:
    dossier, made = papers(case)
    pages = [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(made["D01_Satzung"])).pages]
    contents = next(block for block in dossier["D01"].paper.blocks if isinstance(block, Contents))
    for entry in contents.entries:
        heading = squeezed(entry.label + entry.text)
        found = re.search(
            re.escape(heading) + r"(\d+?)(?=§|Unterschriften|Satzung|Entwurf|vorbereitet|Stand)", pages[0]
        )
        assert found, heading
        assert heading in pages[int(found[1]) - 1], heading


def test_bytes_do_not_depend_on_process_time_zone_or_hash_seed() -> None:
    code = (
        "import json,sys,hashlib;from documents.dossier import build;from documents.pdf.files import pdf_files;"
        "made=build(json.load(sys.stdin));"
        "print(hashlib.sha256(b''.join(f.bytes for f in pdf_files(made.files, made.day))).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(CASES["V1"]),
        text=True,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"},
        check=True,
    )
    _, made = papers("V1")
    assert run.stdout.strip() == hashlib.sha256(b"".join(made.values())).hexdigest()


def test_a_letter_that_the_font_lacks_is_a_box_and_stops_no_paper() -> None:
    dossier = build(changed({"coop.name": "Laden 日本 😀 eG"}))
    made = {file.name: file.bytes for file in pdf_files(dossier.files, dossier.day)}
    assert "Laden□□□" in squeezed(pypdf.PdfReader(io.BytesIO(made["D00_Deckblatt"])).pages[0].extract_text())


def test_the_command_line_writes_a_pdf_beside_each_word_file(tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    record.write_text(json.dumps(CASES["V1"]), "utf8")
    paths = build_files(record, tmp_path / "out", pdf_by="typst")
    word = {path.stem for path in paths if path.suffix == ".docx"}
    assert word
    assert {path.stem for path in paths if path.suffix == ".pdf"} == word


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="needs apt-get install --no-install-recommends libreoffice-writer"
)
def test_libreoffice_makes_a_pdf_of_each_word_file_in_one_start() -> None:
    dossier, _ = papers("V1")
    some = dossier.files[:3]
    made = office_files(some)
    assert [file.filename for file in made] == [f"{file.name}.pdf" for file in some]
    assert all(file.bytes.startswith(b"%PDF") for file in made)


def test_without_libreoffice_the_wish_for_it_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "record.json"
    record.write_text(json.dumps(CASES["V1"]), "utf8")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(OfficeMissing, match="not installed"):
        build_files(record, tmp_path / "out", pdf_by="libreoffice")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("script", "reason"), [("exit 0", "made no D00"), ("exit 1", "failed")])
def test_an_office_that_makes_nothing_is_an_error(
    script: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PdfError, match=reason):
        office_files(papers("V1")[0].files[:1])
