"""Sends one message of the outbox: its text in parts, buttons below the last one, files behind it.

What was sent of a message is remembered, so that a second try goes on where the first one stopped.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import ChatMigrated, TelegramError

from bot.channels.base import Outgoing
from bot.channels.telegram.failures import failure
from bot.channels.telegram.formatting import Part, parts_of
from bot.channels.telegram.in_doubt import InDoubt
from bot.channels.telegram.keyboards import OpenKeyboards, keyboard, notes
from bot.channels.telegram.pace import Pace
from bot.channels.telegram.papers import bundles, send_files
from bot.channels.telegram.updates import NAME
from bot.errors import ChannelError, FateUnknown
from bot.texts import Texts
from data import chats
from data.db import Database


class Sending:
    """From outbox rows to Telegram."""

    def __init__(self, bot: Bot, pace: Pace, keyboards: OpenKeyboards, texts: Texts, database: Database) -> None:
        self._bot, self._pace, self._keyboards = bot, pace, keyboards
        self._texts, self._database = texts, database
        self._in_doubt = InDoubt(database)
        self._done: dict[int, tuple[int, str]] = {}  # parts that have gone out, and the number of the last text

    def after_a_crash(self) -> None:
        """See `InDoubt`."""
        self._in_doubt.after_a_crash()

    async def send(self, message: Outgoing) -> str:
        """Send; gives the number of the message that has the buttons. Raises ChannelError."""
        try:
            return await self._to(message.chat, message)
        except ChatMigrated as moved:
            chat = str(moved.new_chat_id)
            await asyncio.to_thread(self._move, message.chat, chat)
            return await self._again(chat, message)
        except TelegramError as error:
            raise self._failed(message, error) from error

    async def _again(self, chat: str, message: Outgoing) -> str:
        try:
            return await self._to(chat, message)
        except TelegramError as error:
            raise self._failed(message, error) from error

    async def _to(self, chat: str, message: Outgoing) -> str:
        older = await asyncio.to_thread(self._keyboards.of_other_turns, chat, message)
        parts = parts_of(self._text(message))
        buttons = keyboard(message.buttons)
        done, last = self._done.get(message.id, (0, ""))
        for number, part in enumerate(parts[done:], done):
            below = buttons if number == len(parts) - 1 else None
            last = await self._part(chat, message, part, below)
            self._done[message.id] = (number + 1, last)
        await self._files(chat, message, len(parts), last)
        self._done.pop(message.id, None)
        for message_id in older:
            await self._take_away(chat, message_id)
        if buttons and last:
            self._keyboards.shown(chat, int(last), message.inbox_id)
        return last

    def _failed(self, message: Outgoing, error: TelegramError) -> ChannelError:
        """Our error; what is in doubt begins anew when it is repeated, since its mark stands at the beginning."""
        ours = failure(error)
        if isinstance(ours, FateUnknown) or ours.retry_after is None:
            self._done.pop(message.id, None)
        return ours

    def _text(self, message: Outgoing) -> str:
        whole = "\n\n".join(filter(None, (message.text, notes(message.buttons))))
        return self._texts.render("utter_channel_repeated", {}) + "\n\n" + whole if message.repeated else whole

    async def _part(self, chat: str, message: Outgoing, part: Part, below: InlineKeyboardMarkup | None) -> str:
        await self._pace.wait(chat)
        async with self._in_doubt.under_way(message.id):
            sent = await self._bot.send_message(
                int(chat),
                part.text,
                entities=part.entities,
                reply_markup=below,
                message_thread_id=_thread(message),
                disable_web_page_preview=True,
            )
        return str(sent.message_id)

    async def _files(self, chat: str, message: Outgoing, after: int, last: str) -> None:
        done, _ = self._done.get(message.id, (after, last))
        for number, few in enumerate(bundles(message.files, chat), after):
            if number >= done:
                await self._pace.wait(chat, len(few))
                async with self._in_doubt.under_way(message.id):
                    await send_files(self._bot, chat, few, _thread(message))
                self._done[message.id] = (number + 1, last)

    async def _take_away(self, chat: str, message_id: int) -> None:
        """The buttons of an older message; nobody is hurt where that fails."""
        self._keyboards.gone(chat, message_id)
        with suppress(TelegramError):
            await self._bot.edit_message_reply_markup(int(chat), message_id, reply_markup=None)

    def _move(self, before: str, after: str) -> None:
        with self._database.write() as session:
            chats.move(session, NAME, before, after)


def _thread(message: Outgoing) -> int | None:
    return int(message.thread) if message.thread else None
