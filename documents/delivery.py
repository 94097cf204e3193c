"""From the answers of a founding to its dossier, and what each of its clauses says, to see later what differs.

The same answers give the same delivery, on every day, as long as texts and rules stay as they are.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.answered import SKIPPED, Facts
from documents.dossier import Dossier, build, zip_of
from documents.interview.engine import full_record
from documents.papers import texts
from documents.record import Record
from documents.rendering.blocks import Paper
from documents.rendering.plain import passages
from documents.rules.check import Finding, check_fields

HASH_LENGTH = 16
Texts = dict[str, dict[str, str]]
"""Paper → clause (or the paper's own number) → words or their hash."""


@dataclass(frozen=True)
class Delivery:
    """A dossier with the answers, the record and the findings behind it."""

    facts: Facts
    record: Record
    dossier: Dossier
    findings: Sequence[Finding]


def deliver(facts: Facts, letterhead: Sequence[str] = ()) -> Delivery:
    """The dossier that these answers give; rules are asked only about facts that were settled."""
    record = full_record(facts)
    settled = {path for path, kind in facts.status.items() if kind != SKIPPED}
    day = facts.last_at.date() if facts.last_at else None
    return Delivery(facts, record, build(record, as_of=day, letterhead=letterhead), check_fields(record, settled))


def law_of(dossier: Dossier) -> date:
    """The latest day of the statute texts to which its papers and clauses are written."""
    names, clauses = {file.name for file in dossier.files}, texts.clauses()
    used = {clause for words in words_of(dossier).values() for clause in words}
    papers = [text.meta.law for text in texts.papers() if text.meta.name in names]
    return max([*papers, *(clauses[clause].meta.law for clause in used & clauses.keys())], default=date.min)


def words_of(dossier: Dossier) -> Texts:
    """What each clause of each paper says, without its numbers, one passage a line."""
    return {file.name: _words(file.paper) for file in dossier.files if file.paper.blocks}


def _words(paper: Paper) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for passage in passages(paper):
        found[passage.source.clause or paper.number].append(passage.words)
    return {clause: "\n".join(lines) for clause, lines in found.items()}


def hashes_of(words: Texts) -> Texts:
    """The same as hashes, which say nothing of a person."""
    return {paper: {clause: _hash(text) for clause, text in own.items()} for paper, own in words.items()}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def files_hash(dossier: Dossier) -> str:
    """SHA-256 of all files together."""
    return hashlib.sha256(zip_of(dossier)).hexdigest()
