"""Standing questions: the text of the intent that was understood, faq/…; of an example just shown, its own figure.

"Was kostete ein Anteil bei denen?" after an example asks for that example. A topic that is named stays the topic.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions.base import Answer, Turn
from actions.blueprint_figures import MEMBERS, SHARE, figures
from actions.meant import meant, speak_of, spoken_of
from actions.services import Services
from data.reply import Say

THEIRS = re.compile(
    r"\b(denen|deren|dort|dessen|(haben|hatten|nehmen|nahmen|verlangen|wollten|brauchten|brauchen) die)\b"
)
FIGURES = {"faq/share_amount": SHARE, "faq/minimum_members": MEMBERS}


def faq(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """The standing answer, or the figure of the example that is meant."""
    if turn.intent in FIGURES and THEIRS.search(turn.text.lower()):
        return figures(session, turn, services.library, FIGURES[turn.intent]) or [_standing(turn)]
    target = spoken_of(turn, services.library) if turn.focus.get("challenge") else meant(turn, services.library)
    if target:
        speak_of(session, turn, target)
    return [_standing(turn)]


def _standing(turn: Turn) -> Say:
    return Say(say=f"utter_{turn.intent}")


ACTIONS: dict[str, Answer] = {"action_faq": faq}
