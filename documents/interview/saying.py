"""Puts the open step into names of texts with parameters and buttons. Holds no sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from data.reply import Button, Say
from documents.answered import ACCEPTED
from documents.answers.result import Ask, Refused
from documents.finance.hints import hint
from documents.interview.case import Case
from documents.interview.course import offered, progress, put_off, rows
from documents.interview.kinds import kind_of, titles
from documents.interview.questions import Question
from documents.interview.showing import name_of, person_line, show, show_row, value_or_proposal
from documents.rules.check import Finding

INTENT = "/answer_question"
MOST_BUTTONS = 8
BY_TYPING = ("amount", "amounts", "signed_amount", "figure", "percent", "whole", "months", "days", "persons")
"""Kinds whose answer is typed, often a bare number: no numbered buttons beside them."""


def payload(step: str, **parts: JsonValue) -> str:
    """What a press means: the step it belongs to, and a value or what to do."""
    if "value" in parts:
        parts["value"] = json.dumps(parts["value"], ensure_ascii=False)
    return INTENT + json.dumps({"step": step, **parts}, ensure_ascii=False)


def question(case: Case, path: str) -> Say:
    """One question with its choices."""
    asked = case.questions[path]
    person = name_of(case.person(path))
    known = case.known(path)
    params: dict[str, JsonValue] = {
        **progress(case, path).as_params(),
        **_reasons(case, asked),
        "ask": asked.ask.of(case.tone).replace("{person}", person),
        "example": asked.example,
        "most": asked.most or hint(case.record, path),
        "now": show(asked, value_or_proposal(asked, path, case), case) if known else "",
        "choices": [{"title": title, "note": _note(asked, code)} for code, title in titles(asked).items()],
        "several": kind_of(asked) == "several",
        "persons": [name_of(p) for p in case.persons] if _needs_people(asked, path) else [],
    }
    return Say(say="utter_founding_question", with_=params, buttons=[*_choices(case, asked, path), *asides(case, path)])


def block(case: Case, name: str) -> Say:
    """A block of proposals; each row can be changed."""
    shown, whole = case.questions.blocks[name], offered(case, name)
    step = f"block:{name}"
    params: dict[str, JsonValue] = {
        **progress(case, step).as_params(),
        "heading": shown.title,
        "intro": shown.intro.of(case.tone),
        "why": shown.why,
        "rows": [_row(case, whole, question, here, step) for question, here in rows(whole, name)],
        "anew": _anew(case, whole, name),
    }
    accept = Button(title="utter_button_founding_accept", payload=payload(step, do="accept"))
    return Say(say="utter_founding_block", with_=params, buttons=[accept, *asides(case, step)])


def persons(case: Case, path: str) -> Say:
    """The list of persons, as far as it is, and how to go on."""
    asked = case.questions[path]
    params: dict[str, JsonValue] = {
        **progress(case, path).as_params(),
        **_reasons(case, asked),
        "ask": asked.ask.of(case.tone),
        "example": asked.example,
        "people": [person_line(p) for p in case.persons],
    }
    ready = Button(title="utter_button_founding_ready", payload=payload(path, do="ready"), aside=True)
    return Say(say="utter_founding_persons", with_=params, buttons=[ready] * bool(case.persons) + asides(case, path))


def finding(found: Finding, ways: Mapping[str, Question]) -> Say:
    """An error of the rules as a question with its ways out."""
    step = f"finding:{found.key}"
    buttons = [
        Button(
            title="utter_button_founding_change", params={"label": q.name}, payload=payload(step, do="change", row=path)
        )
        for path, q in ways.items()
    ]
    leave = Button(title="utter_button_founding_leave", payload=payload(step, do="leave"))
    params: dict[str, JsonValue] = {
        "message": found.message,
        "basis": found.basis,
        "labels": [q.name for q in ways.values()],
    }
    return Say(say="utter_founding_finding", with_=params, buttons=[*buttons, leave])


def later(case: Case) -> Say:
    """Everything that was put off, once more at the end."""
    names: list[JsonValue] = [name_of_unit(case, unit.id) for unit in put_off(case)]
    now = Button(title="utter_button_founding_now", payload=payload("later", do="now"))
    leave = Button(title="utter_button_founding_leave_open", payload=payload("later", do="leave"))
    return Say(say="utter_founding_later", with_={"names": names, "count": len(names)}, buttons=[now, leave])


def done(case: Case, hints: list[str]) -> Say:
    """All that can be asked now has been asked."""
    left: list[JsonValue] = [name_of_unit(case, unit.id) for unit in put_off(case)]
    params: dict[str, JsonValue] = {"name": str(case.value("coop.name") or ""), "hints": list(hints), "left": left}
    papers = Button(title="utter_button_founding_papers", payload="/get_documents")
    return Say(say="utter_founding_done", with_=params, buttons=[papers])


def why(case: Case, step: str) -> Say:
    """The reason of the open question or block."""
    if step.startswith("block:"):
        shown = case.questions.blocks[step.removeprefix("block:")]
        rows_ = case.questions.in_block(step.removeprefix("block:"))
        reasons: list[JsonValue] = [
            {"label": q.name, "why": q.why, "law": q.law} for q in rows_ if case.matters(q) or q.of_person
        ]
        return Say(
            say="utter_founding_why_block",
            with_={"why": shown.why, "reasons": reasons, "law_version": case.questions.law_version},
        )
    return Say(say="utter_founding_why", with_=_reasons(case, case.questions[step]))


def ask_back(case: Case, path: str, answer: Ask) -> Say:
    """A question back, with the readings that are possible as buttons."""
    asked = case.questions[path]
    shown = [show(asked, value, case) for value in answer.candidates]
    buttons = [
        Button(label=title, payload=payload(path, value=value))
        for title, value in zip(shown, answer.candidates, strict=True)
    ]
    return Say(say=answer.text, with_={**answer.params, "candidates": list[JsonValue](shown)}, buttons=buttons)


def refused(answer: Refused) -> Say:
    """The reason why an answer was not taken."""
    return Say(say=answer.text, with_=dict(answer.params))


def asides(case: Case, step: str) -> list[Button]:
    """Later, why, and back where something was answered: offered beside every question, without numbers."""
    return [
        Button(title=f"utter_button_founding_{what}", payload=payload(step, do=what), aside=True)
        for what in ("later", "why", *(["back"] if case.facts.status else []))
    ]


def name_of_unit(case: Case, unit: str) -> str:
    """How a unit is called in a list: the block's title, the fact's name, with the person where it has one."""
    if unit.startswith("block:"):
        return case.questions.blocks[unit.removeprefix("block:")].title
    person = name_of(case.person(unit))
    name = case.questions[unit].name
    return f"{name} ({person})" if person else name


def _reasons(case: Case, asked: Question) -> dict[str, JsonValue]:
    return {"why": asked.why, "law": asked.law, "law_version": case.questions.law_version, "label": asked.name}


def _row(case: Case, whole: Case, asked: Question, here: list[str], step: str) -> JsonValue:
    """One row; `whole` is the case with all proposals of the block accepted."""
    changed = any(case.facts.status.get(path) == "answered" for path in here) and not asked.of_person
    path = asked.fact if asked.of_person else here[0]
    return {
        "label": asked.name,
        "value": show_row(asked, here, whole),
        "changed": changed,
        "payload": payload(step, do="change", row=path),
    }


def _anew(case: Case, whole: Case, block: str) -> list[JsonValue]:
    """The rows that a correction has opened again in a block that was accepted before."""
    places = [(asked.name, path) for asked, here in rows(whole, block) for path in here]
    if not any(case.facts.status.get(path) == ACCEPTED for _, path in places):
        return []
    return list(dict.fromkeys(name for name, path in places if not case.known(path)))


def _needs_people(asked: Question, path: str) -> bool:
    """Whether the answer names persons of the list."""
    return kind_of(asked) in ("person", "persons") or path.startswith("persons[].")


def _choices(case: Case, asked: Question, path: str) -> list[Button]:
    """Numbered buttons: the choices, yes and no, the persons; none where a bare number is an answer of its own."""
    kind = kind_of(asked)
    if kind in BY_TYPING or kind == "several":
        return []
    if kind in ("yes_no", "consent", "some"):
        return [
            Button(title=f"utter_button_founding_{word}", payload=payload(path, value=value))
            for word, value in (("yes", True), ("no", False))
        ]
    if kind == "person":
        people = [(name_of(p), str(p["id"])) for p in case.persons]
        return (
            [Button(label=name, payload=payload(path, value=pid)) for name, pid in people]
            if len(people) <= MOST_BUTTONS
            else []
        )
    return (
        [
            Button(label=title, payload=payload(path, value=code), **_button_note(asked, code))
            for code, title in titles(asked).items()
        ]
        if len(titles(asked)) <= MOST_BUTTONS + 4
        else []
    )


def _note(asked: Question, code: str) -> str:
    return asked.choices[code].note if code in asked.choices else ""


def _button_note(asked: Question, code: str) -> dict[str, Any]:
    note = _note(asked, code)
    return {"note": "utter_founding_note", "params": {"note": note}} if note else {}
