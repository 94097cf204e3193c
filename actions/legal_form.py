"""The legal form check as a conversation: the table asks, people answer, a reasoned recommendation comes at the end.

What was answered travels in `conversation.asked["answers"]`, or with a button that goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions.base import Answer, SideQuestion, Turn
from actions.founding import RESUME, of_turn
from actions.legal_form_says import asked, going_on, not_taken, noted, result, why
from actions.services import Services
from data.reply import Say
from documents.answers.result import Parsed
from documents.answers.signs import is_question, is_wish
from documents.answers.words import mentions, says, words
from documents.errors import UnknownAnswer
from documents.legal_form import engine
from documents.legal_form.reading import read
from documents.legal_form.table import Question

TOPIC = "legal_form"
UNSURE = "unknown"
SURE = 0.6  # confidence from which an intent counts where the text is no answer
NO_SIDE_QUESTION = frozenset({"", "nlu_fallback", "out_of_scope", "affirm", "deny", "thank", "greet"})


def check_legal_form(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """Begin the check anew, or go on from the answers that a button brings."""
    try:
        answers = json.loads(turn.entity("value") or "{}")
        return [*([] if answers else [Say(say="utter_legal_form_begin")]), *_go_on(session, turn, answers)]
    except UnknownAnswer:
        return [Say(say="utter_legal_form_begin"), *_go_on(session, turn, {})]


def hear(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """An answer to the open question of the check, a wish within it, or something for the rules."""
    answers = _answers(session, turn)
    question = engine.next_question(answers)
    if not isinstance(question, Question):
        return _go_on(session, turn, answers)
    if turn.intent == "answer":
        return _pressed(session, turn, answers, question)
    heard = None if turn.text.startswith("/") or is_question(turn.text) else read(question, turn.text)
    if isinstance(heard, Parsed):
        return _take(session, turn, answers, question, heard.value)
    if wish := _wish(turn):
        return wish(session, turn, services)
    if turn.text.startswith("/") or is_question(turn.text) or is_wish(turn.text) or _means_something_else(turn):
        raise SideQuestion
    return [not_taken(question, heard), *again(session, turn, services)]


def again(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """The open question once more."""
    return _go_on(session, turn, _answers(session, turn))


def rest(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """The check ends here for now; a button goes on from the same place."""
    answers = _answers(session, turn)
    turn.conversation(session).asked = {}
    back = [RESUME] if of_turn(session, turn) is not None else []
    return [Say(say="utter_legal_form_rests", buttons=[going_on(answers), *back])]


def _pressed(session: Session, turn: Turn, answers: dict[str, Any], question: Question) -> Sequence[Say]:
    if turn.entity("question") != question.key:
        return [Say(say="utter_button_gone"), *_go_on(session, turn, answers)]
    return _take(session, turn, answers, question, json.loads(turn.entity("value") or "null"))


def _take(session: Session, turn: Turn, answers: dict[str, Any], question: Question, value: Any) -> Sequence[Say]:
    try:
        engine.next_question({**answers, question.key: value})
    except UnknownAnswer:
        return [not_taken(question), *_go_on(session, turn, answers)]
    return [noted(question, value), *_go_on(session, turn, {**answers, question.key: value})]


def _go_on(session: Session, turn: Turn, answers: Mapping[str, Any]) -> Sequence[Say]:
    step = engine.next_question(answers)
    conversation = turn.conversation(session)
    if isinstance(step, Question):
        conversation.asked = {"topic": TOPIC, "answers": dict(answers)}
        return [asked(step, answers, turn.tone)]
    conversation.asked = {}
    conversation.focus = {"kind": TOPIC, "ids": [], "challenge": turn.focus.get("challenge"), "answers": dict(answers)}
    return [result(step, answers, turn.tone)]


def _why(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    question = engine.next_question(_answers(session, turn))
    assert isinstance(question, Question)
    return [why(question, turn.tone), *again(session, turn, services)]


def _skip(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """ "Later" is an answer where the table knows "still open"; elsewhere the check needs one."""
    answers = _answers(session, turn)
    question = engine.next_question(answers)
    assert isinstance(question, Question)
    if UNSURE in question.answers:
        return _take(session, turn, answers, question, [UNSURE] if question.kind == "choices" else UNSURE)
    return [Say(say="utter_legal_form_needed"), *_go_on(session, turn, answers)]


def _anew(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """A button begins anew; who only asks for the right form is in the middle of finding out."""
    return check_legal_form(session, turn, services) if turn.text.startswith("/") else again(session, turn, services)


def _from_zero(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """ "Von vorne" while the check is open means the check."""
    return [Say(say="utter_legal_form_begin"), *_go_on(session, turn, {})]


def _back(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """The answer before is asked again."""
    answers = _answers(session, turn)
    return _go_on(session, turn, dict(list(answers.items())[:-1]))


def _wish(turn: Turn) -> Answer | None:
    """What a person may want beside answering, by a word of theirs or by a certain intent."""
    said = next((wish for name, wish in WORDS.items() if says(turn.text, getattr(words(), name))), None)
    if mentions(turn.text, words().pause):
        return rest
    return said or (WISHES.get(turn.intent) if turn.confidence >= SURE else None)


def _means_something_else(turn: Turn) -> bool:
    return turn.confidence >= SURE and turn.intent not in NO_SIDE_QUESTION


def _answers(session: Session, turn: Turn) -> dict[str, Any]:
    return dict((turn.conversation(session).asked or {}).get("answers") or {})


WORDS: dict[str, Callable[[Session, Turn, Services], Sequence[Say]]] = {
    "why": _why, "back": _back, "pause": rest, "cancel": rest, "skip": _skip, "progress": again,
}  # fmt: skip
"""Key in the table of words → what it means here."""

WISHES: dict[str, Callable[[Session, Turn, Services], Sequence[Say]]] = {
    "explain_question": _why, "change_answer": _back, "skip_question": _skip, "cancel": rest, "goodbye": rest,
    "resume_founding": again, "founding_progress": again, "check_legal_form": _anew, "restart_founding": _from_zero,
}  # fmt: skip
"""Intent → what it means here."""

ACTIONS: dict[str, Answer] = {"action_check_legal_form": check_legal_form}
