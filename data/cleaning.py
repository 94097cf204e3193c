"""Cleans text at the door, so that no invisible character reaches a record, a rule or a paper.

Nothing that a person can see is changed. Narrow no-break blanks stay ("100,00 €"); what a word means is not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any

LINE_BREAKS = re.compile(r"\r\n?")
SOFT_BREAKS = re.compile("[ \t]*[\v\f\x1c-\x1f\x85\u2028\u2029]+[ \t]*")
"""Word's soft line break, page break and their relatives: a blank, never two."""

INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
JOINERS = re.compile("(?<=[\u0000-\u024f])[\u200c\u200d]+|[\u200c\u200d]+(?=[\u0000-\u024f])")
"""Joiners are noise beside Latin letters; scripts that are written with them, and emoji, keep them."""

LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
HYPHENS = {0x2010: "-", 0x2011: "-"}
NOT_IN_TEXT = {"Cc", "Cs", "Cn"}
NARROW_BLANK = "\u202f"

UNSEEN = re.compile("[\u2010\u2011\ufb00-\ufb06]")
"""Printable, but to be replaced; a text without them that is printable and in NFC is clean."""

BLANKS = re.compile(r"[ \t\n]+")
SEVERAL = re.compile(r"[\t\n]| [ \t\n]")
SPLIT_WORD = re.compile(r"([^\W\d_])-[ \t]*\n[ \t]*(?!(?:und|oder|bis|bzw|sowie)\b)([^\W\d_])")


def clean(text: str) -> str:
    """`text` in NFC without invisible characters, ends trimmed; line breaks and tabs inside stay."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text) and not UNSEEN.search(text):
        return text.strip()
    text = SOFT_BREAKS.sub(" ", LINE_BREAKS.sub("\n", text))
    text = JOINERS.sub("", INVISIBLE.sub("", text)).translate(LIGATURES | HYPHENS)
    return unicodedata.normalize("NFC", "".join(map(_visible, text))).strip()


def clean_line(text: str) -> str:
    """`text` as one line: cleaned, words split at a line's end joined, every run of blanks a single one."""
    text = clean(text)
    return BLANKS.sub(" ", SPLIT_WORD.sub(_join, text)) if SEVERAL.search(text) else text


def clean_deep(value: Any, each: Callable[[str], str] = clean) -> Any:
    """The JSON value with `each` applied to every text in it, keys too."""
    if isinstance(value, str):
        return each(value)
    if isinstance(value, dict):
        return {clean_deep(key, each): clean_deep(inner, each) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean_deep(inner, each) for inner in value]
    return value


def _visible(character: str) -> str:
    if character in "\n\t" or character == NARROW_BLANK:
        return character
    category = unicodedata.category(character)
    if category in NOT_IN_TEXT:
        return ""
    return " " if category == "Zs" else character


def _join(match: re.Match[str]) -> str:
    """ "Versor-/gung" is one word; "E-/Mail" keeps its hyphen."""
    before, after = match.groups()
    return before + after if after.islower() else f"{before}-{after}"
