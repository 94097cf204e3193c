"""Puts one paper together: its text, the clauses it names, numbers and references, and what is still open in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from data.content import ContentError
from documents.fields import Phase
from documents.finance.facts import FinanceFacts
from documents.papers import german, progress, templates, texts
from documents.papers.lines import unmarked
from documents.papers.numbering import UnknownAnchor, number
from documents.papers.people import People
from documents.papers.reading import Reader
from documents.papers.sheet import Gap, Place, Reference, Sheet
from documents.papers.texts import ClauseMeta, Meta, SourceText
from documents.papers.values import Answers, value_at
from documents.precheck.facts import PrecheckFacts
from documents.record import Record
from documents.rendering.blocks import (
    Block,
    Kind,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
    Source,
    Style,
    runs_of,
    with_source,
)
from documents.rendering.plain import read

CLAUSE = ":: clause "
HEADS = (Style.SECTION, Style.HEADING)


def facts_of(record: Record) -> dict[str, Any]:
    """What every text may read: the record, the people, what happened. `sheet` is added per paper."""
    known = {section: Answers(section, record.data.get(section)) for section in templates.PARTS}
    people, reached = People(record), progress.phase(record)

    def vote(name: str) -> Any:
        return Answers(f"events.votes.{name}", progress.vote(record, name))

    def election(organ: str, person: Any) -> Any:
        return Answers("events.elections", progress.election(record, organ, str(person.id)))

    return {
        **known,
        "people": people,
        "phase": {phase.name: reached >= phase for phase in Phase},
        "vote": vote,
        "election": election,
        "ref": Reference,
        "para": lambda anchor: Reference(anchor, short=True),
        "place": Place,
        "sign": lambda hint: Place(hint, sign=True),
        "gap": Gap,
        "words": german.words(),
        "medium": _newspaper(record),
        "finance": FinanceFacts(record),
        "precheck": PrecheckFacts(record),
    }


def _newspaper(record: Record) -> Any:
    """The newspaper in `announcements.medium` ("newspaper: NAME")."""
    kind, _, name = str(record.get("announcements.medium", "")).partition(":")
    return value_at("announcements.medium", name.strip() if kind.strip() == "newspaper" else None)


def compose(text: SourceText[Meta], facts: Mapping[str, Any]) -> Paper:
    """The paper, numbered; a mistake in its texts is a ContentError."""
    sheet = Sheet()
    here = {**facts, "sheet": sheet, "law": text.meta.law.isoformat()}
    try:
        blocks = number(_without_empty_sections(list(_blocks(text, here, Reader(sheet)))), german.words()["absatz"])
        header = _plain(sheet, templates.line(text.meta.header, here))
        told = (text.meta.signers, text.meta.where, text.meta.due)
        signers, where, due = (_plain(sheet, templates.line(source, here)) for source in told)
    except (UnknownAnchor, ValueError) as error:
        raise ContentError(text.path, 1, str(error), "see the head of documents/papers/reading.py") from error
    meta = {"signers": signers, "where": where, "due": due}
    known = text.meta
    return Paper(known.number, known.name, known.title, header, tuple(blocks), known.mark, known.basis, meta)


def _plain(sheet: Sheet, line: str) -> str:
    return read(sheet.runs(line))


def _blocks(text: SourceText[Meta], facts: Mapping[str, Any], reader: Reader) -> Iterator[Block]:
    """The text between the clauses, and each clause that the record calls for."""
    own = Source(text.meta.number, (), text.meta.basis)
    between: list[str] = []
    for line in [*text.render(facts).split("\n"), CLAUSE]:
        if not line.startswith(CLAUSE):
            between.append(line)
            continue
        yield from (with_source(block, own) for block in reader.blocks("\n".join(between)))
        between = []
        if name := unmarked(line)[0].removeprefix(CLAUSE).strip():
            yield from _clause(name, text, facts, reader)


def _clause(name: str, text: SourceText[Meta], facts: Mapping[str, Any], reader: Reader) -> Iterator[Block]:
    clause: SourceText[ClauseMeta] | None = texts.clauses().get(name)
    if clause is None:
        raise ContentError(text.path, 1, f"there is no clause {name!r}", "see documents/founding/clauses")
    if templates.holds(clause.meta.condition, facts):
        source = Source(name, clause.fields, clause.meta.basis)
        yield from (with_source(block, source) for block in reader.blocks(clause.render(facts)))


def _without_empty_sections(blocks: list[Block]) -> list[Block]:
    """A section none of whose clauses was called for disappears with its heading."""
    following = [*blocks[1:], PageBreak()]
    return [block for block, after in zip(blocks, following, strict=True) if not (_is_section(block) and _ends(after))]


def _is_section(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.style is Style.SECTION


def _ends(block: Block) -> bool:
    return isinstance(block, PageBreak) or (isinstance(block, Paragraph) and block.style in HEADS)


def is_open(paper: Paper) -> bool:
    """Whether something is still to be filled in: a line that only an event can fill, or a missing answer."""
    return any(
        (isinstance(block, Lines) and not block.signing and any(line.open for line in block.lines))
        or any(run.kind in (Kind.OPEN, Kind.GAP) for run in runs_of(block))
        for block in paper.blocks
    )


def missing(paper: Paper) -> tuple[str, ...]:
    """What the group must still answer before this paper can be final, in German, each once."""
    gaps = (run.text for block in paper.blocks for run in runs_of(block) if run.kind is Kind.GAP)
    return tuple(dict.fromkeys(gaps))
