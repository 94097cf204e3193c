"""Below the confidence limit: offer the two best readings; after the second miss, a human (design, section 3).

A bare topic ("Freibad") or a follow-up ("und in Hamburg?") is no intent, but the library knows it: then it comes first.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from actions.base import Answer, Turn
from actions.blueprints import BARE, about, about_button, pointed
from actions.english import english_offer
from actions.founding import of_turn
from actions.services import Services
from actions.smalltalk import FIRST_STEPS
from data.content import load
from data.language import fold
from data.reply import Button, Say
from documents.answers.words import term_in

READINGS = 2
LEAST = 0.05  # a reading less likely than this is noise
NEVER_OFFERED = frozenset(
    {"nlu_fallback", "faq", "out_of_scope", "affirm", "deny", "greet", "goodbye", "thank", "distress", "contact_coach"}
)
IN_AN_INTERVIEW = frozenset({"cancel", "explain_question", "skip_question"})
IN_A_FOUNDING = frozenset({"resume_founding", "founding_progress", "change_answer", "get_documents"})
COACH = Button(title="utter_button_coach", payload="/contact_coach", aside=True)


def ask_back(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """ "Meinten Sie …?" with the two best readings; a coach beside them from the second miss on."""
    if short := _short(session, turn, services):
        return short
    buttons = [*about_button(turn, services), *_readings(session, turn)][:READINGS]
    human = [COACH] if turn.misses else []
    if not buttons:
        return [Say(say="utter_ask_back_open", buttons=[*FIRST_STEPS, *human]), *english_offer(turn)]
    return [Say(say="utter_ask_back_again" if human else "utter_ask_back", buttons=[*buttons, *human])]


def out_of_scope(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """What we do not serve; where the library knows the topic after all, it is offered."""
    if rude(turn.text):
        return [Say(say="utter_out_of_scope_rude", buttons=[COACH])]
    if short := _short(session, turn, services):
        return short
    buttons = about_button(turn, services)
    return [
        Say(say="utter_out_of_scope_but" if buttons else "utter_out_of_scope", buttons=buttons),
        *english_offer(turn),
    ]


def rude(text: str) -> bool:
    """Whether somebody vents anger instead of asking."""
    said = f" {fold(text)}"
    return any(f" {word}" in said for word in _rude_words())


@cache
def _rude_words() -> list[str]:
    return list(load(Path(__file__).with_name("rude.yml"))["rude"])


def _short(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """What a few words point at or name; nothing for longer texts."""
    bare = len(turn.text.split()) <= BARE
    if term := term_in(turn.text):
        return [Say(say=f"utter_term_{term}")]
    return pointed(session, turn, services) or (about(session, turn, services) if bare else [])


def _readings(session: Session, turn: Turn) -> list[Button]:
    """The best readings that make sense here."""
    senseless = NEVER_OFFERED if turn.interview else NEVER_OFFERED | IN_AN_INTERVIEW
    if of_turn(session, turn) is None:
        senseless |= IN_A_FOUNDING
    names = [name for name, likely in turn.ranking if name not in senseless and likely >= LEAST]
    return [Button(title=f"utter_reading/{name}", payload=f"/{name}") for name in names]


ACTIONS: dict[str, Answer] = {"action_ask_back": ask_back, "action_out_of_scope": out_of_scope}
