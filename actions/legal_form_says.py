"""What the legal form check says: a question of the table, what was noted, why it is asked, and the result."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from data.reply import Button, Say
from documents.answers.result import Refused
from documents.legal_form import engine
from documents.legal_form.table import Question, Reason, outcomes

WHY = Button(title="utter_button_legal_form_why", payload='/explain_question{"do": "why"}', aside=True)
STOP = Button(title="utter_button_legal_form_stop", payload="/cancel", aside=True)
ANEW = Button(title="utter_button_legal_form_again", payload="/check_legal_form", aside=True)


def asked(question: Question, answers: Mapping[str, Any], tone: str) -> Say:
    """A question with its choices, and how far the check is."""
    given, known = engine.progress(answers)
    params = {
        "ask": question.ask.spoken(tone),
        "why": question.why.spoken(tone),
        "law": question.basis,
        "law_version": outcomes().law_version,
        "answered": given,
        "known": known,
        "several": question.kind == "choices",
    }
    choices = question.answers.items() if question.kind != "number" else ()
    buttons = [Button(label=answer.label, payload=_payload(question, key)) for key, answer in choices]
    return _say("utter_legal_form_question", params, [*buttons, WHY, STOP])


def noted(question: Question, value: Any) -> Say:
    """What was understood, so that nothing is taken silently."""
    keys = value if isinstance(value, list) else [value]
    labels = [question.answers[key].label if key in question.answers else str(key) for key in keys]
    return _say("utter_legal_form_noted", {"labels": labels})


def not_taken(question: Question, heard: object = None) -> Say:
    """An answer that does not fit, or cannot be read."""
    if isinstance(heard, Refused):
        return Say(say="utter_legal_form_not_taken")
    return _say("utter_legal_form_not_understood", {"number": question.kind == "number"})


def why(question: Question, tone: str) -> Say:
    """Why a question is asked, with its paragraph."""
    return _say("utter_legal_form_why", {"why": question.why.spoken(tone), "basis": question.basis})


def going_on(answers: Mapping[str, Any]) -> Button:
    """A button that carries the answers, to go on from there later."""
    return Button(title="utter_button_legal_form_on", payload=_from(answers))


def result(found: engine.Result, answers: Mapping[str, Any], tone: str) -> Say:
    """The recommendation with reasons, warnings, other forms, and the next step."""
    forms = outcomes().forms
    best = forms.get(found.form)
    params = {
        "recommendation": found.recommendation,
        "headline": found.headline.spoken(tone),
        "form": best.name if best else "eG",
        "suits": best.suits.spoken(tone) if best and found.form != "eg" else "",
        "reasons": [_reason(reason, tone) for reason in found.reasons],
        "warnings": [_reason(reason, tone) for reason in found.warnings],
        "alternatives": [
            {"name": forms[key].name, "suits": forms[key].suits.spoken(tone), "basis": forms[key].basis}
            for key in found.alternatives
            if key in forms
        ],
        "law_version": outcomes().law_version,
    }
    return _say("utter_legal_form_result", params, [*_onwards(found, answers), ANEW])


def _onwards(found: engine.Result, answers: Mapping[str, Any]) -> list[Button]:
    """Found one where it fits; where an answer stands in the way, change that answer."""
    if found.recommendation in ("fits", "possible"):
        brought = {"kind": "legal_form", "value": json.dumps(dict(answers))}
        return [Button(title="utter_button_found", payload="/start_founding" + json.dumps(brought))]
    if found.question in answers:
        rest = {key: value for key, value in answers.items() if key != found.question}
        return [Button(title="utter_button_legal_form_change", payload=_from(rest))]
    return []


def _reason(reason: Reason, tone: str) -> dict[str, str]:
    return {"text": reason.text.spoken(tone), "basis": reason.basis}


def _payload(question: Question, key: str) -> str:
    value = [key] if question.kind == "choices" else key
    return "/answer" + json.dumps({"question": question.key, "value": json.dumps(value)})


def _from(answers: Mapping[str, Any]) -> str:
    return "/check_legal_form" + json.dumps({"value": json.dumps(answers)})


def _say(name: str, params: dict[str, Any], buttons: list[Button] | None = None) -> Say:
    return Say.model_validate({"say": name, "with": params, "buttons": buttons or []})
