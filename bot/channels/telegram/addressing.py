"""Who is meant by a message in a group, as Telegram tells it: names in entities, replies, "/command@bot"."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from telegram import Message
from telegram.constants import MessageEntityType

from bot.rooms import Address, without_name

COMMAND = re.compile(r"^(\s*/\w{1,64})(?:@(\w+))?(?=\s|$)")


@dataclass(frozen=True)
class Me:
    """Our bot as Telegram knows it; `username` without "@"."""

    id: int
    username: str


def address_of(message: Message, me: Me, nobody: Container[int]) -> Address:
    """How the message concerns us. The shared ids of anonymous people count as people, not as bots."""
    sender = message.from_user
    reply = message.reply_to_message.from_user if message.reply_to_message else None
    return Address(
        mention=_mentions(message, me),
        reply=bool(reply and reply.id == me.id),
        command=_is_command(_text(message), me),
        from_bot=bool(sender and sender.is_bot and sender.id not in nobody),
    )


def words_for(message: Message, me: Me) -> str:
    """The words without our name: neither "@bot" at the ends nor behind a command."""
    text = _text(message)
    found = COMMAND.match(text)
    if found and (found[2] or "").casefold() == me.username.casefold():
        return f"{found[1]}{text[found.end() :]}"
    return without_name(text, (me.username,)) if f"@{me.username}".casefold() in text.casefold() else text


def _is_command(text: str, me: Me) -> bool:
    """A command for us or for nobody in particular; never one for another bot."""
    found = COMMAND.match(text)
    return bool(found) and (found[2] or me.username).casefold() == me.username.casefold()  # type: ignore[index]


def _mentions(message: Message, me: Me) -> bool:
    name = f"@{me.username}".casefold()
    by_name = message.parse_entities([MessageEntityType.MENTION]) if message.text else {}
    by_name |= message.parse_caption_entities([MessageEntityType.MENTION]) if message.caption else {}
    if any(said.casefold() == name for said in by_name.values()):
        return True
    marked = (*message.entities, *message.caption_entities)
    return any(mark.user is not None and mark.user.id == me.id for mark in marked)


def _text(message: Message) -> str:
    return message.text or message.caption or ""
