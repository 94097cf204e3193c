"""Understands how people point at one of the things just shown: "2", "Nr. 2", "das zweite", "die letzte"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from data.content import load

NUMBER = re.compile(r"(?:nr\.?|nummer|punkt|die|das|option|antwort)?\s*(\d{1,2})[.)]?", re.IGNORECASE)
FILLER = re.compile(r"\b(das|die|den|der|dem|vom|zum|zur|bitte|ich nehme|nehme|nimm|beispiel|bitteschön)\b")


@cache
def _words() -> dict[str, int]:
    table = load(Path(__file__).with_suffix(".yml"))
    return {word: number for number, words in table.items() for word in words}


def ordinal_in(text: str) -> int | None:
    """The ordinal that occurs in a sentence ("was wurde aus dem zweiten?" → 2; "letzte" → -1)."""
    for word in re.findall(r"\w+", text.lower()):
        if word in _words():
            return _words()[word]
    found = re.search(r"\b(?:nr\.?|nummer|beispiel|punkt)\s*(\d{1,2})\b", text, re.IGNORECASE)
    return int(found[1]) if found else None


def pointed_at(text: str) -> int | None:
    """The number that a message consists of, if it is nothing but a pointer ("2", "Nr. 2", "das zweite bitte")."""
    tidy = text.strip().rstrip(".!)").strip()
    found = NUMBER.fullmatch(tidy)
    if found:
        return int(found[1])
    rest = FILLER.sub(" ", tidy.lower()).split()
    return _words().get(rest[0]) if len(rest) == 1 else None
