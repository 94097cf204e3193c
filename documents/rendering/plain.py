"""The words of a paper without its look: for comparing papers, for reading them aloud, for tracing a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from documents.rendering.blocks import (
    Block,
    Contents,
    Kind,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Runs,
    Signatures,
    Source,
    Table,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a cell or the hint of a line: its text as it is read (number included), and where it comes from.

    `paths`: the answers that stand in it; `label`: its number, with which `text` begins.
    """

    text: str
    source: Source
    paths: tuple[str, ...] = ()
    label: str = ""

    @property
    def words(self) -> str:
        """The text without its number, which shifts when a clause before it comes or goes."""
        return self.text.removeprefix(self.label).lstrip()


def passages(paper: Paper) -> Iterator[Passage]:
    """All passages in reading order, the header first; places to write are left out."""
    yield Passage(paper.header, Source(paper.number, (), paper.basis))
    for block in paper.blocks:
        if isinstance(block, Contents | PageBreak | Picture):
            continue
        label = block.label if isinstance(block, Paragraph) else ""
        yield from (Passage(text, block.source, _paths(runs), label) for text, runs in _texts(block) if text)


def plain_text(paper: Paper) -> str:
    """One passage a line."""
    return "\n".join(passage.text for passage in passages(paper))


def _texts(block: Block) -> Iterator[tuple[str, Runs]]:
    match block:
        case Paragraph(label=label, runs=runs):
            yield f"{label} {read(runs)}".strip(), runs
        case Table(head=head, rows=rows):
            yield from ((read(cell), cell) for row in (head, *rows) for cell in row)
        case Lines(lines=lines):
            for line in lines:
                yield f"{line.hint}: {read(line.value)}" if line.value else line.hint, line.value
        case Signatures(names=names):
            yield from ((read(name), name) for name in names)


def _paths(runs: Runs) -> tuple[str, ...]:
    return tuple(dict.fromkeys(run.path for run in runs if run.path))


def read(runs: Runs) -> str:
    """Missing answers stand in brackets, as they do in Word; a place to write has no text."""
    shown = (
        f"[{run.text}]" if run.kind is Kind.GAP else run.text for run in runs if run.kind not in (Kind.OPEN, Kind.SIGN)
    )
    return "".join(shown)
