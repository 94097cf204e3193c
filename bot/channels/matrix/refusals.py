"""What an error of the homeserver means for the message that it refused (see `bot.errors`)."""

from __future__ import annotations

from nio import ErrorResponse

from bot.channels.matrix.account import stopped_by
from bot.errors import ChannelDown, ChannelError, ConversationClosed

LOOK_AGAIN_S = 5.0
NEVER = {"M_TOO_LARGE", "M_BAD_JSON", "M_INVALID_PARAM", "M_NOT_JSON"}


def refusal(error: ErrorResponse) -> ChannelError:
    """The right kind of error: the whole network waits, this room is closed, this message never, or later again."""
    if error.status_code == "M_LIMIT_EXCEEDED":
        return ChannelDown("rate limit", max(0.1, (error.retry_after_ms or 1000) / 1000))
    if error.status_code in ("M_FORBIDDEN", "M_NOT_FOUND"):
        return ConversationClosed(str(error))
    if stopped_by(error):
        return ChannelDown(str(error), LOOK_AGAIN_S)
    return ChannelError(str(error), None if error.status_code in NEVER else LOOK_AGAIN_S)
