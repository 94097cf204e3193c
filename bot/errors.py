"""What can go wrong in `bot`, said in English for operators.

BotError
├── TextError         a text is missing or cannot be filled (name, file)
├── CoreError         the conversation core does not answer
│   └── CoreAway            nobody listens at its address: it starts, or was stopped
├── ChannelError      a network did not take a message (`retry_after` seconds, or never)
│   ├── ChannelDown         the whole network cannot be used now: nothing is counted against the message
│   ├── ConversationClosed  this person or room takes nothing from us any more, until they write again
│   └── FateUnknown         it may have arrived: the answer of the network was lost
└── PartMissing       something must be installed or trained first: says the command
"""

from __future__ import annotations


class BotError(Exception):
    """The root of this package's errors."""


class TextError(BotError):
    """A text is missing or does not fit its parameters."""


class CoreError(BotError):
    """The core cannot be reached or did not answer in time."""


class CoreAway(CoreError):
    """The core is not there at this moment; a message waits for it, however long that takes."""


class ChannelError(BotError):
    """A network did not take a message."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        super().__init__(reason)


class ChannelDown(ChannelError):
    """The network cannot be reached or refuses us altogether; `retry_after` seconds is when to look again."""


class ConversationClosed(ChannelError):
    """Blocked, kicked or gone: no further message until the other side writes again."""


class FateUnknown(ChannelError):
    """The message was handed over and no answer came."""


class PartMissing(BotError):
    """A part of the installation is not there; the message says how to get it."""
