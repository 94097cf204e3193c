"""Buttons below a message, and taking them away again: at any time only the latest answer of a chat has buttons."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from sqlalchemy import select
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channels.base import SentButton
from bot.channels.telegram.updates import NAME
from data.db import Database
from data.tables.account import Conversation
from data.tables.messages import Outbox, PressButton

SHORT_TITLE = 16
MOST_CHATS = 10_000


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
    """Which message of a chat has buttons; after a start it is looked up in the outbox."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._open: OrderedDict[str, int | None] = OrderedDict()

    def shown(self, chat: str, message_id: int) -> None:
        """This message has buttons now."""
        self._open.pop(chat, None)
        self._open[chat] = message_id
        if len(self._open) > MOST_CHATS:
            self._open.popitem(last=False)

    def gone(self, chat: str) -> None:
        """No message of this chat has buttons."""
        self._open[chat] = None

    def before(self, chat: str, row_id: int) -> int | None:
        """The message whose buttons must go when the row is sent. Blocks: a look into the database after a start."""
        return self._open[chat] if chat in self._open else self._remembered(chat, row_id)

    def _remembered(self, chat: str, row_id: int) -> int | None:
        with self._database.read() as session:
            found = session.scalar(
                select(Outbox.network_id)
                .join(Conversation, Outbox.conversation_id == Conversation.id)
                .join(PressButton, PressButton.outbox_id == Outbox.id)
                .where(Conversation.channel == NAME, Conversation.external_chat == chat)
                .where(Outbox.id < row_id, Outbox.state == "sent")
                .order_by(Outbox.id.desc())
                .limit(1)
            )
        return int(found) if found else None
