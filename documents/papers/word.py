"""Papers that are a text under `founding/papers`, as Word files: composed, laid out, with the state in the footer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from documents.fields import Phase
from documents.paper_file import Case, PaperFile, State
from documents.papers import compose, templates, texts
from documents.papers.german import long_date, words
from documents.papers.texts import Meta, SourceText
from documents.rendering.blocks import Run, Runs
from documents.rendering.package import Print, word_file
from documents.rendering.pages import with_pages


def word_papers(case: Case) -> list[PaperFile]:
    """The papers that the case calls for, except those that list the others."""
    return [file_of(text, case) for text in _wanted(case, lists=False)]


def listing_papers(case: Case, others: Iterable[PaperFile]) -> list[PaperFile]:
    """The papers that list the others (notary's sheet, list of papers), then the cover, which lists these too."""
    files = list(others)
    made: list[PaperFile] = []
    for text in sorted(_wanted(case, lists=True), key=lambda text: text.meta.number, reverse=True):
        made.append(file_of(text, case, {"papers": sorted([*files, *made], key=lambda file: file.name)}))
    return made


def _wanted(case: Case, *, lists: bool) -> list[SourceText[Meta]]:
    return [
        text for text in texts.papers() if text.meta.lists == lists and templates.holds(text.meta.condition, case.facts)
    ]


def file_of(text: SourceText[Meta], case: Case, more: Mapping[str, Any] | None = None) -> PaperFile:
    """The Word file of one text; `more`: what it reads beside the facts of the case."""
    paper, meta = compose.compose(text, {**case.facts, **(more or {})}), text.meta
    state: State = "prepared" if compose.is_open(paper) else "final"
    blocks, pages = with_pages(paper.blocks)
    whole = replace(paper, blocks=blocks)
    footer = footer_of(state, case, precheck=meta.precheck)
    return PaperFile(
        name=paper.name, number=paper.number, title=paper.title, state=state,
        bytes=word_file(whole, Print(footer, case.day, pages)), missing=compose.missing(paper), paper=whole,
        pages=pages, footer=footer, phase=Phase[meta.phase], confidential=meta.confidential, filed=meta.court_copy,
        signers=paper.meta["signers"], where=paper.meta["where"], due=paper.meta["due"],
    )  # fmt: skip


def footer_of(state: State, case: Case, *, precheck: bool = False) -> Runs:
    """ "vorbereitet, Stand …", before the invitation "Entwurf zur Vorprüfung, Stand …", or "… · Fassung 7f3a 91c2"."""
    known = words()["state"]
    stand = f"{known['as_of']} {long_date(case.day.isoformat())}"
    if precheck and case.phase is Phase.draft:
        return Run(known["draft"], bold=True), Run(f" {stand}")
    if state == "prepared":
        return Run(known["prepared"], bold=True), Run(f" {stand}")
    version = f"{known['version']} {case.fingerprint[:4]} {case.fingerprint[4:]}"
    return (Run(f"{stand} · {version}"),)
