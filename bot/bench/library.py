"""Library search: quality on our own questions and time a query."""

from __future__ import annotations

import time
from pathlib import Path

from bot.bench.row import Row, median
from bot.paths import ROOT
from data.content import load
from data.library import Library

QUESTIONS = ROOT / "tests/unit/library/questions.yml"


def library() -> list[Row]:
    """Rows of the search benchmark."""
    began = time.perf_counter()
    found = Library.load()
    loaded = time.perf_counter() - began
    first = three = 0
    taken = []
    pairs = load(Path(QUESTIONS))
    found.search(pairs[0]["q"])
    for pair in pairs:
        began = time.perf_counter()
        ids = [hit.id for hit in found.search(pair["q"])[:3]]
        taken.append((time.perf_counter() - began) * 1000)
        first += bool(ids) and ids[0] in pair["any_of"]
        three += bool(set(ids) & set(pair["any_of"]))
    return [
        Row("library", "load", loaded, "s"),
        Row("library", "time a query", median(taken), "ms", "≤ 10"),
        Row("library", f"right id first, {len(pairs)} questions", first / len(pairs), ""),
        Row("library", "right id among the first three", three / len(pairs), "", "≥ 0.97"),
    ]
