"""What holds in every group, whatever the network: the bot answers only when spoken to, and never in a circle.

Knows no network and no table.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_IN_A_ROW, WITHIN = 8, timedelta(minutes=1)
MOST_SPEAKERS = 10_000


@dataclass(frozen=True)
class Address:
    """How a message in a group concerns us: by our name, as a reply to our words, or as a command that we know."""

    mention: bool = False
    reply: bool = False
    command: bool = False
    from_bot: bool = False


def spoken_to(address: Address) -> bool:
    """Whether we answer. Another bot is never answered."""
    return not address.from_bot and (address.mention or address.reply or address.command)


def without_name(text: str, names: Iterable[str]) -> str:
    """The words without our name before or behind them ("Gemeinwerk: was kostet das?", "hallo @gemeinwerk")."""
    bare_names = {name.removeprefix("@") for name in names} - {""}
    either = "|".join(re.escape(name) for name in sorted(bare_names, key=len, reverse=True))
    if not either:
        return text.strip()
    start = rf"^\s*@?(?:{either})(?:\s*[:,–-]\s*|\s+|$)"
    end = rf"(?:^|(?:\s*,)?\s+)@?(?:{either})\s*(?P<mark>[.?!]*)\s*$"
    bare = re.sub(start, "", text, count=1, flags=re.IGNORECASE)
    return re.sub(end, r"\g<mark>", bare, count=1, flags=re.IGNORECASE).strip()


class Circles:
    """Hears who speaks to us in a group more often than a person does: two bots answering each other.

    Such a one is not answered until a minute has passed without a word of theirs being counted.
    """

    def __init__(self) -> None:
        self._heard: dict[tuple[str, str], deque[tuple[str, datetime]]] = {}

    def goes_round(self, chat: str, sender: str, message: str, now: datetime) -> bool:
        """Count one message that is for us, once however often it is read; True if it should stay unanswered."""
        if len(self._heard) > MOST_SPEAKERS:
            self._heard.clear()
        heard = self._heard.setdefault((chat, sender), deque(maxlen=MOST_IN_A_ROW))
        if any(message == counted for counted, _ in heard):
            return False
        if len(heard) == MOST_IN_A_ROW and now - heard[0][1] < WITHIN:
            return True
        heard.append((message, now))
        return False
