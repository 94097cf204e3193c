"""Markdown of our texts as parts that Telegram takes: plain text with entities, never with an escaping error.

A part holds at most 4096 UTF-16 units and 100 entities; Telegram would refuse the one and drop the others.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from telegram import MessageEntity
from telegram.constants import MessageLimit
from telegramify_markdown import MessageEntity as Mark
from telegramify_markdown import RenderConfig, convert, split_entities, utf16_len

FORMULA = re.compile(r"(?<!\\)\$")
"""The library reads "$5$" as a formula; ours are prices."""

LONGEST, MOST_MARKS = int(MessageLimit.MAX_TEXT_LENGTH), int(MessageLimit.MESSAGE_ENTITIES)


@dataclass(frozen=True)
class Part:
    """One message's worth of text with its formatting."""

    text: str
    entities: tuple[MessageEntity, ...]


def parts_of(markdown: str) -> list[Part]:
    """A text as one or more messages, in order."""
    text, marks = convert(FORMULA.sub(r"\\$", markdown), latex_escape=False, config=_config())
    return [_part(*few) for piece in split_entities(text.rstrip(), marks, LONGEST) for few in _few_marks(*piece)]


def with_line(part: Part, line: str) -> Part | None:
    """The part with a further line below it; None where that is too long for one message."""
    text = f"{part.text}\n\n{line}"
    return Part(text, part.entities) if utf16_len(text) <= LONGEST else None


@cache
def _config() -> RenderConfig:
    """Without the library's emoji before headings, links and pictures."""
    config = RenderConfig.isolated()
    signs = config.markdown_symbol
    signs.heading_level_1 = signs.heading_level_2 = signs.heading_level_3 = signs.heading_level_4 = ""
    signs.image = signs.link = ""
    signs.unordered_list_item = "•"
    config.cite_expandable = False
    return config


def _few_marks(text: str, marks: list[Mark]) -> list[tuple[str, list[Mark]]]:
    """The same in pieces with few enough marks: shorter and shorter until they fit, split at line ends."""
    longest = utf16_len(text)
    pieces = [(text, marks)]
    while any(len(found) > MOST_MARKS for _, found in pieces) and longest > 1:
        longest //= 2
        pieces = split_entities(text, marks, longest)
    return pieces


def _part(text: str, marks: list[Mark]) -> Part:
    """Without the blank lines at a border, which Telegram would cut off itself and shift all marks."""
    cut = utf16_len(text) - utf16_len(text.lstrip("\n"))
    kept = text.strip("\n")
    end = utf16_len(kept)
    moved = [replace(mark, offset=max(0, mark.offset - cut)) for mark in marks]
    return Part(kept, tuple(_entity(mark, end) for mark in moved if mark.offset < end))


def _entity(mark: Mark, end: int) -> MessageEntity:
    length = min(mark.length, end - mark.offset)
    return MessageEntity(type=mark.type, offset=mark.offset, length=length, url=mark.url, language=mark.language)
