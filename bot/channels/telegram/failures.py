"""What a refusal of Telegram means: later, never, never to this person, or nobody knows whether it arrived."""

from __future__ import annotations

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.channels.telegram.poller import seconds_of
from bot.errors import ChannelDown, ChannelError, ConversationClosed, FateUnknown

DOWN_PAUSE_S, REFUSED_PAUSE_S = 5.0, 60.0
GONE = ("chat not found", "user is deactivated", "have no rights to send", "not enough rights", "chat_write_forbidden")
NOT_HANDED_OVER = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


def failure(error: TelegramError) -> ChannelError:
    """Our error for theirs. A moved group is no failure: see `ChatMigrated` in `sending`."""
    if isinstance(error, (InvalidToken, EndPointNotFound)):
        return ChannelDown(type(error).__name__, REFUSED_PAUSE_S)  # their words may hold the token
    reason = f"{type(error).__name__}: {error.message}"
    if isinstance(error, RetryAfter):
        return ChannelError(reason, seconds_of(error))
    if isinstance(error, Forbidden):
        return ConversationClosed(reason)
    if isinstance(error, (BadRequest, ChatMigrated)):
        return ConversationClosed(reason) if _is_gone(reason) else ChannelError(reason)
    if isinstance(error, NetworkError):
        return ChannelDown(reason, DOWN_PAUSE_S) if _not_handed_over(error) else FateUnknown(reason, DOWN_PAUSE_S)
    return ChannelError(reason)


def _not_handed_over(error: NetworkError) -> bool:
    return isinstance(error.__cause__, NOT_HANDED_OVER)


def _is_gone(reason: str) -> bool:
    lowered = reason.lower()
    return any(sign in lowered for sign in GONE)
