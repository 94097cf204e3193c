"""Soft hyphens in long German words, so that headings and labels fit a telephone. The parts stand in `joints.yml`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from data.content import load

SOFT = "\u00ad"
LEAST_BEFORE = 4


@cache
def _pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load(Path(__file__).with_name("joints.yml"))
    parts = "|".join(sorted(table["parts"], key=len, reverse=True))
    long_word = re.compile(rf"[^\W\d_]{{{table['least_letters']},}}")
    return long_word, re.compile(rf"(?<=[^\W\d_]{{{LEAST_BEFORE}}})(?={parts})", re.IGNORECASE)


def soft(text: object) -> str:
    """The same words, with places where a line may break."""
    long_word, joint = _pattern()
    return long_word.sub(lambda found: joint.sub(SOFT, found[0]), str(text))
