"""Numbers as people say them: in words, with fractions ("anderthalbtausend"), as digits.

Three libraries were weighed; text2num reads German number words best, but knows neither "fuenf" nor fractions.
"""

from __future__ import annotations

import re
from decimal import Decimal

from text_to_num import text2num  # type: ignore[attr-defined]

from data.language import fold
from documents.answers.words import words

# text2num wants umlauts; folding writes them as two letters, so they are put back where a number has them.
_UMLAUTS = (("fuenf", "fünf"), ("zwoelf", "zwölf"), ("zwoe", "zwö"), ("zwo", "zwei"))


def number_in_words(text: str) -> Decimal | None:
    """The number that the words say ("zweitausendfuenfhundert", "anderthalb Tausend", "ein Hunderter"), or None."""
    folded = fold(text)
    if not folded or re.search("[0-9]", folded):
        return None
    return _with_fraction(folded) or _scaled(folded) or _plain(folded)


def small_number(text: str) -> int | None:
    """A whole number in digits ("12") or words ("zwölf"), or None."""
    bare = text.strip().rstrip(".")
    if re.fullmatch(r"[0-9]{1,12}", bare):
        return int(bare)
    said = number_in_words(text)
    return int(said) if said is not None and said == int(said) else None


def _with_fraction(folded: str) -> Decimal | None:
    """ "anderthalb", "anderthalbtausend", "eine halbe million": a fraction, then perhaps a scale."""
    rest = folded.removeprefix("eine ").removeprefix("ein ").replace(" ", "")
    for word, value in sorted(words().fractions.items(), key=lambda pair: -len(pair[0])):
        if rest.startswith(word):
            scale = rest[len(word) :]
            return value if not scale else _times(value, scale)
    return None


def _scaled(folded: str) -> Decimal | None:
    """ "ein Hunderter", "zwei Millionen": a number, then a scale as a word of its own."""
    number, _, scale = folded.rpartition(" ")
    factor = words().amounts.scales.get(scale)
    if factor is None or not number:
        return None
    count = _plain(number)
    return count * factor if count is not None else None


def _times(value: Decimal, scale: str) -> Decimal | None:
    factor = words().amounts.scales.get(scale)
    return value * factor if factor else None


def _plain(folded: str) -> Decimal | None:
    for plain, umlaut in _UMLAUTS:
        folded = folded.replace(plain, umlaut)
    if folded in ("ein", "eine", "einen", "einem", "einer"):
        return Decimal(1)
    try:
        return Decimal(text2num(folded, "de"))
    except ValueError:
        return None
