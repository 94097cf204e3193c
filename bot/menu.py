"""The commands for everybody (`menu.yml`): typed as "/hilfe" or "!hilfe", in capitals or not, in German or English.

Commands of coaches are others (`bot/commands`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.content import load

START = "start"
SIGNS = ("/", "!")


@dataclass(frozen=True)
class Command:
    """One command: `say` is its meaning for the core, `listed` whether menus show it, `room` also those of groups."""

    name: str
    english: str
    say: str
    listed: bool = True
    room: bool = False

    @property
    def about(self) -> str:
        """The name of the text that explains it."""
        return f"utter_menu_{self.name}"


@cache
def commands() -> tuple[Command, ...]:
    """All of them, in the order of the menu."""
    return tuple(Command(**entry) for entry in load(Path(__file__).with_name("menu.yml")))


def meaning(text: str) -> str | None:
    """What a typed command means for the core; None if it is none of these.

    "/start CODE" comes from a link t.me/bot?start=CODE and hands the code over.
    """
    word, _, rest = text.strip().partition(" ")
    if not word.startswith(SIGNS):
        return None
    name = word[1:].casefold()
    found = next((command for command in commands() if name in (command.name, command.english)), None)
    if found and found.name == START and rest.strip():
        return _handed_over(rest.strip())
    return found.say if found else None


def _handed_over(payload: str) -> str:
    """What a link hands over: the name of a command, or a code that links two accounts."""
    named = next((command for command in commands() if command.name == payload), None)
    return named.say if named else "/link_account" + json.dumps({"value": payload[:64]})
