"""The produced files beside real readers: openxml-audit (as Word checks), LibreOffice (recomputes every field)."""

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
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator

from documents import paths
from documents.dossier import Dossier, build, zip_of
from documents.rendering.blocks import Contents

ROOT = Path(__file__).parents[3]
RECORD = json.loads((ROOT / "tests" / "data" / "freibad.json").read_text("utf8"))
OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    not (OFFICE and shutil.which("pdftotext")),
    reason="needs apt-get install --no-install-recommends libreoffice-writer poppler-utils fonts-liberation",
)

CASES: dict[str, dict[str, Any]] = {
    "as it is": {},
    "no supervisory board": {"supervisory.exists": False, "supervisory.agent_id": "p3", "supervisory.member_ids": []},
    "markup in names": {"coop.name": "A & B <C> \"D\" 'E' {{ x }} **f** eG", "persons[p1].family_name": "O'D & <W>"},
    "long name": {"coop.name": "x" * 117 + " eG"},
    "answers missing": {"coop.name": None, "assembly.chair_rule": None, "board.member_ids": None},
    "meeting held": {"events.founded_on": "2027-03-20", "events.votes.statutes": {"yes": 7, "no": 0, "abstain": 0}},
    "text form, loans, things, minors": {
        "founding.variant": "text_form",
        "founding.text_declaration_ids": ["p1", "p2", "p3"],
        "founding.meeting_format": "hybrid",
        "coop.consumer_distance_joining": True,
        "capital.in_kind_planned": True,
        "capital.member_loans.planned": True,
        "persons[p3].birth_date": "2012-02-29",
        "persons[p4].joining_declaration": True,
        "persons[p4].signed_statutes": False,
        "persons[p4].shares": 7,
    },
    "many clauses": {
        "membership.investing_allowed": True,
        "membership.investing_vote": "capped",
        "membership.investing_vote_cap_pct": 10,
        "membership.investing_approval_organ": "general_assembly",
        "capital.minimum_capital": {"type": "fixed", "value": 9000, "base": None},
        "profit.interest_enabled": True,
        "profit.interest_fixed_pct": 2,
        "profit.patronage_refund": True,
        "assembly.delegates_assembly.enabled": True,
        "assembly.delegates_assembly.size": 60,
    },
}


def record(case: str) -> dict[str, Any]:
    made = deepcopy(RECORD)
    for path, value in CASES[case].items():
        paths.put(made, path, value)
    return made


@pytest.mark.parametrize("case", CASES)
def test_word_opens_every_file_without_repair(case: str, tmp_path: Path) -> None:
    validator = OpenXmlValidator()
    for file in build(record(case)).word:
        path = tmp_path / file.filename
        path.write_bytes(file.bytes)
        assert [str(error) for error in validator.validate(path).errors] == [], file.name


def test_bytes_do_not_depend_on_process_time_zone_or_hash_seed() -> None:
    code = (
        "import json,sys,hashlib;from documents.dossier import build,zip_of;"
        "print(hashlib.sha256(zip_of(build(json.load(sys.stdin)))).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(RECORD),
        text=True,
        capture_output=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"},
        check=True,
    )
    assert run.stdout.strip() == hashlib.sha256(zip_of(build(RECORD))).hexdigest()


def statutes_as_pdf(dossier: Dossier, folder: Path) -> list[str]:
    """The pages of D01 as LibreOffice lays them out, every field computed anew."""
    file = folder / "D01.docx"
    file.write_bytes(dossier["D01"].bytes)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = str(folder / "D01.pdf")
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
    return text.replace("\u00a0", " ").split("\f")[:-1]


@needs_office
@pytest.mark.parametrize("case", ["as it is", "many clauses"])
def test_page_numbers_and_references_are_those_that_a_word_processor_computes(case: str, tmp_path: Path) -> None:
    dossier = build(record(case))
    pages = statutes_as_pdf(dossier, tmp_path)
    entries = next(block for block in dossier["D01"].paper.blocks if isinstance(block, Contents)).entries
    wrong = [e for e in entries if not re.search(rf"(?m)^ *{re.escape(heading(e.label, e.text))}$", pages[e.page - 1])]
    assert len(wrong) <= len(entries) // 30, wrong
    assert words(" ".join(pages)) >= words(plain(dossier["D01"].bytes))


def heading(label: str, text: str) -> str:
    return f"{label} {text}".strip().replace("\u00a0", " ")


def plain(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        xml = re.sub(r"<w:instrText.*?</w:instrText>", "", package.read("word/document.xml").decode())
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:tab/>|<w:br/>", " ", xml)))


def words(text: str) -> set[str]:
    """The references as they are read: "§ 12", "§ 5 Absatz 2"."""
    return set(re.findall(r"§ \d+(?: Absatz \d+)?", re.sub(r"\s+", " ", text.replace("\u00a0", " "))))
