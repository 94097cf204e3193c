"""Counts sections, paragraphs and items as Word will, writes the numbers into references and the table of contents.

A section with a single Absatz has no "(1)". An unknown anchor is an error, so that no reference can lead nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from documents.rendering.blocks import (
    Block,
    Contents,
    Entry,
    Kind,
    Lines,
    Paragraph,
    Run,
    Runs,
    Signatures,
    Style,
    Table,
)

NO_BREAK = "\u00a0"
COUNTED = (Style.SECTION, Style.PARAGRAPH, Style.NUMBER, Style.LETTER)
LABELS = {Style.SECTION: f"§{NO_BREAK}{{}}", Style.PARAGRAPH: "({})", Style.NUMBER: "{}.", Style.LETTER: "{})"}
FLAT = {Style.AGENDA: "{}.", Style.ITEM_HEADING: "{}."}


class UnknownAnchor(ValueError):
    """A reference leads to no section."""


def number(blocks: Iterable[Block], absatz: str) -> list[Block]:
    """The blocks with labels, resolved references and contents. `absatz` is the word before a paragraph's number."""
    labelled = _labelled(_leads(_single_paragraphs(list(blocks))))
    places = _places(labelled, absatz)
    resolved = [_resolved(block, places) for block in labelled]
    entries = tuple(_entries(resolved))
    return [replace(block, entries=entries) if isinstance(block, Contents) else block for block in resolved]


def _single_paragraphs(blocks: list[Block]) -> list[Block]:
    """A lone Absatz of a section becomes plain text."""
    found: list[Block] = []
    for section in _sections(blocks):
        paragraphs = [block for block in section if isinstance(block, Paragraph) and block.style is Style.PARAGRAPH]
        lone = paragraphs[0] if len(paragraphs) == 1 else None
        found += [replace(block, style=Style.TEXT) if block is lone and lone else block for block in section]
    return found


def _leads(blocks: list[Block]) -> list[Block]:
    """Text that introduces a table, lines or signatures stays with them."""
    following = [*blocks[1:], None]
    return [
        replace(block, style=Style.LEAD) if _introduces(block, after) and isinstance(block, Paragraph) else block
        for block, after in zip(blocks, following, strict=True)
    ]


def _introduces(block: Block, after: Block | None) -> bool:
    plain = isinstance(block, Paragraph) and block.style is Style.TEXT
    return plain and isinstance(after, Table | Lines | Signatures)


def _sections(blocks: list[Block]) -> Iterable[list[Block]]:
    section: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.style in (Style.SECTION, Style.HEADING):
            yield section
            section = []
        section.append(block)
    yield section


def _labelled(blocks: list[Block]) -> list[Block]:
    counts = dict.fromkeys((*COUNTED, *FLAT), 0)
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.style in counts:
            counts[block.style] += 1
            if block.style in COUNTED:
                for lower in COUNTED[COUNTED.index(block.style) + 1 :]:
                    counts[lower] = 0
            block = replace(block, label=_label(block.style, counts[block.style]))
        found.append(block)
    return found


def _label(style: Style, count: int) -> str:
    shown = chr(ord("a") + count - 1) if style is Style.LETTER else str(count)
    return {**LABELS, **FLAT}[style].format(shown)


def _places(blocks: list[Block], absatz: str) -> dict[str, tuple[str, str, str]]:
    """Anchor → (anchor of its section, "§ 12", " Absatz 2" or "")."""
    places, section, label = {}, "", ""
    for block in blocks:
        if not isinstance(block, Paragraph) or not block.anchor:
            if isinstance(block, Paragraph) and block.style is Style.SECTION:
                section, label = "", block.label
            continue
        if block.style is Style.SECTION:
            section, label = block.anchor, block.label
        inner = f"{absatz}{NO_BREAK}{block.label.strip('()')}" if block.style is Style.PARAGRAPH else ""
        places[block.anchor] = (section, label, inner)
    return places


def _resolved(block: Block, places: Mapping[str, tuple[str, str, str]]) -> Block:
    if not isinstance(block, Paragraph) or all(run.kind is not Kind.REFERENCE for run in block.runs):
        return block
    runs: list[Run] = []
    for run in block.runs:
        runs += _reference(run, places) if run.kind is Kind.REFERENCE else [run]
    return replace(block, runs=tuple(runs))


def _reference(run: Run, places: Mapping[str, tuple[str, str, str]]) -> Runs:
    """The field with the section's number, then the paragraph's where it leads to one; `short`: only the latter."""
    if run.target not in places:
        raise UnknownAnchor(f"no section or paragraph is named {run.target!r}")
    section, label, inner = places[run.target]
    if run.text == "short":
        return (Run(inner, run.bold),)
    number_field = replace(run, text=label, target=section)
    return (number_field, Run(NO_BREAK + inner, run.bold)) if inner else (number_field,)


def _entries(blocks: list[Block]) -> Iterable[Entry]:
    for block in blocks:
        if isinstance(block, Paragraph) and block.style in (Style.SECTION, Style.HEADING) and block.anchor:
            yield Entry(block.label, block.text, block.anchor)
