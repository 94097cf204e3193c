"""The finance plan among the papers of a dossier (D15)."""

from __future__ import annotations

from collections.abc import Iterable

from documents.fields import Phase
from documents.finance.assumptions import assumptions
from documents.finance.model import plan
from documents.finance.words import words
from documents.finance.workbook import finance_file
from documents.paper_file import Case, PaperFile, State
from documents.papers.sheet import label_of
from documents.papers.word import footer_of


def finance_papers(case: Case) -> Iterable[PaperFile]:
    """D15, prepared while figures are missing: an open field can be filled in, and the file recalculates."""
    known = words().paper
    made = plan(assumptions(case.record))
    missing = tuple(label_of(path) for path in made.given.open)
    state: State = "prepared" if missing else "final"
    footer = footer_of(state, case)
    header = f"{known.header} {case.record.get('coop.name', '')}".strip()
    content = finance_file(made, case.day, header, "".join(run.text for run in footer))
    yield PaperFile(
        name=known.name, number=known.number, title=known.title, state=state, bytes=content, missing=missing,
        footer=footer, phase=Phase.draft, signers=known.signers, where=known.where, due=known.due, suffix="xlsx",
    )  # fmt: skip
