"""Signs that a text is a question or a wish and not the answer to the open question."""

from __future__ import annotations

import re

from data.language import fold
from documents.answers.words import opens_with, words

_WHAT_IF = re.compile(
    r"^(?:und )?(?:was|wie) (?:waere|passiert|ist|aendert sich|hiesse das)\b.*?\b(?:wenn|mit|bei|falls)\b|"
    r"^(?:und )?(?:wenn|falls|mal angenommen|angenommen)\b.+\b(?:waere|naehmen|nehmen|haetten|machen|sagen)\b"
)


def is_question(text: str) -> bool:
    """Whether the text is plainly a question: a question mark at its end, or a question word at its beginning."""
    said = text.strip()
    if said.endswith("?"):
        return True
    return opens_with(said, words().question_openings) and len(said.split()) >= 3


def is_wish(text: str) -> bool:
    """Whether the text asks us to do something ("schick mir die Satzung")."""
    return opens_with(text, words().wish_openings) and len(text.split()) >= 2


def is_what_if(text: str) -> bool:
    """Whether the text asks what a change would mean ("was wäre mit 250 Euro Anteil?")."""
    return bool(_WHAT_IF.search(fold(text)))
