"""Records that broke such products elsewhere (merchant's and, control characters, empty parts, names), as all files."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pypdf
import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from documents.dossier import build, zip_of
from documents.pdf.files import pdf_files
from documents.trace.find import find

CASES = Path(__file__).parents[2] / "data" / "cases"
FOUNDINGS = CASES.parent / "foundings.json"
NAMES = ("kaufmanns-und", "steuerzeichen", "leere-teile", "namen")
OFFICE = (".docx", ".xlsx")
HOLES = re.compile(r"\bNone\b|\bnull\b|, ,|\(\)|: ,|\bundefined\b")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\xad\u200b\ufeff\u2028]")


@cache
def record(name: str) -> dict[str, Any]:
    if name == "V1":
        found: dict[str, Any] = json.loads(FOUNDINGS.read_text("utf8"))["scenarios"][0]["record"]
        return found
    return dict(json.loads((CASES / f"record-{name}.json").read_text("utf8")))


@cache
def files(name: str) -> dict[str, bytes]:
    """Everything that `founding build --pdf` writes."""
    dossier = build(record(name))
    return {file.filename: file.bytes for file in (*dossier.files, *pdf_files(dossier.files, dossier.day))}


@cache
def words(name: str) -> dict[str, str]:
    """What a reader sees in each file."""
    return {
        file: " ".join(_words(file, content).replace("\u00a0", " ").split()) for file, content in files(name).items()
    }


def _words(file: str, content: bytes) -> str:
    if file.endswith(".pdf"):
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if file.endswith(".xlsx"):
        book = load_workbook(io.BytesIO(content))
        return " ".join(
            str(c) for sheet in book for row in sheet.iter_rows(values_only=True) for c in row if c is not None
        )
    return " ".join(unescape(re.sub("<[^>]+>", "", part.replace("</w:p>", " "))) for part in _parts(content, "word/"))


def _parts(content: bytes, folder: str) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.startswith(folder) and name.endswith(".xml")]
        yield from (package.read(name).decode() for name in names if not name.endswith(("styles.xml", "numbering.xml")))


@pytest.mark.parametrize("name", NAMES)
def test_every_office_file_opens_without_repair(name: str, tmp_path: Path) -> None:
    validator = OpenXmlValidator()
    for file, content in files(name).items():
        if file.endswith(OFFICE):
            (tmp_path / file).write_bytes(content)
            assert [str(error) for error in validator.validate(tmp_path / file).errors] == [], file


@pytest.mark.parametrize("name", NAMES)
def test_no_paper_has_a_hole_a_control_character_or_a_second_version(name: str) -> None:
    for file, text in words(name).items():
        assert HOLES.search(text) is None, (file, HOLES.search(text))
        assert CONTROL.search(text) is None, file
    assert zip_of(build(record(name))) == zip_of(build(json.loads(json.dumps(record(name)))))


def test_the_merchants_and_and_its_like_stand_literally_everywhere() -> None:
    given = record("kaufmanns-und")
    name, place = given["coop"]["name"], given["founding"]["meeting_place"]
    shown = words("kaufmanns-und")
    assert all(name in text for file, text in shown.items() if file.endswith((".docx", ".xlsx")))
    assert "Café <fair & nah>, {{ Paketstelle }} und 50 %" in shown["D01_Satzung.docx"]
    assert place in shown["D02_Einladung.docx"]
    assert "O'Donnell & Mustermann" in shown["D11_Mitgliederliste.docx"]
    assert "{{ Paketstelle }}" in shown["D01_Satzung.pdf"]
    assert "O'Donnell & Mustermann" in shown["D11_Mitgliederliste.pdf"]


def test_control_characters_are_cleaned_and_words_stay_whole() -> None:
    shown = words("steuerzeichen")
    for file in ("D01_Satzung.docx", "D01_Satzung.pdf"):
        assert "Nahversorgungsladens" in shown[file], file
        assert "offiziell: Treffpunkt" in shown[file], file
    (place,) = [place for place in find(build(record("steuerzeichen")).files, "Nahversorgungsladens") if place][:1]
    assert place


def test_names_stand_letter_for_letter_with_glyphs_for_all() -> None:
    shown = words("namen")
    for person in record("namen")["persons"]:
        for file in ("D11_Mitgliederliste.docx", "D11_Mitgliederliste.pdf"):
            for part in (person["family_name"], person["given_names"]):  # a cell of the PDF breaks its lines
                assert re.sub(r"\s", "", part) in re.sub(r"\s", "", shown[file]), (file, part)


@pytest.mark.parametrize("name", ["V1", "kaufmanns-und"])
def test_properties_name_no_person_no_library_and_no_other_day(name: str) -> None:
    given = record(name)
    private = [
        p[key] for p in given["persons"] for key in ("street", "birth_date", "email", "family_name") if p.get(key)
    ]
    for file, content in files(name).items():
        said = " ".join(_properties(file, content))
        assert [secret for secret in private if len(secret) > 4 and secret in said] == [], file
        assert not re.search("python-docx|openpyxl|XlsxWriter", said), (file, said)
        days = set(re.findall(r"\b20\d\d-?\d\d-?\d\d(?=T|\d{6})", said))
        assert {day.replace("-", "") for day in days} <= {f"{build(given).day:%Y%m%d}"}, file
        if file.endswith(OFFICE):
            assert not re.search("<Company>[^<]|comments|custom", said), file


def _properties(file: str, content: bytes) -> list[str]:
    if file.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(content))
        xmp = reader.trailer["/Root"].get("/Metadata")
        return [str(reader.metadata), xmp.get_object().get_data().decode() if xmp else ""]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [*package.namelist(), *_parts(content, "docProps/")]
