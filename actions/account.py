"""How the bot speaks to a person, a human helper, and going on on another device."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from actions.base import Answer, Turn
from actions.blueprints import ask_supporter
from actions.services import Services
from data.content import load
from data.language import fold
from data.links import DEVICE, new_link
from data.reply import Button, Say

TONES = ("sie", "du", "leicht", "en")


@cache
def _tone_words() -> tuple[set[str], list[tuple[str, list[str]]]]:
    table = load(Path(__file__).with_name("tones.yml"))
    return set(table["pronouns"]), [(tone, list(words)) for entry in table["tones"] for tone, words in entry.items()]


def wanted_tone(text: str) -> str | None:
    """The tone that a message asks for, by its words; None if it names none."""
    pronouns, tones = _tone_words()
    folded = fold(text)
    for tone, words in tones:
        if folded in words or any(f" {word} " in f" {folded} " for word in words if word not in pronouns):
            return tone
    return None


def change_language(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """Sie, du, Leichte Sprache or English, at any moment."""
    tone = turn.entity("tone") or wanted_tone(turn.text)
    if tone not in TONES:
        return [Say(say="utter_change_language", buttons=[_tone_button(t) for t in TONES])]
    return _changed(session, turn, tone)


def easy_language(session: Session, turn: Turn, _services: Services) -> Sequence[Say]:
    """Leichte Sprache from now on, or no longer."""
    return _changed(session, turn, "sie" if wanted_tone(turn.text) == "sie" else "leicht")


def contact_coach(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """How to reach a human; where a topic is talked of, also who gives advice on it."""
    contact = services.settings.operator.coach_contact
    on_the_topic = ask_supporter(session, turn, services) if turn.focus.get("challenge") else []
    return [Say(say="utter_contact_coach", with_={"contact": contact}), *on_the_topic]


def link_account(session: Session, turn: Turn, services: Services) -> Sequence[Say]:
    """A link and six words to go on elsewhere, good once."""
    link = new_link(session, DEVICE, turn.conversation_id, services.now())
    address = f"{services.settings.public_url}/weiter/{link.token}"
    return [Say(say="utter_link_account", with_={"link": address, "words": link.words, "minutes": link.minutes})]


def _changed(session: Session, turn: Turn, tone: str) -> Sequence[Say]:
    turn.citizen(session).tone = tone
    return [Say(say="utter_tone_changed", with_={"tone_chosen": tone})]


def _tone_button(tone: str) -> Button:
    return Button(title=f"utter_button_tone_{tone}", payload=f'/change_language{{"tone": "{tone}"}}')


ACTIONS: dict[str, Answer] = {
    "action_change_language": change_language,
    "action_easy_language": easy_language,
    "action_contact_coach": contact_coach,
    "action_link_account": link_account,
}
