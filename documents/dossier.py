"""The founding papers of one record as files: which there are, which are final, what is missing.

The same record and day give the same bytes. Texts and clauses are data under `founding/`; the law is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from documents.fields import Phase
from documents.finance.paper import finance_papers
from documents.paper_file import Builder, Case, PaperFile
from documents.papers import compose, progress
from documents.papers.word import listing_papers, word_papers
from documents.record import Record, load_record
from documents.rendering.package import zip_bytes

BUILDERS: tuple[Builder, ...] = (word_papers, finance_papers)
"""Who makes the papers: those that are a text under founding/papers first, then a builder for each other kind."""


@dataclass(frozen=True)
class Dossier:
    """All papers of a record, the cover first; `day` stands on each, `fingerprint` on the final ones."""

    files: tuple[PaperFile, ...]
    phase: Phase
    day: date
    fingerprint: str

    @property
    def now(self) -> tuple[PaperFile, ...]:
        """The cover, and those that are used in the phase in which the founding is."""
        return tuple(file for file in self.files if file.phase is self.phase or file is self.files[0])

    @property
    def word(self) -> tuple[PaperFile, ...]:
        """Those that are Word files."""
        return tuple(file for file in self.files if file.suffix == "docx")

    def __getitem__(self, number: str) -> PaperFile:
        return next(file for file in self.files if file.number == number)


def build(record: Mapping[str, Any] | Record, *, as_of: date | None = None, letterhead: Sequence[str] = ()) -> Dossier:
    """All papers that the record calls for. `as_of`: the day of the last answer (see `progress.day_of`).

    `letterhead`: lines of the municipality or the coach for the cover. Raises RecordError where the record has not
    the shape of one.
    """
    case = case_of(load_record(record), as_of, letterhead)
    files = [file for builder in BUILDERS for file in builder(case)]
    ordered = sorted([*files, *listing_papers(case, files)], key=lambda file: file.name)
    return Dossier(tuple(ordered), case.phase, case.day, case.fingerprint)


def case_of(record: Record, as_of: date | None = None, letterhead: Sequence[str] = ()) -> Case:
    """What the builders are given for a record."""
    day, fingerprint = as_of or progress.day_of(record), record.hash[:8]
    own = {"day": day.isoformat(), "fingerprint": fingerprint, "letterhead": list(letterhead)}
    return Case(record, compose.facts_of(record) | own, progress.phase(record), day, fingerprint)


def zip_of(dossier: Dossier) -> bytes:
    """All files as one zip, the same bytes for the same dossier."""
    return zip_bytes({file.filename: file.bytes for file in dossier.files})
