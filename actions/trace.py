"""Why a sentence stands in a paper: its clause, the answers behind it with who gave them and when, the law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.base import Answer, Slow, Turn
from actions.founding import RESUME, case_of, none_yet
from actions.services import Services
from data.reply import Button, Say
from documents.cases import latest_of
from documents.dossier import build
from documents.interview.case import Case, json_value
from documents.interview.engine import full_record
from documents.interview.showing import show
from documents.trace import origin as origins
from documents.trace.asking import asked_about
from documents.trace.given import given
from documents.trace.origin import Origin

TOPIC = "trace"
GROUP = "group"
FEW = 4
"""So many other papers that say the same are named."""
CHANGE = Button(title="utter_button_change_answer", payload="/change_answer", aside=True)


@dataclass(frozen=True)
class Traced:
    """What a message asked about, traced; `more`: other papers that say the same."""

    case: Case
    found: Origin | None = None
    more: Sequence[str] = field(default_factory=tuple)


def explain_document(session: Session, turn: Turn, _services: Services, traced: Traced | None) -> Sequence[Say]:
    """Where the sentence that the message names comes from; which one, is asked where it names none."""
    if traced is None:
        return none_yet()
    return [_told(session, turn, traced, traced.found)] if traced.found else ask(session, turn)


def ask(session: Session, turn: Turn) -> Sequence[Say]:
    """Which sentence is meant? The next message is taken as it."""
    conversation = turn.conversation(session)
    if (conversation.asked or {}).get("topic") != TOPIC:
        conversation.asked = {"topic": TOPIC, "before": dict(conversation.asked or {})}
    return [Say(say="utter_trace_which")]


def hear(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """The sentence that was asked for, or no sentence of ours; either way the question is closed."""
    conversation = turn.conversation(session)
    conversation.asked = dict((conversation.asked or {}).get("before") or {})
    traced = _traced(session, turn, services)
    if turn.intent in ("cancel", "deny", "goodbye") or traced is None:
        return [Say(say="utter_trace_left")]
    return [
        _told(session, turn, traced, traced.found)
        if traced.found
        else Say(say="utter_trace_not_found", buttons=[RESUME])
    ]


def again(_session: Session, _turn: Turn, _services: Services) -> Sequence[Say]:
    """The same question."""
    return [Say(say="utter_trace_which")]


def _traced(session: Session, turn: Turn, services: Services) -> Traced | None:
    conversation = turn.conversation(session)
    founding_id = conversation.founding_id or latest_of(session, turn.citizen_id)
    if founding_id is None:
        return None
    case = case_of(session, turn, services, founding_id)
    record = full_record(case.facts)
    files = [file for file in build(record).files if conversation.kind != GROUP or not file.confidential]
    places = [] if turn.text.startswith("/") else asked_about(files, turn.text)
    if not places:
        return Traced(case)
    first = places[0]
    more = dict.fromkeys(place.file.title for place in places if place.file.name != first.file.name)
    return Traced(case, origins.origin(first, record, given(session, founding_id)), tuple(more))


def _told(session: Session, turn: Turn, traced: Traced, found: Origin) -> Say:
    place = found.place
    params: dict[str, Any] = {
        "number": place.file.number,
        "paper": place.file.title,
        "sentence": place.passage.text,
        "clause": found.title if found.clause else "",
        "basis": list(found.basis),
        "law": found.law.isoformat() if found.law else "",
        "answers": [row for answer in _shown(session, turn, found) if (row := _row(turn, traced.case, answer))],
        "rules": len(found.rules),
        "more": list(traced.more[:FEW]),
        "others": max(len(traced.more) - FEW, 0),
    }
    return Say.model_validate({"say": "utter_trace", "with": params, "buttons": [CHANGE] if params["answers"] else []})


def _shown(session: Session, turn: Turn, found: Origin) -> list[origins.Answer]:
    """In a group, of persons only what stands in the sentence anyway."""
    stands = found.place.passage.paths
    group = turn.conversation(session).kind == GROUP
    return [a for a in found.answers if not group or a.path in stands or not a.path.startswith("persons[")]


def _row(turn: Turn, case: Case, answer: origins.Answer) -> dict[str, Any] | None:
    """One answer as a line: its name, value, day, and whose it is; none for what nobody is asked."""
    if answer.path not in case.questions or answer.value is None:
        return None
    how = answer.given
    day = how.at.astimezone(ZoneInfo(case.when.zone)).date().isoformat() if how else ""
    own = how is not None and how.by == turn.citizen_id
    value = show(case.questions[answer.path], json_value(answer.value), case)
    return {"label": answer.label, "value": value, "day": day, "own": own, "kind": how.kind if how else ""}


EXPLAIN = Slow(_traced, explain_document)
ACTIONS: dict[str, Answer | Slow[Any]] = {"action_explain_document": EXPLAIN}
