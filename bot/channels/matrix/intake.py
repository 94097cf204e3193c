"""Puts what was heard into the inbox: who is spoken to, files kept, what was taken back, all in one transaction.

Knows the tables and not the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot import menu
from bot.channels.matrix import notes
from bot.channels.matrix.events import Edit, Message, Reaction, Redaction
from bot.channels.matrix.retract import retract
from bot.inbox import Incoming
from bot.rooms import Address, Circles, spoken_to, without_name
from bot.texts import Texts
from data import chats
from data.clock import Now
from data.files import LONGEST_NAME, FileStore, tidy_name
from data.people import speaker
from data.reply import Say
from data.tables.messages import Outbox

LATE, HERE = timedelta(hours=12), ZoneInfo("Europe/Berlin")
KEYCAP = re.compile("([1-9])\ufe0f?\u20e3")


@dataclass(frozen=True)
class Heard:
    """One event in its room. `content` are the bytes of its file; `problem` is why there are none."""

    room_id: str
    group: bool
    event: Message | Edit | Redaction | Reaction
    content: bytes | None = None
    problem: str = ""


@dataclass
class Taken:
    """All that came with one answer of the homeserver. `token`: read this far. `waiting`: messages without a key."""

    token: str
    heard: list[Heard] = field(default_factory=list)
    waiting: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)
    rooms: dict[str, tuple[str, bool]] = field(default_factory=dict)
    groups: list[str] = field(default_factory=list)


class Intake:
    """What is heard becomes rows. `own` is our user id."""

    def __init__(self, own: str, account_id: int, files: FileStore, texts: Texts, now: Now) -> None:
        self._own, self._account_id, self._texts = own, account_id, texts
        self._shown_name = own.removeprefix("@").partition(":")[0]
        self._names = {own, self._shown_name}
        self._files, self._now, self._circles = files, now, Circles()
        either = "|".join(re.escape(name) for name in self._names)
        self._named = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

    def take(self, session: Session, taken: Taken) -> Iterator[Incoming]:
        """Write down everything; gives what is to be answered."""
        self._rooms(session, taken)
        notes.let_go(session, taken.decided)
        for room_id, source in taken.waiting:
            notes.hold(session, room_id, source, self._now())
        for heard in taken.heard:
            if (message := self._incoming(session, heard)) is not None:
                chats.reopen(session, notes.NAME, heard.room_id)
                yield message
        if taken.token:
            notes.read_until(session, self._account_id, taken.token)

    def put_aside(self, session: Session, heard: Heard, reason: str) -> None:
        """Count an event that we could not take, whatever it was."""
        chats.set_aside(session, notes.NAME, heard.event.id, reason, self._now())

    def calls_us(self, message: Message) -> bool:
        """Whether a message names us, by its own account or in its own words."""
        if message.mentions is not None:
            return self._own in message.mentions
        return self._named.search(message.text) is not None

    def _rooms(self, session: Session, taken: Taken) -> None:
        for room_id, (state, encrypted) in taken.rooms.items():
            if state == notes.LEFT:
                notes.close(session, room_id, self._now())
            elif notes.note_room(session, room_id, state, encrypted=encrypted) and state == notes.JOINED:
                chats.reopen(session, notes.NAME, room_id)
        for room_id in taken.groups:
            notes.open_to_others(session, room_id)
            say = Say(say="utter_matrix_hello", with_={"name": self._shown_name})
            self._say(session, chats.hello(session, notes.NAME, room_id, say, self._now()), say)

    def _say(self, session: Session, row: Outbox | None, say: Say) -> None:
        """The words of a message that no message of a person caused, in the tone of the one it is for."""
        if row is not None:
            row.text = self._texts.render_say(say, notes.tone(session, row.conversation_id)).text

    def _incoming(self, session: Session, heard: Heard) -> Incoming | None:
        event = heard.event
        if isinstance(event, Message):
            return self._message(session, heard, event)
        if isinstance(event, Redaction):
            if (told := retract(session, event.of, event.sender, self._now())) is not None:
                self._say(session, *told)
            return None
        if isinstance(event, Edit):
            return self._edit(session, heard, event)
        return self._reaction(session, heard, event)

    def _message(self, session: Session, heard: Heard, event: Message) -> Incoming | None:
        if heard.group and not self._for_us(session, heard, event):
            return None
        words = without_name(event.text, self._names) if heard.group else event.text
        kept = self._kept(session, heard, event) if heard.content is not None else ()
        attachment = event.attachment or heard.problem
        return self._new(heard, text=words, attachment=attachment, files=kept, thread=event.thread)

    def _for_us(self, session: Session, heard: Heard, event: Message) -> bool:
        reply = bool(event.replies_to) and (self._own in event.quoted or notes.is_ours(session, event.replies_to))
        command = event.text.startswith(menu.SIGNS) and menu.meaning(event.text) is not None
        address = Address(mention=self.calls_us(event), reply=reply, command=command)
        return spoken_to(address) and not self._goes_round(heard)

    def _goes_round(self, heard: Heard) -> bool:
        return self._circles.goes_round(heard.room_id, heard.event.sender, heard.event.id, self._now())

    def _edit(self, session: Session, heard: Heard, event: Edit) -> Incoming | None:
        """New words for what the same person told us before: said to be unread, never taken as an answer."""
        earlier = notes.heard_from(session, event.of)
        if earlier is None or not notes.is_by(session, earlier, event.sender):
            return None
        return self._new(heard, attachment="edited")

    def _reaction(self, session: Session, heard: Heard, event: Reaction) -> Incoming | None:
        """A number below our choices is a press; any other sign is none of our business."""
        found = KEYCAP.fullmatch(event.sign)
        press = notes.button_under(session, event.of, int(found[1])) if found else ""
        return self._new(heard, press=press) if press else None

    def _late(self, at_ms: int) -> str:
        """The day on which something was said, if that is long ago by the homeserver's clock."""
        now = self._now()
        if not 0 < at_ms < now.timestamp() * 1000 - LATE.total_seconds() * 1000:
            return ""
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(HERE).date().isoformat()

    def _kept(self, session: Session, heard: Heard, event: Message) -> tuple[int, ...]:
        assert event.file is not None
        assert heard.content is not None
        kind = "group" if heard.group else "private"
        who = speaker(session, notes.NAME, event.sender, heard.room_id, self._now(), kind=kind)
        name, media_type = tidy_name(event.file.name), event.file.media_type[:LONGEST_NAME]
        return (self._files.keep(session, heard.content, name, media_type, who.citizen_id, self._now()),)

    def _new(self, heard: Heard, **what: Any) -> Incoming:
        event = heard.event
        return Incoming(
            channel=notes.NAME,
            network_id=event.id,
            sender=event.sender,
            chat=heard.room_id,
            group=heard.group,
            private_link=f"https://matrix.to/#/{self._own}" if heard.group else "",
            late=self._late(event.at_ms),
            **what,
        )
