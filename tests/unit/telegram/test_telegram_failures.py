"""What a refusal of Telegram means for a message, and how long we wait after one."""

from __future__ import annotations

import httpx
import pytest
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.error import TelegramError as Refusal
from tenacity import Future, RetryCallState

from bot.channels.telegram.failures import failure
from bot.channels.telegram.poller import WRONG_TOKEN_PAUSE_S, Pause
from bot.errors import ChannelDown, ChannelError, ConversationClosed, FateUnknown


def caused(error: NetworkError, cause: Exception) -> NetworkError:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("refusal", "kind", "retry_after"),
    [
        (RetryAfter(7), ChannelError, 7),
        (Forbidden("bot was blocked by the user"), ConversationClosed, None),
        (BadRequest("Chat not found"), ConversationClosed, None),
        (BadRequest("Not enough rights to send text messages to the chat"), ConversationClosed, None),
        (BadRequest("Can't parse entities"), ChannelError, None),
        (InvalidToken(), ChannelDown, 60),
        (EndPointNotFound("sendMessage"), ChannelDown, 60),
        (NetworkError("Bad Gateway"), FateUnknown, 5),
        (caused(TimedOut(), httpx.ReadTimeout("")), FateUnknown, 5),
        (caused(TimedOut(), httpx.ConnectTimeout("")), ChannelDown, 5),
        (caused(TimedOut(), httpx.PoolTimeout("")), ChannelDown, 5),
        (caused(NetworkError("x"), httpx.ConnectError("")), ChannelDown, 5),
    ],
)
@pytest.mark.filterwarnings("ignore:.*retry_after")
def test_a_refusal_has_its_consequence(refusal: Refusal, kind: type[ChannelError], retry_after: float | None) -> None:
    found = failure(refusal)
    assert type(found) is kind
    assert found.retry_after == retry_after


def pause_after(error: Exception, attempt: int = 1) -> float:
    state = RetryCallState(None, None, (), {})  # type: ignore[arg-type]
    state.outcome = Future(attempt)
    state.outcome.set_exception(error)
    state.attempt_number = attempt
    return Pause()(state)


@pytest.mark.filterwarnings("ignore:.*retry_after")
def test_pauses_are_as_the_server_says_long_for_a_wrong_token_and_growing_else() -> None:
    assert pause_after(RetryAfter(12)) == 12
    assert pause_after(InvalidToken()) == WRONG_TOKEN_PAUSE_S
    assert pause_after(NetworkError("x")) <= 1
    assert 30 <= pause_after(NetworkError("x"), 12) <= 60
