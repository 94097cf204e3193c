"""What an update of Telegram means for us. Pure: JSON in, meaning out; knows neither network nor tables.

What Telegram invented since, or what is broken, becomes `Strange`: it is counted and never stops the others.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType, MessageType
from telegram.helpers import create_deep_linked_url, effective_message_type

from bot.channels.telegram.addressing import Me, address_of, words_for
from bot.channels.telegram.attachments import ATTACHMENTS
from bot.channels.telegram.meanings import (
    Document,
    Edited,
    Meaning,
    Membership,
    Moved,
    Nameless,
    NotForUs,
    Pressed,
    Said,
    Strange,
)
from bot.inbox import Incoming
from bot.rooms import spoken_to

NAME = "telegram"
GO_ON = "weiter"  # what `/start` hands over, the name of a command of `bot.menu`
TELEGRAM_ITSELF = 777000  # forwards the posts of a linked channel
NOBODY = {1087968824, 136817688, TELEGRAM_ITSELF}  # ids shared by all anonymous administrators and channels


def meaning_of(raw: dict[str, Any], me: Me) -> Meaning:
    """What one update means. Never raises."""
    try:
        return _meaning(Update.de_json(raw, None), me)
    except Exception as error:  # whatever Telegram sends, the next update must be read
        return Strange(f"{_kind(raw)}: {type(error).__name__}")


def _meaning(update: Update, me: Me) -> Meaning:
    if update.callback_query:
        return _press(update.callback_query, me)
    if update.my_chat_member:
        return _membership(update.my_chat_member)
    if update.edited_message:
        return _edit(update.edited_message, update.update_id, me)
    if update.message:
        return _message(update.message, me)
    return Strange(_kind(update.to_dict()))


def _message(message: Message, me: Me) -> Meaning:
    if message.migrate_to_chat_id:
        return Moved(str(message.chat.id), str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id:
        return Moved(str(message.migrate_from_chat_id), str(message.chat.id))
    kind = effective_message_type(message)
    if kind is None:
        return Strange("message: no content that we know")
    if not _is_said(kind) or not _for_us(message, me):
        return NotForUs()
    if message.sender_chat or message.from_user is None or message.from_user.id in NOBODY:
        return _nameless(message, me)
    if kind == MessageType.DOCUMENT:
        return _document(message, me)
    return Said(_incoming(message, me, _network_id(message, me), attachment=ATTACHMENTS.get(MessageType(kind), "")))


def _document(message: Message, me: Me) -> Said:
    sent = message.document
    assert sent is not None
    document = Document(sent.file_id, sent.file_name or "", sent.mime_type or "", sent.file_size)
    return Said(_incoming(message, me, _network_id(message, me)), document)


def _edit(message: Message, update_id: int, me: Me) -> Meaning:
    if not message.text or message.from_user is None or message.from_user.is_bot or message.sender_chat:
        return NotForUs()
    before = _network_id(message, me)
    incoming = _incoming(message, me, f"{before}.edit{update_id}", attachment="edited")
    return Edited(replace(incoming, text=""), before, incoming.text)


def _press(query: CallbackQuery, me: Me) -> Meaning:
    if query.message is None or not query.data:
        return Strange("callback_query: without our message")
    chat, sender = query.message.chat, str(query.from_user.id)
    incoming = Incoming(
        channel=NAME,
        network_id=f"{me.id}.press.{query.data}.{sender}",  # five quick taps are one
        sender=sender,
        chat=str(chat.id),
        press=query.data,
        group=_is_group(chat),
        private_link=_private_link(chat, me),
    )
    return Pressed(incoming, query.id, query.message if isinstance(query.message, Message) else None)


def _membership(change: ChatMemberUpdated) -> Meaning:
    status = change.new_chat_member.status
    if status not in list(ChatMemberStatus):
        return Strange("my_chat_member: unknown status")
    away = status in (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)
    larger = change.chat.type == ChatType.SUPERGROUP
    return Membership(str(change.chat.id), _is_group(change.chat), open=not away, supergroup=larger)


def _nameless(message: Message, me: Me) -> Meaning:
    if message.is_automatic_forward:
        return NotForUs()
    return Nameless(str(message.chat.id), _network_id(message, me), _thread(message))


def _for_us(message: Message, me: Me) -> bool:
    if message.chat.type == ChatType.PRIVATE:
        return not (message.from_user and message.from_user.is_bot)
    return _is_group(message.chat) and spoken_to(address_of(message, me, NOBODY))


def _incoming(message: Message, me: Me, network_id: str, attachment: str = "") -> Incoming:
    sender = message.from_user.id if message.from_user else 0
    return Incoming(
        channel=NAME,
        network_id=network_id,
        sender=str(sender),
        chat=str(message.chat.id),
        text=words_for(message, me),
        attachment=attachment,
        group=_is_group(message.chat),
        thread=_thread(message),
        private_link=_private_link(message.chat, me),
    )


def _network_id(message: Message, me: Me) -> str:
    """Unique for ever: message numbers begin anew with each bot. Pictures sent together are one message."""
    album = message.media_group_id if not message.document else None
    return f"{me.id}.{message.chat.id}.{f'album{album}' if album else message.message_id}"


def _private_link(chat: Chat, me: Me) -> str:
    """In a group: the private chat, at the place where the founding goes on."""
    return create_deep_linked_url(me.username, GO_ON) if _is_group(chat) else ""


def _thread(message: Message) -> str:
    return str(message.message_thread_id) if message.is_topic_message and message.message_thread_id else ""


def _is_group(chat: Chat) -> bool:
    return chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)


def _is_said(kind: str) -> bool:
    return kind in (MessageType.TEXT, MessageType.DOCUMENT) or kind in ATTACHMENTS


def _kind(raw: dict[str, Any]) -> str:
    """The name of an update's kind, cut to what is surely no content."""
    names = [name for name in raw if name != "update_id"]
    return (names[0] if names else "empty")[:40]
