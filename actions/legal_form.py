"""The legal form check as a conversation: the table asks, people answer, a reasoned recommendation comes at the end."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions.base import Answer, SideQuestion, Turn
from actions.services import Services
from data.reply import Button, Say
from documents.answers.result import Ask, Parsed, Refused
from documents.errors import UnknownAnswer
from documents.legal_form import engine
from documents.legal_form.reading import read
from documents.legal_form.table import Question, Reason, outcomes

TOPIC = "legal_form"
LEAVING = frozenset({"cancel", "start_founding", "goodbye"})  # answered by the rules, also in the middle


def check_legal_form(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """Begin the check anew."""
    return [Say(say="utter_legal_form_begin"), *_go_on(session, turn, services, {})]


def hear(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """An answer to the open question of the check, or why it was not one."""
    answers = _answers(session, turn)
    question = engine.next_question(answers)
    if not isinstance(question, Question):
        return _go_on(session, turn, services, answers)
    if turn.intent == "explain_question":
        return [
            Say(say="utter_legal_form_why", with_={"why": question.why.spoken(turn.tone), "basis": question.basis}),
            *again(session, turn, services),
        ]
    if turn.intent in LEAVING:
        raise SideQuestion
    value = turn.entity("value") if turn.entity("question") == question.key else None
    heard = Parsed(json.loads(value)) if value else read(question, turn.text)
    if isinstance(heard, Parsed):
        return _take(session, turn, services, answers, question, heard.value)
    if isinstance(heard, Refused):
        return [Say(say="utter_legal_form_not_taken"), *again(session, turn, services)]
    if isinstance(heard, Ask):
        return [Say(say="utter_legal_form_which"), *again(session, turn, services)]
    raise SideQuestion


def again(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """The open question once more."""
    return _go_on(session, turn, services, _answers(session, turn))


def _take(
    session: Session, turn: Turn, services: Services, answers: dict[str, Any], question: Question, value: Any
) -> Sequence[Say]:
    try:
        engine.next_question({**answers, question.key: value})
    except UnknownAnswer:
        return [Say(say="utter_legal_form_not_taken"), *again(session, turn, services)]
    return _go_on(session, turn, services, {**answers, question.key: value})


def _go_on(session: Session, turn: Turn, _services: Services, answers: Mapping[str, Any]) -> Sequence[Say]:
    step = engine.next_question(answers)
    conversation = turn.conversation(session)
    if isinstance(step, Question):
        conversation.asked = {"topic": TOPIC, "answers": dict(answers)}
        return [_asked(step, answers, turn.tone)]
    conversation.asked = {}
    return [_result(step, turn.tone)]


def _asked(question: Question, answers: Mapping[str, Any], tone: str) -> Say:
    given, known = engine.progress(answers)
    params = {
        "ask": question.ask.spoken(tone),
        "answered": given,
        "known": known,
        "several": question.kind == "choices",
    }
    choices = question.answers.items() if question.kind != "number" else ()
    buttons = [Button(label=answer.label, payload=_payload(question, key)) for key, answer in choices]
    return Say.model_validate({"say": "utter_legal_form_question", "with": params, "buttons": buttons})


def _payload(question: Question, key: str) -> str:
    value = [key] if question.kind == "choices" else key
    return "/answer" + json.dumps({"question": question.key, "value": json.dumps(value)})


def _result(result: engine.Result, tone: str) -> Say:
    forms = outcomes().forms
    best = forms.get(result.form)
    params = {
        "recommendation": result.recommendation,
        "headline": result.headline.spoken(tone),
        "form": best.name if best else "eG",
        "suits": best.suits.spoken(tone) if best and result.form != "eg" else "",
        "reasons": [_reason(reason, tone) for reason in result.reasons],
        "warnings": [_reason(reason, tone) for reason in result.warnings],
        "alternatives": [
            {"name": forms[key].name, "suits": forms[key].suits.spoken(tone), "basis": forms[key].basis}
            for key in result.alternatives
            if key in forms
        ],
        "law_version": outcomes().law_version,
    }
    onwards = [Button(title="utter_button_found", payload="/start_founding")]
    buttons = onwards if result.recommendation in ("fits", "possible") else []
    again_ = Button(title="utter_button_legal_form_again", payload="/check_legal_form", aside=True)
    return Say.model_validate({"say": "utter_legal_form_result", "with": params, "buttons": [*buttons, again_]})


def _reason(reason: Reason, tone: str) -> dict[str, str]:
    return {"text": reason.text.spoken(tone), "basis": reason.basis}


def _answers(session: Session, turn: Turn) -> dict[str, Any]:
    return dict((turn.conversation(session).asked or {}).get("answers") or {})


ACTIONS: dict[str, Answer] = {"action_check_legal_form": check_legal_form}
