"""What a pressed button does. One of an older question is never taken as the answer to the present one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from data.reply import Button, Say
from documents.answers.result import Parsed
from documents.interview import commands, founders, saying
from documents.interview.answering import advance, again, go_to, now, open_step, took
from documents.interview.case import Case
from documents.interview.kinds import kind_of, options
from documents.interview.outcome import Outcome
from documents.interview.taking import accepted

NOTHING = object()


def press(case: Case, pressed: Mapping[str, str]) -> Outcome:
    """The outcome of a press. Unknown or old ones change nothing."""
    step, do = pressed.get("step", ""), pressed.get("do", "")
    if do == "change" and pressed.get("row", "") in case.questions:
        return go_to(case, pressed["row"])
    if step != open_step(case):
        return _old(case, step)
    if do:
        return _do(case, step, do)
    value = _value(pressed.get("value", ""))
    if value is NOTHING or step not in case.questions or not _allowed(case, step, value):
        return again(case)
    if kind_of(case.questions[step]) == "some":
        value = {} if value else None
    return took(case, step, Parsed(value))


def _do(case: Case, step: str, do: str) -> Outcome:
    if do == "accept" and step.startswith("block:"):
        return advance(case, accepted(case, step.removeprefix("block:")), [Say(say="utter_founding_accepted")])
    if do == "ready" and step == founders.STEP:
        return founders.ready(case)
    if do == "now":
        return commands.now_open(case)
    known = {"later": commands.later, "why": commands.why, "back": commands.back, "leave": commands.leave}
    return known[do](case) if do in known else again(case)


def _old(case: Case, step: str) -> Outcome:
    """Says what stands there by now, with a way to change it, and repeats the open step."""
    if step not in case.questions or not case.known(step):
        return again(case, [Say(say="utter_founding_old_button")])
    change = Button(
        title="utter_button_founding_change",
        params={"label": case.questions[step].name},
        payload=saying.payload(open_step(case), do="change", row=step),
        aside=True,
    )
    params = {"label": case.questions[step].name, "value": now(case, step)}
    return again(case, [Say(say="utter_founding_already", with_=params, buttons=[change])])


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return NOTHING


def _allowed(case: Case, step: str, value: Any) -> bool:
    """Whether this value was offered: a choice, a person, yes or no, or a candidate of the question back."""
    question = case.questions[step]
    pending = case.asked.get("pending")
    if isinstance(pending, dict) and value in (pending.get("values") or []):
        return True
    kind = kind_of(question)
    if kind in ("yes_no", "consent", "some"):
        return isinstance(value, bool)
    if kind == "person":
        return case.record.person(str(value)) is not None
    return kind == "choice" and value in [option.value for option in options(question)]
