"""What the law looks at in a cooperative's name (§ 3 GenG, § 18 HGB, § 39 KWG); pure functions of texts and word lists.

The words themselves stand in `founding/words.yml`. A missing name counts as an empty one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

ALONE = r"(?<![^\W_]){}(?![^\W_])"
"""No letter or digit beside it."""

SUFFIX = re.compile(ALONE.format("eG"))
LONG_SUFFIX = re.compile(r"eingetragene\s+genossenschaft", re.IGNORECASE)
ODD_SUFFIX = re.compile(ALONE.format(r"(?:e\.G\.|e\.\sG\.|E\.G\.|EG|Eg|eg)"))
PIECES = re.compile("[\\s,;/()&+\\-–\"'„“”‚‘’«»‹›]+")
EDGES = " \t,.-"


def text(name: Any) -> str:
    """The name, empty where it is missing or no text."""
    return name if isinstance(name, str) else ""


def has_suffix(name: Any) -> bool:
    """Whether the name holds „eG“ in exactly this spelling, or „eingetragene Genossenschaft“ in any capitals."""
    return bool(SUFFIX.search(text(name)) or LONG_SUFFIX.search(text(name)))


def odd_suffix(name: Any) -> bool:
    """Whether the suffix is spelled in a way that the act does not know (e.G., EG …)."""
    return bool(ODD_SUFFIX.search(text(name)))


def any_token(name: Any, words: Iterable[str]) -> bool:
    """Whether a piece of the name (between blanks, brackets, hyphens, quotes) equals a word, capitals included."""
    return not set(PIECES.split(text(name))).isdisjoint(words)


def any_part(name: Any, words: Iterable[str]) -> bool:
    """Whether a word occurs anywhere in the name, capitals ignored."""
    return any(word.lower() in text(name).lower() for word in words)


def core_name(name: Any) -> str:
    """The name in small letters without any form of the suffix, its ends free of blanks, commas, dots and hyphens."""
    core = text(name)
    for suffix in (LONG_SUFFIX, ODD_SUFFIX, SUFFIX):
        core = suffix.sub(" ", core)
    return re.sub(r"\s+", " ", core).strip(EDGES).lower()


def bank_word(name: Any) -> bool:
    """Whether the name holds „bank“ (§ 39 KWG)."""
    return "bank" in text(name).lower()


def bank_harmless(name: Any, harmless: Iterable[str]) -> bool:
    """Whether no „bank“ is left once words such as Parkbank are taken out (§ 41 KWG)."""
    rest = text(name).lower()
    for word in sorted(harmless, key=len, reverse=True):
        rest = rest.replace(word.lower(), " ")
    return "bank" not in rest
