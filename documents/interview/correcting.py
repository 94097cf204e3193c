"""Finds the answer that people call wrong by its value, not by its name: "stop, Jülich war falsch, Düren".

Looks at the last answers only, the latest first: a text that merely holds an old value is no correction.
"""

from __future__ import annotations

import re

from data.language import fold
from documents.answers.words import words
from documents.interview.case import Case
from documents.interview.kinds import kind_of
from documents.interview.naming import Named
from documents.interview.showing import show

_LONGEST = 8  # words of such a correction
_WRONG = re.compile(r"\b(?:falsch|verkehrt|statt|sondern|vertippt|vertan|stimmt nicht|nicht richtig)\b")
_KINDS = ("municipality", "place", "federal_state", "cooperative_name", "amount", "whole", "choice")


def corrected(text: str, case: Case) -> Named | None:
    """The answer whose value the text calls wrong, with what is left as its new value; None where it calls none so."""
    folded = fold(text)
    if not _WRONG.search(folded) or len(folded.split()) > _LONGEST:
        return None
    for path in reversed(case.asked.get("trail") or []):
        question = case.questions.get(path)
        if question is None or kind_of(question) not in _KINDS or not case.known(path):
            continue
        old = fold(show(question, case.value(path), case)).removesuffix(" euro")
        if old and f" {old} " in f" {folded} ":
            return Named(question, path, _left(text, old))
    return None


def _left(text: str, old: str) -> str:
    """The words that are neither the old value nor around a correction."""
    around = {*words().correction_calls, *words().correction_noise, *old.split()}
    return " ".join(word for word in text.split() if not set(fold(word).split()) <= around)
