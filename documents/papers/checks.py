"""What the texts of the papers name is there: what they are given, clauses, directives, anchors. Asked at the start.

Each text is right in itself when `texts.py` has read it; here they are held against each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from data.content import ContentError, text_of
from data.suggestions import nearest
from documents.papers.compose import CLAUSE
from documents.papers.reading import ANCHOR, DIRECTIVES
from documents.papers.texts import ClauseMeta, Meta, SourceText, clauses, papers

DIRECTIVE = re.compile(r"^:: (\w+)")
REFERENCE = re.compile(r"\b(?:ref|para)\(\"([a-z_0-9]+)\"\)")

AnyText = SourceText[Meta] | SourceText[ClauseMeta]


def check_all(given: Collection[str]) -> None:
    """Raises ContentError for the first name that is not there. `given`: the names that every text may read."""
    everything: list[AnyText] = [*clauses().values(), *papers()]
    known = {"clause": set(clauses()), "directive": {*DIRECTIVES, "clause"}, "anchor": set(_anchors(everything))}
    for text in everything:
        for name, line in text.names.items():
            if name not in given and not (name == "papers" and getattr(text.meta, "lists", False)):
                raise ContentError(text.path, line, f"a text is given nothing called {name!r}", nearest(name, given))
        for line, kind, name in _named(text):
            if name not in known[kind]:
                raise ContentError(text.path, line, f"there is no {kind} {name!r}", nearest(name, known[kind]))


def _anchors(everything: list[AnyText]) -> Iterator[Any]:
    for text in everything:
        yield from ANCHOR.findall(text_of(text.path))


def _named(text: AnyText) -> Iterator[tuple[int, str, str]]:
    """Line, kind and name of everything that a text names literally."""
    for number, line in enumerate(text_of(text.path).split("\n"), 1):
        if found := DIRECTIVE.match(line):
            yield number, "directive", found[1]
        if line.startswith(CLAUSE) and "{{" not in line:
            yield number, "clause", line.removeprefix(CLAUSE).strip()
        yield from ((number, "anchor", anchor) for anchor in REFERENCE.findall(line))
