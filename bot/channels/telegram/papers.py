"""Hands over files: one alone, several as a bundle of up to ten; into a group a dossier comes as its archive alone."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Bot, InputFile, InputMediaDocument
from telegram.constants import MediaGroupLimit

from bot.channels.base import SentFile
from bot.channels.telegram.pace import is_group

MOST_TOGETHER = int(MediaGroupLimit.MAX_MEDIA_LENGTH)
PATIENCE_S = 120.0
ARCHIVE = "application/zip"
Bundle = Sequence[SentFile]


def bundles(files: Bundle, chat: str) -> list[Bundle]:
    """The files as they go out together. Twenty messages a minute are all that Telegram lets into a group chat."""
    archives = [file for file in files if file.media_type == ARCHIVE]
    if is_group(chat) and len(files) > MOST_TOGETHER and archives:
        return [archives]
    return [files[first : first + MOST_TOGETHER] for first in range(0, len(files), MOST_TOGETHER)]


async def send_files(bot: Bot, chat: str, files: Bundle, thread: int | None) -> None:
    """One bundle. Raises TelegramError."""
    media = [InputMediaDocument(_content(file, attach=True)) for file in files]
    if len(media) > 1:
        await bot.send_media_group(
            int(chat), media, message_thread_id=thread, read_timeout=PATIENCE_S, write_timeout=PATIENCE_S
        )
        return
    await bot.send_document(
        int(chat), _content(files[0]), message_thread_id=thread, read_timeout=PATIENCE_S, write_timeout=PATIENCE_S
    )


def _content(file: SentFile, *, attach: bool = False) -> InputFile:
    return InputFile(file.path.read_bytes(), filename=file.name, attach=attach)
