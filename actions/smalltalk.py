"""Greeting, help, yes and no without a question, breaking off, and help for people in distress."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from actions.base import Answer, Turn
from actions.blueprints import BARE, about
from actions.english import english_offer
from actions.founding import CHECKED, FOUND, RESUME, of_turn, start_founding
from actions.legal_form_says import going_on
from actions.services import Services
from data.reply import Button, Say
from documents.legal_form.engine import known_facts

UNSURE = 0.5  # below it a person in distress is heard, but the hardship of a village may have been meant
FIRST_STEPS = (
    Button(title="utter_button_challenges", payload="/ask_challenges"),
    FOUND,
    Button(title="utter_button_legal_form", payload="/check_legal_form"),
)


def greet(_session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """Hello, with the three things that help most."""
    return [Say(say="utter_greet", buttons=list(FIRST_STEPS)), *english_offer(turn)]


def help_(_session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """What the bot can do."""
    return [Say(say="utter_help", buttons=list(FIRST_STEPS)), *english_offer(turn)]


def affirm(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """A yes to which no question is open; below a legal form check that found the eG fitting, it means founding one."""
    if turn.focus.get("kind") == CHECKED and known_facts(turn.focus.get("answers") or {}):
        return start_founding(session, turn, services)
    return [Say(say="utter_affirm_nothing", buttons=list(FIRST_STEPS))]


def deny(_session: Session, _turn: Turn, _services: Services) -> Sequence[Say]:
    """A no to which no question is open."""
    return [Say(say="utter_deny_nothing")]


def cancel(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """Break off what is being asked; what was answered stays."""
    topic = _rest(session, turn).get("topic")
    if topic == "founding":
        return [Say(say="utter_founding_paused", buttons=[RESUME])]
    return [Say(say="utter_cancelled" if topic else "utter_cancel_nothing")]


def distress(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """A human answer with the emergency and crisis numbers; whatever was asked can wait.

    It is given at a low confidence too, unless the library knows what was said ("keiner kümmert sich um die Alten"):
    then that is told, and the number in one line below it; for a bare topic ("Ärztemangel") the topic alone.
    """
    topic = about(session, turn, services) if turn.confidence < UNSURE else []
    if topic:
        bare = len(turn.text.split()) <= BARE
        return topic if bare else [*topic, Say(say="utter_distress_in_case")]
    return [Say(say="utter_distress", buttons=_going_on(_rest(session, turn)))]


def goodbye(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """The talk ends, and with it the open question; it can be taken up again."""
    begun = of_turn(session, turn) is not None or bool(turn.interview)
    return [Say(say="utter_goodbye", with_={"begun": begun}, buttons=_going_on(_rest(session, turn)))]


def _rest(session: Session, turn: Turn) -> dict[str, Any]:
    """Close the open question; gives what was open."""
    conversation = turn.conversation(session)
    asked = dict(conversation.asked or {})
    conversation.asked = {}
    return asked


def _going_on(asked: dict[str, Any]) -> list[Button]:
    """A button back to what was open."""
    if asked.get("topic") == "founding":
        return [RESUME.model_copy(update={"aside": True})]
    return [going_on(asked["answers"])] if asked.get("topic") == "legal_form" else []


ACTIONS: dict[str, Answer] = {
    "action_greet": greet,
    "action_help": help_,
    "action_affirm": affirm,
    "action_deny": deny,
    "action_cancel": cancel,
    "action_distress": distress,
    "action_goodbye": goodbye,
}
