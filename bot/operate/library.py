"""`library …`: search, show, stale facts and the index on the command line; the library itself answers."""

from __future__ import annotations

import json
import sys

from data.clock import system_now
from data.library import Library, UnknownRecord, operate
from data.settings import read_settings


def search(text: str, *, as_json: bool) -> int:
    """One query, or one a line from standard input for "-"."""
    library = _library()
    if text == "-":
        for line in operate.search_lines(library, sys.stdin):
            print(line, flush=True)
        return 0
    found = operate.search(library, text)
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    for hit in () if as_json else found["results"]:
        print(f"{hit['kind']:<10} {hit['id']:<45} {hit['title']}")
    return 0


def show(ident: str, *, as_json: bool) -> int:
    """Everything known of one record."""
    try:
        found = operate.show(_library(), ident)
    except UnknownRecord as error:
        print(f"gemeinwerk: {error}", file=sys.stderr)
        return 2
    print(json.dumps(found, ensure_ascii=False, indent=None if as_json else 1))
    return 0


def stale(*, as_json: bool) -> int:
    """Facts older than twelve months."""
    found = operate.stale_facts(_library(), system_now().date())
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    for fact in () if as_json else found:
        print("  ".join(fact.values()))
    return 0


def index() -> int:
    """Encode the sentences of the library anew; editors run it after a change."""
    print(f"{operate.index()} sentences")
    return 0


def _library() -> Library:
    return Library.load(cache=read_settings().var_dir / "cache")
