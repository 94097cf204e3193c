"""The founding papers of one record as Word files: which there are, which are final, what is missing.

The same record and day give the same bytes. Texts and clauses are data under `founding/`; the law is theirs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from documents.fields import Phase
from documents.papers import compose, progress, templates, texts
from documents.papers.german import long_date, words
from documents.record import Record, load_record
from documents.rendering.blocks import Paper, Run, Runs
from documents.rendering.package import Print, word_file, zip_bytes
from documents.rendering.pages import with_pages

State = Literal["final", "prepared"]


@dataclass(frozen=True)
class PaperFile:
    """One paper as a file. `missing`: answers that the group still owes it; `paper`: its blocks, for text and trace."""

    name: str
    number: str
    title: str
    state: State
    bytes: bytes
    missing: tuple[str, ...] = ()
    paper: Paper = field(repr=False, default=Paper("", "", "", "", ()))

    @property
    def filename(self) -> str:
        """`D01_Satzung.docx`."""
        return f"{self.name}.docx"


@dataclass(frozen=True)
class Dossier:
    """All papers of a record, the cover first; `day` stands on each, `fingerprint` on the final ones."""

    files: tuple[PaperFile, ...]
    phase: Phase
    day: date
    fingerprint: str

    def __getitem__(self, number: str) -> PaperFile:
        return next(file for file in self.files if file.number == number)


def build(record: Mapping[str, Any] | Record, *, as_of: date | None = None) -> Dossier:
    """All papers that the record calls for. `as_of`: the day of the last answer (see `progress.day_of`).

    Raises RecordError where the record has not the shape of one.
    """
    known = load_record(record)
    day, fingerprint = as_of or progress.day_of(known), known.hash[:8]
    facts = compose.facts_of(known) | {"day": day.isoformat(), "fingerprint": fingerprint}
    wanted = [text for text in texts.papers() if templates.holds(text.meta.condition, facts)]
    cover, *others = wanted
    files = [_file(compose.compose(text, facts), day, fingerprint) for text in others]
    first = _file(compose.compose(cover, facts | {"papers": _listed(files)}), day, fingerprint)
    return Dossier((first, *files), progress.phase(known), day, fingerprint)


def zip_of(dossier: Dossier) -> bytes:
    """All files as one zip, the same bytes for the same dossier."""
    return zip_bytes({file.filename: file.bytes for file in dossier.files})


def _file(paper: Paper, day: date, fingerprint: str) -> PaperFile:
    state: State = "prepared" if compose.is_open(paper) else "final"
    blocks, pages = with_pages(paper.blocks)
    whole = replace(paper, blocks=blocks)
    printed = Print(_state_line(state, day, fingerprint), day, pages)
    return PaperFile(
        paper.name, paper.number, paper.title, state, word_file(whole, printed), compose.missing(paper), whole
    )


def _state_line(state: State, day: date, fingerprint: str) -> Runs:
    """The footer: "vorbereitet, Stand …", or "Stand … · Fassung 7f3a 91c2"."""
    known = words()["state"]
    stand = f"{known['as_of']} {long_date(day.isoformat())}"
    if state == "prepared":
        return Run(known["prepared"], bold=True), Run(f" {stand}")
    return (Run(f"{stand} · {known['version']} {fingerprint[:4]} {fingerprint[4:]}"),)


def _listed(files: list[PaperFile]) -> dict[str, list[dict[str, str]]]:
    """The papers as the cover lists them, by state."""
    rows: dict[str, list[dict[str, str]]] = {"final": [], "prepared": []}
    for file in files:
        rows[file.state].append({"number": file.number, "title": file.title, **file.paper.meta})
    return rows
