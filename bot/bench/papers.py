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
from documents.record import load_record
from documents.rendering.plain import plain_text

RECORDS = ROOT / "tests/data/foundings.json"
ROUNDS = 20


def papers() -> list[Row]:
    """Rows of the papers benchmark."""
    record = json.loads(RECORDS.read_text("utf8"))["scenarios"][0]["record"]
    dossier = build(load_record(record))
    ours = _timed(lambda: build(load_record(record)))
    rows = [Row("papers", f"{len(dossier.files)} Word files, warm", ours, "ms", "≤ 100 for 14")]
    peer = _docxtpl(dossier, record["coop"]["name"])
    if peer is None:
        return rows
    theirs = _timed(peer)
    return [*rows, Row("papers", "the same texts by docxtpl", theirs, "ms", "", f"{theirs / ours:.1f} × ours")]


def _timed(work: Callable[[], Any]) -> float:
    work()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


def _docxtpl(dossier: Dossier, name: str) -> Callable[[], None] | None:
    """The peer's work on templates with our lines; None where it is not installed."""
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

    def work() -> None:
        for content in templates:
            template = DocxTemplate(io.BytesIO(content))
            template.render({"name": name}, autoescape=True)
            template.save(io.BytesIO())

    return work
