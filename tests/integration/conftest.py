"""Parts for tests of the way of a message: texts in a folder of their own, a core that answers from a script."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.core_client import CoreAnswer
from bot.errors import CoreError
from bot.inbox import Inbox, Incoming
from bot.record_turn import TurnRecorder
from bot.texts import Texts
from bot.turns import Turns
from data.clock import Now
from data.db import Database
from data.reply import Button, Say

TEXTS = """
responses:
  utter_echo: [{text: "Gesagt: {{ said }}"}]
  utter_notice: [{text: "Hinweis {{ link }}"}]
  utter_failed: [{text: "Das ging nicht."}]
  utter_unknown_command: [{text: "Unbekannt."}]
  utter_no_words: [{text: "Bitte mit Worten."}]
  utter_empty: [{text: "Leer."}]
  utter_too_long: [{text: "Mehr als {{ limit }}."}]
  utter_button_gone: [{text: "Alt."}]
  utter_attachment_voice: [{text: "Keine Sprache."}]
  utter_choose: [{text: "Wählen Sie."}]
"""


@dataclass
class ScriptedCore:
    """Answers what it was told; remembers calls; may fail a number of times first."""

    calls: list[tuple[str, str, str]] = field(default_factory=list)
    failures: int = 0
    error: CoreError = field(default_factory=lambda: CoreError("gone"))
    at_once: int = 0
    most_at_once: int = 0

    async def answer(self, sender: str, text: str, message_id: str, metadata: dict[str, Any]) -> CoreAnswer:  # noqa: ARG002
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        if self.failures:
            self.failures -= 1
            raise self.error
        self.calls.append((sender, text, message_id))
        buttons = [
            Button(label="Kaufen", payload='/pick{"id": "a"}'),
            Button(label="Pachten", payload='/pick{"id": "b"}'),
        ]
        if text == "kaputt":
            return CoreAnswer("broken", 0.9, (Say(say="utter_that_does_not_exist"),))
        if text == "wählen":
            return CoreAnswer("choose", 0.9, (Say(say="utter_choose", buttons=buttons),))
        return CoreAnswer("echo", 0.9, (Say(say="utter_echo", with_={"said": text}),))


@dataclass
class Way:
    """Inbox, worker and outbox around the scripted core."""

    database: Database
    inbox: Inbox
    core: ScriptedCore
    turns: Turns

    async def say(self, text: str, network_id: str, chat: str = "anna", **more: Any) -> int:
        """Accept one message as a channel would, and wait for its answer."""
        accepted = self.inbox.accept(
            Incoming(channel="test", network_id=network_id, sender=chat, chat=chat, text=text, **more)
        )
        self.turns.wake(accepted.conversation_id)
        assert await self.turns.settled(accepted.inbox_id, 20)
        return accepted.inbox_id


@pytest.fixture
def way(database: Database, tmp_path: Path, now: Now) -> Way:
    folder = tmp_path / "domain"
    folder.mkdir()
    (folder / "test.yml").write_text(TEXTS, "utf8")
    inbox, core = Inbox(database, now), ScriptedCore()
    recorder = TurnRecorder(database, Texts(folder), now, "http://127.0.0.1:8080")

    async def answered(_conversation: int) -> None: ...

    return Way(database, inbox, core, Turns(inbox, recorder, core, answered))
