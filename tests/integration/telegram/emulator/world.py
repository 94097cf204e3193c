"""What Telegram's server knows: the bot, chats, messages, files, and updates that wait until they are acknowledged.

Behaviour after the published source of the official server (tdlib/telegram-bot-api, Client.cpp). Times are the
machine's, since Telegram's are too.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

BOT_ID, TOKEN = 7000000001, "7000000001:AAprobeprobeprobeprobeprobeprobeprobe"
Json = dict[str, Any]


class ApiError(Exception):
    """A refusal in the Bot API's form."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        self.code, self.description, self.parameters = code, description, parameters
        super().__init__(description)


@dataclass
class Fault:
    """What goes wrong with the next calls of a method: an error, an answer that gets lost, or a server that hangs."""

    method: str
    error: ApiError | None = None
    lost: bool = False
    hang_s: float = 0
    times: int = 1


@dataclass
class World:
    """Everything; `changed` is notified whenever the bot did something. Use it under `lock`."""

    token: str = TOKEN
    username: str = "gemeinwerk_probe_bot"
    lock: threading.RLock = field(default_factory=threading.RLock)
    updates: list[Json] = field(default_factory=list)
    chats: dict[int, Json] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    closed: dict[int, str] = field(default_factory=dict)
    migrated: dict[int, int] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    open_queries: set[str] = field(default_factory=set)
    toasts: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)
    per_chat_limit: int = 0
    checked: bool = True

    def __post_init__(self) -> None:
        self.changed = threading.Condition(self.lock)
        self.allowed: list[str] | None = None
        self.wake: Any = lambda: None
        self._update_ids = itertools.count(int(time.time()) % 1_000_000)
        self._message_ids: defaultdict[int, itertools.count[int]] = defaultdict(lambda: itertools.count(1))
        self._ids = itertools.count(1)
        self._sent_at: defaultdict[int, list[float]] = defaultdict(list)

    @property
    def me(self) -> Json:
        """The bot as `getMe` shows it."""
        return {
            "id": BOT_ID, "is_bot": True, "first_name": "Gemeinwerk", "username": self.username,
            "can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False,
        }  # fmt: skip

    def bot_user(self) -> Json:
        """The bot as sender of a message."""
        return {"id": BOT_ID, "is_bot": True, "first_name": "Gemeinwerk", "username": self.username}

    def fresh_id(self, prefix: str = "") -> str:
        """An id that was never given."""
        return f"{prefix}{next(self._ids)}"

    def message(self, chat: int, sender: Json | None, **content: Any) -> Json:
        """A new message in a chat."""
        with self.lock:
            number = next(self._message_ids[chat])
            made: Json = {"message_id": number, "date": int(time.time()), "chat": self.chats[chat]}
            if sender:
                made["from"] = sender
            made.update(content)
            self.messages[chat, number] = made
            return made

    def update(self, **content: Any) -> int:
        """Queue an update for the bot, if it asked for this kind; gives its number."""
        kind = next(iter(content))
        with self.lock:
            number = next(self._update_ids)
            if self.allowed is None or kind in self.allowed:
                self.updates.append({"update_id": number, **content})
        self.wake()
        return number

    def inject(self, raw: Json) -> None:
        """Queue an update exactly as given, whatever it is."""
        with self.lock:
            self.updates.append(raw)
        self.wake()

    def flooding(self, chat: int) -> bool:
        """Count a message to a chat; True if the bot writes faster than the limit (messages a second) allows."""
        if not self.per_chat_limit:
            return False
        now = time.monotonic()
        recent = [at for at in self._sent_at[chat] if now - at < 1]
        self._sent_at[chat] = recent
        if len(recent) >= self.per_chat_limit:
            return True
        recent.append(now)
        return False

    def from_bot(self, chat: int) -> list[Json]:
        """What the bot wrote in a chat, in order."""
        with self.lock:
            found = [m for (where, _), m in self.messages.items() if where == chat]
            return [m for m in found if m.get("from", {}).get("id") == BOT_ID]
