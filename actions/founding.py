"""Founding a cooperative in the conversation: the interview over the answers so far, and the papers as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from actions.base import Answer, SideQuestion, Turn
from actions.other_foundings import others, take_up
from actions.services import Services
from data.consent import give
from data.links import PERSONS, new_link
from data.reply import Button, Say
from data.tables.account import Municipality
from data.tables.files import File
from documents import cases
from documents.answers.calendar import When
from documents.answers.words import term_in
from documents.interview import engine
from documents.interview.case import Case
from documents.interview.outcome import Message, Outcome
from documents.legal_form.engine import known_facts

CHECKED = "legal_form"
CONSENT = "interview.consent"
TEXT_VERSION = "2026-11-25"
LIST_OF_PERSONS = "utter_founding_persons"
MINUTES_A_DAY = 24 * 60
FOUND = Button(title="utter_button_found", payload="/start_founding")
ANOTHER = Button(title="utter_button_another_founding", payload='/start_founding{"value": "new"}', aside=True)
RESUME = Button(title="utter_button_resume", payload="/resume_founding")


def start_founding(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """Begin a founding, or go on with the one that is there; another one beside it is offered."""
    conversation = turn.conversation(session)
    known = of_turn(session, turn)
    if known is None or turn.entity("value") == "new":
        conversation.asked = {}
        conversation.founding_id = cases.open_founding(session, turn.citizen_id, turn.municipality_id, services.now())
        return _carry_out(session, turn, services, lambda case: engine.begin(case, known_facts(_checked(turn))))
    first, *rest = _carry_out(session, turn, services, engine.begin)
    return [first.model_copy(update={"buttons": [*first.buttons, ANOTHER]}), *rest]


def _checked(turn: Turn) -> dict[str, Any]:
    """The answers of the legal-form check: a button brings them, or its result was shown last."""
    if turn.entity("kind") == CHECKED:
        return dict(json.loads(turn.entity("value") or "{}"))
    return dict(turn.focus.get("answers") or {}) if turn.focus.get("kind") == CHECKED else {}


def resume_founding(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """Go on where it was left, on whatever channel that was; a person's other foundings are offered beside it."""
    take_up(session, turn, turn.entity("id"))
    if of_turn(session, turn) is None:
        return none_yet()
    first, *rest = _carry_out(session, turn, services, engine.begin)
    return [first.model_copy(update={"buttons": [*first.buttons, *others(session, turn)]}), *rest]


def restart_founding(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """ "Von vorne": asked first, since a new founding begins beside the present one, which is kept; both rest."""
    if of_turn(session, turn) is None:
        return start_founding(session, turn, services)
    turn.conversation(session).asked = {}
    return [Say(say="utter_founding_restart", buttons=[RESUME, ANOTHER.model_copy(update={"aside": False})])]


def founding_progress(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """How far it is and what is open."""
    founding_id = of_turn(session, turn)
    if founding_id is None:
        return none_yet()
    done = engine.how_far(case_of(session, turn, services, founding_id))
    return [Say(say="utter_founding_progress", with_=done.as_params(), buttons=[RESUME])]


def change_answer(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """A correction outside the interview opens it again at that answer."""
    if of_turn(session, turn) is None:
        return none_yet()
    return _carry_out(session, turn, services, lambda case: engine.hear(case, _message(turn)))


def without_question(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """ "Why" or "later" though nothing is asked; a word of the field is explained at any time."""
    if term := term_in(turn.text):
        return [Say(say=f"utter_term_{term}")]
    if of_turn(session, turn) is None:
        return [Say(say="utter_no_question")]
    return [Say(say="utter_founding_no_question", buttons=[RESUME])]


def hear(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """A message while a question of the interview is open."""
    if turn.intent == "upload":
        return _upload(session, turn, services)
    if turn.intent == "resume_founding" and turn.entity("id"):
        return resume_founding(session, turn, services)
    if turn.text.startswith("/") and turn.intent != "answer_question":
        return _carry_out(session, turn, services, lambda case: engine.wish(case, turn.intent))
    return _carry_out(session, turn, services, lambda case: engine.hear(case, _message(turn)))


def again(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """The open question once more, after a side question."""
    return _carry_out(session, turn, services, engine.again)


def case_of(session: Session, turn: Turn, services: Services, founding_id: int) -> Case:
    """The founding as the interview sees it, at this moment and place."""
    zone = session.get_one(Municipality, turn.municipality_id).zone
    return Case(
        facts=cases.facts(session, founding_id),
        asked=turn.conversation(session).asked or {},
        when=When(today=services.now().astimezone(ZoneInfo(zone)).date(), zone=zone, state=""),
        tone=turn.tone,
        states=lambda name: sorted({place.state for place in services.library.places.find(name)}),
        towns=lambda text: sorted({found[0].name for _, _, found in services.library.places.mentioned(text)}),
    )


def _carry_out(session: Session, turn: Turn, services: Services, step: Callable[[Case], Outcome]) -> Sequence[Say]:
    founding_id = of_turn(session, turn)
    if founding_id is None:
        return none_yet()
    outcome = step(case_of(session, turn, services, founding_id))
    if outcome.kind == "side_question":
        raise SideQuestion
    cases.write(session, founding_id, outcome.changes, turn.citizen_id, turn.inbox_id, services.now())
    if any(change.path == CONSENT and change.value is True for change in outcome.changes):
        give(session, turn.citizen_id, "founding", TEXT_VERSION, services.now())
    turn.conversation(session).asked = dict(outcome.asked)
    return [*outcome.says, *_form_for_persons(session, turn, services, outcome)]


def _form_for_persons(session: Session, turn: Turn, services: Services, outcome: Outcome) -> Sequence[Say]:
    """Where the list of founders is asked and still empty: a link to the web form, for one person or for each."""
    asks_list = any(say.say == LIST_OF_PERSONS and not say.with_.get("people") for say in outcome.says)
    if not asks_list:
        return []
    link = new_link(session, PERSONS, turn.conversation_id, services.now())
    address = f"{services.settings.public_url}/personen/{link.token}"
    return [Say(say="utter_founding_persons_link", with_={"link": address, "days": link.minutes // MINUTES_A_DAY})]


def _upload(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """A file sent while a question is open: a list of founders, or something that is said to be none."""
    row = session.get(File, int(turn.entity("file") or 0))
    if row is None or row.citizen_id != turn.citizen_id:
        return [Say(say="utter_file_unexpected"), *again(session, turn, services)]
    content = services.files.path(row).read_bytes()
    return _carry_out(session, turn, services, lambda case: engine.add_file(case, content, row.name))


def _message(turn: Turn) -> Message:
    pressed = {name: values[0] for name, values in turn.entities.items()} if turn.intent == "answer_question" else {}
    return Message(text=turn.text, intent=turn.intent, confidence=turn.confidence, pressed=pressed)


def of_turn(session: Session, turn: Turn) -> int | None:
    """The founding of this conversation, or the one that the citizen took part in last."""
    conversation = turn.conversation(session)
    if conversation.founding_id is None:
        conversation.founding_id = cases.latest_of(session, turn.citizen_id)
    return conversation.founding_id


def none_yet() -> Sequence[Say]:
    """There is no founding to go on with."""
    return [Say(say="utter_founding_none_yet", buttons=[FOUND])]


ACTIONS: dict[str, Answer] = {
    "action_start_founding": start_founding,
    "action_resume_founding": resume_founding,
    "action_restart_founding": restart_founding,
    "action_founding_progress": founding_progress,
    "action_change_answer": change_answer,
    "action_explain_question": without_question,
    "action_skip_question": without_question,
}
