"""Pictures, stickers, changed messages in a heap are answered with one sentence, not with twenty."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.inbox import Incoming

CALM = timedelta(seconds=10)
MOST = 1_000
EACH_COUNTS = ("too_large", "not_fetched")


class Heap:
    """What came a moment ago, by chat and kind."""

    def __init__(self, latest: dict[tuple[str, str], datetime] | None = None) -> None:
        self._latest = latest or {}

    def copy(self) -> Heap:
        """The same; what is noted there is not noted here."""
        return Heap(dict(self._latest))

    def covers(self, message: Incoming, now: datetime) -> bool:
        """Whether this one belongs to a heap that was answered already."""
        before = self._latest.get(_key(message))
        return _heaps(message) and before is not None and now - before < CALM

    def note(self, message: Incoming, now: datetime) -> None:
        """This one is answered."""
        if len(self._latest) > MOST:
            self._latest.clear()
        if _heaps(message):
            self._latest[_key(message)] = now


def _heaps(message: Incoming) -> bool:
    return bool(message.attachment) and not message.text and message.attachment not in EACH_COUNTS


def _key(message: Incoming) -> tuple[str, str]:
    return message.chat, message.attachment
