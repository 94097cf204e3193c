"""What a person sees at once when they press a button: the waiting sign ends, and their choice stands in the talk.

Only for the eye: where it fails (an old query, a deleted message), nothing is lost.
"""

from __future__ import annotations

from contextlib import suppress

from telegram import Bot, Message
from telegram.constants import CallbackQueryLimit
from telegram.error import TelegramError
from telegramify_markdown import utf16_len

from bot.channels.telegram.formatting import LONGEST
from bot.channels.telegram.keyboards import OpenKeyboards
from bot.channels.telegram.meanings import Pressed
from bot.markdown import to_plain
from bot.texts import Texts

LONGEST_TOAST = int(CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH)


class Presses:
    """Answers to pressed buttons."""

    def __init__(self, bot: Bot, keyboards: OpenKeyboards, texts: Texts) -> None:
        self._bot, self._keyboards, self._texts = bot, keyboards, texts

    async def seen(self, press: Pressed, *, new: bool) -> None:
        """The first press shows the choice; a second one says that it is answered."""
        chosen = _title(press)
        toast = "" if new else self._words("utter_telegram_answered_before", chosen)
        with suppress(TelegramError):
            await self._bot.answer_callback_query(press.query_id, text=toast[:LONGEST_TOAST] or None)
        if new and press.shown is not None:
            with suppress(TelegramError):
                await self._show(press, press.shown, chosen)

    async def _show(self, press: Pressed, shown: Message, chosen: str) -> None:
        """The message once more, without buttons and with the choice below it."""
        self._keyboards.gone(press.incoming.chat, shown.message_id)
        text = f"{shown.text or ''}\n\n{self._words('utter_telegram_chosen', chosen)}"
        if chosen and shown.text and utf16_len(text) <= LONGEST:
            await self._bot.edit_message_text(
                text, shown.chat.id, shown.message_id, entities=shown.entities, disable_web_page_preview=True
            )
        else:
            await self._bot.edit_message_reply_markup(shown.chat.id, shown.message_id, reply_markup=None)

    def _words(self, name: str, chosen: str) -> str:
        return to_plain(self._texts.render(name, {"choice": chosen}))


def _title(press: Pressed) -> str:
    """What stands on the pressed button, without the number that Telegram need not show."""
    rows = press.shown.reply_markup.inline_keyboard if press.shown and press.shown.reply_markup else ()
    return next((key.text for row in rows for key in row if key.callback_data == press.incoming.press), "")
