"""Results of a vote as people write them: "8 ja, 0 nein, 1 Enthaltung". Nothing that was not said is assumed.

Value: {"yes": 8, "no": 0, "abstain": 1}.
"""

from __future__ import annotations

import re

from pydantic import JsonValue

from data.language import fold
from documents.answers.numbers import small_number
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.words import words


def vote(text: str, total: int | None = None) -> Answer:
    """One result. Asks for the counts where they are not all said; refuses more votes than there were (`total`)."""
    said = fold(text).split()
    found: dict[str, JsonValue] = {}
    for key, names in words().votes.items():
        at = next((i for i, word in enumerate(said) if word in names), None)
        count = _count(said[at - 1]) if at else None
        if count is not None:
            found[key] = count
    if not found:
        counted = bool(set(said) & set(words().unanimous)) or bool(re.search("[0-9]", text))
        return Ask("utter_founding_vote_counts") if counted else NotAnAnswer()
    if len(found) < len(words().votes):
        return Ask("utter_founding_vote_counts")
    counts = [int(str(value)) for value in found.values()]
    if total is not None and sum(counts) > total:
        return Refused("utter_founding_vote_sum", {"sum": sum(counts), "total": total})
    return Parsed(found)


def _count(word: str) -> int | None:
    return 0 if word in words().none else small_number(word)
