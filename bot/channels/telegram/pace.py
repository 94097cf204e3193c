"""Keeps to what Telegram allows: about one message a second to a person, twenty a minute to a group, thirty a second in
all (docs of the Bot API; exact figures are not published). Waits its turn instead of being refused.
"""

from __future__ import annotations

from collections import OrderedDict

from aiolimiter import AsyncLimiter

from data.settings import TelegramSettings

AT_ONCE = 3
GROUP_A_MINUTE = 20
MOST_CHATS = 10_000


class Pace:
    """One limiter for all chats and one for each."""

    def __init__(self, settings: TelegramSettings) -> None:
        self._all = AsyncLimiter(settings.per_second, 1)
        self._chat_s = AT_ONCE / settings.chat_per_second
        self._chats: OrderedDict[str, AsyncLimiter] = OrderedDict()

    async def wait(self, chat: str, messages: int = 1) -> None:
        """Until so many messages may go to this chat."""
        for _ in range(messages):
            await self._of(chat).acquire()
            await self._all.acquire()

    def _of(self, chat: str) -> AsyncLimiter:
        limiter = self._chats.pop(chat, None) or self._new(chat)
        self._chats[chat] = limiter
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return limiter

    def _new(self, chat: str) -> AsyncLimiter:
        return AsyncLimiter(GROUP_A_MINUTE, 60) if is_group(chat) else AsyncLimiter(AT_ONCE, self._chat_s)


def is_group(chat: str) -> bool:
    """Numbers of groups are negative on Telegram."""
    return chat.startswith("-")
