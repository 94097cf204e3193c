"""Fetches files that people send, before the message that brought them is acknowledged.

What is too large or cannot be fetched becomes a kind of attachment, so that the person is told.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace

import structlog
from sqlalchemy.orm import Session
from telegram import Bot
from telegram.error import TelegramError

from bot.channels.telegram.meanings import Document, Said
from bot.inbox import Incoming
from data.clock import Now
from data.files import UPLOAD_BYTES, FileStore, tidy_name
from data.people import speaker

log = structlog.get_logger(__name__)
PATIENCE_S = 20
TOO_LARGE, NOT_FETCHED = "too_large", "not_fetched"


class Fetching:
    """Downloads, and keeps what came for its sender."""

    def __init__(self, bot: Bot, files: FileStore, now: Now) -> None:
        self._bot, self._files, self._now = bot, files, now

    async def fetched(self, said: Said) -> Said:
        """The message with its file's content, or saying why there is none."""
        document = said.document
        if document is None:
            return said
        if document.size is not None and document.size > UPLOAD_BYTES:
            return _without(said, TOO_LARGE)
        try:
            content = await asyncio.wait_for(self._content(document), PATIENCE_S)
        except (TelegramError, TimeoutError) as error:
            log.warning("file_not_fetched", error=type(error).__name__)
            return _without(said, NOT_FETCHED)
        if len(content) > UPLOAD_BYTES:
            return _without(said, TOO_LARGE)
        return replace(said, document=replace(document, content=content))

    def kept(self, session: Session, said: Said) -> Incoming:
        """The message for the inbox; its file is kept in the same transaction."""
        message, document = said.incoming, said.document
        if document is None or document.content is None:
            return message
        kind = "group" if message.group else "private"
        who = speaker(session, message.channel, message.sender, message.chat, self._now(), kind=kind)
        name, media_type = tidy_name(document.name), document.media_type[:120]
        kept = self._files.keep(session, document.content, name, media_type, who.citizen_id, self._now())
        return replace(message, files=(kept,))

    async def _content(self, document: Document) -> bytes:
        file = await self._bot.get_file(document.file_id)
        return bytes(await file.download_as_bytearray())


def _without(said: Said, kind: str) -> Said:
    return Said(replace(said.incoming, attachment=kind))
