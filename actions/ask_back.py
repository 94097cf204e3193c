"""Below the confidence limit: offer the two best readings; after the second miss, a human (design, section 3)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions.base import Answer, Turn
from actions.services import Services
from data.reply import Button, Say

READINGS = 2
NEVER_OFFERED = frozenset(
    {"nlu_fallback", "faq", "out_of_scope", "affirm", "deny", "greet", "goodbye", "thank", "distress", "skip_question"}
)
COACH = Button(title="utter_button_coach", payload="/contact_coach", aside=True)


def ask_back(_session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """ "Meinten Sie …?" with the two best readings; a coach beside them from the second miss on."""
    readings = [name for name, _ in turn.ranking if name not in NEVER_OFFERED][:READINGS]
    buttons = [Button(title=f"utter_reading/{name}", payload=f"/{name}") for name in readings]
    if turn.misses:
        return [Say(say="utter_ask_back_again", buttons=[*buttons, COACH])]
    return [Say(say="utter_ask_back", buttons=buttons)]


ACTIONS: dict[str, Answer] = {"action_ask_back": ask_back}
