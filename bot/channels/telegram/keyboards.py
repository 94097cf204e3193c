"""Buttons below a message, and taking them away again: only the latest answer of a chat keeps its buttons.

An answer may be several messages (a side question's, then the open question again); the buttons of all of them stay.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from sqlalchemy import select
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.base import Outgoing, SentButton
from bot.channels.telegram.updates import NAME
from data.db import Database
from data.tables.account import Conversation
from data.tables.messages import Outbox, PressButton

SHORT_TITLE = 16
MOST_CHATS, REMEMBERED = 10_000, 3


def keyboard(buttons: Sequence[SentButton]) -> InlineKeyboardMarkup | None:
    """One button a row, two where both titles are short. Choices carry the number that may be typed instead."""
    if not buttons:
        return None
    rows: list[list[InlineKeyboardButton]] = []
    room = False
    for button in buttons:
        key = InlineKeyboardButton(title(button), callback_data=button.short_id)
        short = len(key.text) <= SHORT_TITLE
        if room and short:
            rows[-1].append(key)
            room = False
        else:
            rows.append([key])
            room = short
    return InlineKeyboardMarkup(rows)


def title(button: SentButton) -> str:
    """What stands on a button."""
    return f"{button.number}. {button.title}" if button.number else button.title


def notes(buttons: Sequence[SentButton]) -> str:
    """What does not fit on the buttons, as Markdown lines below the text."""
    return "\n".join(f"{button.number}\\. {button.note}" for button in buttons if button.number and button.note)


class OpenKeyboards:
    """Which messages of a chat have buttons, each with the turn it belongs to; after a start they are looked up."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open: OrderedDict[str, dict[int, int | None]] = OrderedDict()

    def shown(self, chat: str, message_id: int, turn: int | None) -> None:
        """This message has buttons now. A notice belongs to no turn."""
        self._of(chat)[message_id] = turn

    def gone(self, chat: str, message_id: int) -> None:
        """It has none any more."""
        self._of(chat).pop(message_id, None)

    def of_other_turns(self, chat: str, message: Outgoing) -> list[int]:
        """The messages whose buttons go when an answer is sent; a notice takes none away. Blocks at the first time."""
        if chat not in self._open:
            self._of(chat).update(self._remembered(chat, message.id))
        return [one for one, turn in self._of(chat).items() if message.inbox_id and turn != message.inbox_id]

    def _of(self, chat: str) -> dict[int, int | None]:
        found = self._open.pop(chat, {})
        self._open[chat] = found
        if len(self._open) > MOST_CHATS:
            self._open.popitem(last=False)
        return found

    def _remembered(self, chat: str, row_id: int) -> dict[int, int | None]:
        """The latest few, since older ones were taken away when those were sent."""
        with self._database.read() as session:
            found = session.execute(
                select(Outbox.network_id, Outbox.inbox_id)
                .distinct()
                .join(Conversation, Outbox.conversation_id == Conversation.id)
                .join(PressButton, PressButton.outbox_id == Outbox.id)
                .where(Conversation.channel == NAME, Conversation.external_chat == chat)
                .where(Outbox.id < row_id, Outbox.state == "sent")
                .order_by(Outbox.inbox_id.desc())
                .limit(REMEMBERED)
            )
            return {int(network_id): turn for network_id, turn in found if network_id}
