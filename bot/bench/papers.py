"""The founding papers: our dossier beside docxtpl, which fills templates with the same texts, in the same run."""

from __future__ import annotations

import io
import json
import time
from collections.abc import Callable
from typing import Any

from bot.bench.row import Row, median
from bot.paths import ROOT
from documents.dossier import Dossier, build
from documents.pdf.files import pdf_files
from documents.record import Record, load_record
from documents.rendering.plain import plain_text

RECORDS = ROOT / "tests/data/foundings.json"
ROUNDS = 20
FOURTEEN = 14
"""So many papers the budget is for; the case has more by now."""


def papers() -> list[Row]:
    """Rows of the papers benchmark: Word and PDF."""
    case = record()
    dossier = build(case)
    ours = timed(lambda: build(case))
    pdf = timed(lambda: pdf_files(dossier.files, dossier.day))
    count = len(dossier.files)
    rows = [
        Row("papers", f"{count} papers as Word, warm", ours, "ms"),
        Row("papers", "14 of them", ours * FOURTEEN / count, "ms", "≤ 100"),
        Row("papers", f"{count} papers as Word and PDF, warm", ours + pdf, "ms"),
        Row("papers", "14 of them", (ours + pdf) * FOURTEEN / count, "ms", "≤ 1,000"),
    ]
    peer = docxtpl(dossier, case["coop"]["name"])
    if peer is None:
        return rows
    theirs = timed(peer)
    return [*rows, Row("papers", "the same texts by docxtpl", theirs, "ms", "", f"{theirs / ours:.1f} × Word")]


def record() -> Record:
    """The founding that is measured."""
    return load_record(json.loads(RECORDS.read_text("utf8"))["scenarios"][0]["record"])


def timed(work: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Milliseconds that the work takes once it is warm, the middle of `rounds`; 0 rounds: cold, the first time."""
    taken = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken[-rounds:])


def docxtpl(dossier: Dossier, name: str) -> Callable[[], list[bytes]] | None:
    """The peer's work on templates with our lines, which gives its files; None where it is not installed."""
    try:
        from docx import Document
        from docxtpl.template import DocxTemplate
    except ImportError:
        return None
    templates = []
    for file in dossier.files:
        document = Document()
        for line in plain_text(file.paper).splitlines():
            document.add_paragraph(line.replace(name, "{{ name }}"))
        content = io.BytesIO()
        document.save(content)
        templates.append(content.getvalue())

    def fill(content: bytes) -> bytes:
        template, out = DocxTemplate(io.BytesIO(content)), io.BytesIO()
        template.render({"name": name}, autoescape=True)
        template.save(out)
        return out.getvalue()

    return lambda: [fill(content) for content in templates]
