"""Whether a text at an open question is a wish or a correction, and no answer: by a certain intent and its form."""

from __future__ import annotations

from data.language import fold
from documents.interview.kinds import DOUBTS, kind_of
from documents.interview.naming import wants_change
from documents.interview.outcome import Message
from documents.interview.questions import Question

CERTAIN = 0.85  # confidence from which an intent raises a doubt about an answer to an open text question
OPEN_TEXT = ("text", "one_text", "cooperative_name", "medium")


def plain_wish(question: Question, text: str, message: Message) -> bool:
    """A wish of several words: "von vorne" anywhere; others where no place and no person is called so."""
    if message.intent not in WISHES or message.confidence < CERTAIN:
        return False
    said = text.split()
    if message.intent == "restart_founding":
        return len(said) > 2 and fold(said[-1]) != "eg"
    return kind_of(question) in DOUBTS and (len(said) > 2 or (len(said) == 2 and said[0].islower()))


def doubtful(question: Question, text: str, message: Message) -> bool:
    """Whether a text field should not swallow this: a clear intent, or a correction that names no question."""
    wish = message.confidence >= CERTAIN and message.intent in WISHES
    meant = wish or "falsch" in fold(text).split()
    return meant and kind_of(question) in OPEN_TEXT and len(text.split()) <= 8


def change_command(text: str, message: Message) -> bool:
    """A correction of another answer, said while a text field would take anything."""
    folded = fold(text).split()
    meant = message.intent == "change_answer" and message.confidence >= CERTAIN and wants_change(text)
    return bool(folded) and len(folded) <= 8 and (folded[-1] in ("aendern", "korrigieren") or meant)


WISHES = frozenset({
    "get_documents", "founding_progress", "skip_question", "explain_question", "cancel", "contact_coach", "data_delete",
    "data_export", "help", "goodbye", "thank", "greet", "resume_founding", "restart_founding", "easy_language",
    "change_language",
})  # fmt: skip
"""Intents that a text field should not swallow."""
