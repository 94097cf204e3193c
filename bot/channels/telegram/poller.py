"""Asks Telegram for updates, for as long as we run: raw JSON, so that one unreadable update never stops the rest.

An update is acknowledged by asking for the next one; that happens only after `take` has committed it.
Refusals (two pollers, a revoked token, too many requests, a server that is down) end in a pause and one line for the
operator, never in the end of polling.
"""

from __future__ import annotations

import warnings
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import structlog
from telegram import Bot
from telegram.error import Conflict, EndPointNotFound, Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.warnings import PTBUserWarning
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type
from tenacity.wait import wait_base, wait_exponential_jitter

from data.errors import StorageError

log = structlog.get_logger(__name__)
KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
WAIT_S, AT_ONCE = 30, 100
WRONG_TOKEN_PAUSE_S = 300.0
REFUSED = (InvalidToken, EndPointNotFound, Forbidden)  # a token revoked while we run looks like a missing method
HINTS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (REFUSED, "the token is wrong or was revoked: set telegram.token to the one that @BotFather shows, then restart"),
    (Conflict, "another process polls with this token, or a webhook is set: end that one"),
    (StorageError, "our disk or database does not take messages; Telegram keeps them for a day"),
)
Take = Callable[[Sequence[dict[str, Any]]], Awaitable[None]]


class Poller:
    """Polls until cancelled."""

    def __init__(self, bot: Bot, take: Take, wait: wait_base | None = None) -> None:
        self._bot, self._take = bot, take
        self._wait = wait or Pause()
        self._offset: int | None = None
        # PTB advises its own get_updates, which cannot skip an update that it cannot read; both kinds of its
        # `retry_after` are read here
        warnings.filterwarnings("ignore", message=".*(getUpdates|retry_after)", category=PTBUserWarning)

    async def run(self) -> None:
        """For ever."""
        while True:
            await patiently(self._once, self._wait)

    async def _once(self) -> None:
        updates = await self._ask()
        if updates:
            await self._take(updates)
            self._offset = max(int(update["update_id"]) for update in updates) + 1

    async def _ask(self) -> list[dict[str, Any]]:
        asked = {"timeout": WAIT_S, "limit": AT_ONCE, "allowed_updates": KINDS, "offset": self._offset}
        found = await self._bot.do_api_request("getUpdates", api_kwargs=asked, read_timeout=WAIT_S + 15)
        return [update for update in found if isinstance(update, dict) and isinstance(update.get("update_id"), int)]


class Pause(wait_base):
    """How long to wait after a failure: as the server says, else longer and longer."""

    def __init__(self, first: float = 0.5, most: float = 60.0) -> None:
        self._longer = wait_exponential_jitter(multiplier=first, max=most, jitter=first)

    def __call__(self, retry_state: RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        if isinstance(error, RetryAfter):
            return seconds_of(error)
        if isinstance(error, REFUSED):
            return WRONG_TOKEN_PAUSE_S
        return self._longer(retry_state)


async def patiently(work: Callable[[], Awaitable[Any]], wait: wait_base) -> Any:
    """Do it again until it succeeds; the operator reads of each kind of failure once."""
    told: set[str] = set()

    def tell(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome else None
        hint = next((hint for kind, hint in HINTS if isinstance(error, kind)), f"{type(error).__name__}: {error}")
        if hint not in told:
            told.add(hint)
            log.error("telegram_waits", reason=hint)

    again = retry_if_exception_type((TelegramError, StorageError))
    return await AsyncRetrying(wait=wait, retry=again, before_sleep=tell)(work)


def seconds_of(error: RetryAfter) -> float:
    """The pause that Telegram asks for (PTB gives a number or a timedelta)."""
    asked = error.retry_after
    return float(asked) if isinstance(asked, (int, float)) else asked.total_seconds()
