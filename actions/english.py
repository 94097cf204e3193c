"""Whether somebody writes English while we speak German: then English is offered, below the answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from actions.base import Turn
from data.content import load
from data.language import fold
from data.reply import Button, Say

GERMANS_SAY_SO_TOO = frozenset({"hi", "hey", "a"})
ENGLISH = Button(title="utter_button_tone_en", payload='/change_language{"tone": "en"}', aside=True)


def english_offer(turn: Turn) -> list[Say]:
    """The offer, where the message is English and the person is not yet spoken to in it."""
    said = set(fold(turn.text).split())
    if turn.tone == "en" or said <= GERMANS_SAY_SO_TOO or not said <= _words():
        return []
    return [Say(say="utter_english_offer", buttons=[ENGLISH])]


@cache
def _words() -> frozenset[str]:
    return frozenset(load(Path(__file__).with_name("tones.yml"))["english"])
