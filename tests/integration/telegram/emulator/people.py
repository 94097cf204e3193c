"""People who use Telegram: they write, press, change, send files, block, and read what the bot wrote."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from emulator.contract import update_problem
from emulator.world import BOT_ID, Json, World

COMMAND = re.compile(r"/\w{1,64}(@\w+)?")
MENTION = re.compile(r"@\w{5,32}")
PATIENCE_S, LOOK_EVERY_S = 60, 0.1


class Person:
    """Somebody with a private chat of the same number."""

    def __init__(self, world: World, number: int, name: str = "Erika") -> None:
        self.world, self.id, self.name = world, number, name
        world.chats[number] = {"id": number, "type": "private", "first_name": name}

    @property
    def user(self) -> Json:
        """As Telegram shows them to bots."""
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "de"}

    def say(self, text: str, chat: int | None = None, **more: Any) -> Json:
        """Write something; in a group the bot hears it only under privacy mode's conditions."""
        return self.send(chat, text=text, **({"entities": found} if (found := _entities(text)) else {}), **more)

    def send(self, chat: int | None = None, **content: Any) -> Json:
        """Any message."""
        where = chat or self.id
        message = self.world.message(where, self.user, **content)
        if _heard(self.world, message):
            self._tell(message=message)
        return message

    def send_file(self, name: str, content: bytes, chat: int | None = None, **more: Any) -> Json:
        """A document."""
        file_id = self.world.fresh_id("file")
        self.world.files[file_id] = (name, content)
        document = {
            "file_id": file_id, "file_unique_id": f"u{file_id}", "file_name": name, "file_size": len(content),
            "mime_type": "text/csv",
        }  # fmt: skip
        return self.send(chat, document=document, **more)

    def edit(self, message: Json, text: str) -> None:
        """Change a message afterwards."""
        message |= {"text": text, "edit_date": int(time.time())}
        self._tell(edited_message=dict(message))

    def tap(self, title: str, chat: int | None = None) -> str:
        """Press the latest button with this title; gives the query's id."""
        for message in reversed(self.world.from_bot(chat or self.id)):
            for button in buttons_of(message):
                if title in button["text"]:
                    return self.press(message, button["callback_data"])
        raise AssertionError(f"no button {title!r} in {[titles(m) for m in self.world.from_bot(chat or self.id)]}")

    def press(self, message: Json, data: str) -> str:
        """Press a button of a message, be it there or long gone."""
        query = self.world.fresh_id("query")
        self.world.open_queries.add(query)
        self._tell(
            callback_query={
                "id": query, "from": self.user, "chat_instance": "5", "data": data, "message": dict(message),
            }
        )  # fmt: skip
        return query

    def block(self) -> None:
        """Stop the bot."""
        self.world.closed[self.id] = "Forbidden: bot was blocked by the user"
        self._member("kicked")

    def unblock(self) -> None:
        """Let it in again."""
        self.world.closed.pop(self.id, None)
        self._member("member")

    def wait(self, done: Callable[[list[Json]], Any], chat: int | None = None, patience: float = PATIENCE_S) -> Any:
        """Until something holds of what the bot wrote; gives what `done` gave."""
        until = time.monotonic() + patience
        with self.world.changed:
            while not (found := done(self.world.from_bot(chat or self.id))):
                self.world.changed.wait(LOOK_EVERY_S)  # what is waited for may also stand in a table
                if time.monotonic() > until:
                    texts = [m.get("text", "?") for m in self.world.from_bot(chat or self.id)]
                    raise AssertionError(f"waited in vain; the bot wrote {texts[-5:]}")
            return found

    def hears(self, words: str, chat: int | None = None) -> Json:
        """Wait for a message of the bot with these words (a regular expression)."""
        found: Json = self.wait(
            lambda said: next((m for m in reversed(said) if re.search(words, text_of(m))), None), chat
        )
        return found

    def _member(self, status: str, before: str = "member") -> None:
        bot = self.world.bot_user()
        new: Json = {"status": status, "user": bot} | ({"until_date": 0} if status == "kicked" else {})
        self._tell(
            my_chat_member={
                "chat": self.world.chats[self.id], "from": self.user, "date": int(time.time()),
                "old_chat_member": {"status": before, "user": bot}, "new_chat_member": new,
            }
        )  # fmt: skip

    def _tell(self, **content: Any) -> None:
        if self.world.checked and (problem := update_problem({"update_id": 1, **content})):
            self.world.violations.append(problem)
        self.world.update(**content)


def group(world: World, number: int, title: str = "Dorfladen Gründung", kind: str = "group") -> int:
    """A group in which the bot is; gives its number."""
    world.chats[number] = {"id": number, "type": kind, "title": title}
    return number


def migrate(world: World, before: int, after: int, by: Person) -> None:
    """A group becomes a supergroup: two service messages, and sending to the old number is refused."""
    group(world, after, kind="supergroup")
    world.migrated[before] = after
    world.update(message=world.message(before, by.user, migrate_to_chat_id=after))
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    world.update(message=world.message(after, anonymous, sender_chat=world.chats[after], migrate_from_chat_id=before))


def buttons_of(message: Json) -> list[Json]:
    """The buttons below a message."""
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def titles(message: Json) -> list[str]:
    """What stands on them."""
    return [button["text"] for button in buttons_of(message)]


def text_of(message: Json) -> str:
    """The words, no-break blanks as blanks."""
    return str(message.get("text", "")).replace("\u00a0", " ")


def _heard(world: World, message: Json) -> bool:
    """Privacy mode: in groups commands, replies to the bot and mentions of it."""
    if message["chat"]["type"] == "private":
        return True
    said = message.get("text") or message.get("caption") or ""
    command = COMMAND.match(said)
    to_us = command and (command[1] or f"@{world.username}").casefold() == f"@{world.username}".casefold()
    reply = message.get("reply_to_message", {}).get("from", {}).get("id") == BOT_ID
    return bool(to_us or reply or f"@{world.username}" in said)


def _entities(text: str) -> list[Json]:
    marks: list[Json] = []
    if command := COMMAND.match(text):
        marks.append({"type": "bot_command", "offset": 0, "length": _units(command[0])})
    mentions = (found for found in MENTION.finditer(text) if not command or found.start() >= command.end())
    marks.extend({"type": "mention", "offset": _units(text[: at.start()]), "length": _units(at[0])} for at in mentions)
    return marks


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
