"""What differs between two drafts of the same papers, clause by clause and word by word, and which answers did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from documents.dossier import Dossier
from documents.papers import texts
from documents.papers.sheet import label_of
from documents.record import Record
from documents.rendering.plain import passages
from documents.trace.origin import Given

Kind = Literal["same", "gone", "new"]
Clauses = dict[tuple[str, str], "Clause"]


@dataclass(frozen=True)
class Piece:
    """Words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Cause:
    """An answer that differs; `given`: who asked for the new one and when, where it is known."""

    path: str
    label: str
    before: Any
    after: Any
    given: Given | None = None


@dataclass(frozen=True)
class Change:
    """One passage that differs. `paper`: "D01 Satzung"; `clause`: the title of the clause, empty outside of one.

    Without causes it follows from another change (a number moved), or a paper of another phase came.
    """

    paper: str
    clause: str
    pieces: tuple[Piece, ...]
    causes: tuple[Cause, ...] = ()


@dataclass
class Clause:
    """The passages of a clause in one paper, and the answers that its text and its condition read."""

    paper: str
    title: str
    words: list[str]
    fields: set[str]


def changes(
    before: Dossier, after: Dossier, records: tuple[Record, Record], given: Mapping[str, Given] | None = None
) -> list[Change]:
    """All changes, in the order of the papers; `records`: those behind the two dossiers."""
    old, new = _clauses(before), _clauses(after)
    return [
        Change(clause.paper, clause.title, pieces, tuple(_causes(clause.fields, records, given or {})))
        for key in dict.fromkeys([*new, *old])
        for clause in [new.get(key) or old[key]]
        for pieces in _passages(old[key].words if key in old else [], new[key].words if key in new else [])
    ]


def _clauses(dossier: Dossier) -> Clauses:
    """(paper, clause) → what it says; papers that only list the others say nothing of their own."""
    found: Clauses = {}
    lists = {text.meta.name for text in texts.papers() if text.meta.lists}
    for file in (file for file in dossier.files if file.name not in lists):
        for passage in passages(file.paper):
            name = passage.source.clause or file.number
            known = texts.clauses().get(name)
            title = known.meta.title if known else ""
            clause = found.setdefault((file.name, name), Clause(f"{file.number} {file.title}", title, [], set()))
            clause.words.append(passage.words)
            clause.fields |= {*passage.source.fields, *passage.paths}
    return found


def _passages(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Each passage that differs; one that was rewritten is compared word by word with what stood there."""
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        old, new = list(before[i:j]), list(after[k:m])
        yield from (words(a, b) for a, b in zip(old, new, strict=False))
        yield from ((Piece("gone", text),) for text in old[len(new) :])
        yield from ((Piece("new", text),) for text in new[len(old) :])


def words(before: str, after: str) -> tuple[Piece, ...]:
    """Two versions of a passage, word by word."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(old[i:j])))
            continue
        pieces += [Piece("gone", " ".join(old[i:j]))] if j > i else []
        pieces += [Piece("new", " ".join(new[k:m]))] if m > k else []
    return tuple(pieces)


def _causes(paths: Iterable[str], records: tuple[Record, Record], given: Mapping[str, Given]) -> Iterator[Cause]:
    before, after = records
    for path in sorted(paths):
        old, new = before.get(path), after.get(path)
        if old != new:
            yield Cause(path, label_of(path), old, new, given.get(path))
