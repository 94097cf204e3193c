"""Talks of the conversation suite over Telegram: buttons are tapped, files are sent, answers come through the Bot API.

A choice of transcripts; all of them with ALL_TALKS=1. Each holds what it holds on the terminal.
"""

from __future__ import annotations

import importlib.util
import itertools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from emulator.people import Person, group, text_of, titles
from emulator.server import Emulator
from emulator.world import TOKEN
from served import Served
from sqlalchemy import func, select

from data.content import load
from data.forget import citizen_of
from data.tables.account import Conversation
from data.tables.messages import Inbox, Outbox
from documents.cases import facts, latest_of

SUITE = Path(__file__).resolve().parents[2] / "conversation"
CHOSEN = ("happy", "choosing", "interview", "tone", "bad_input", "privacy", "distress")
OTHERWISE = {
    "outside an interview",  # kinds of attachments that only the terminal has, a heap of them
    "eight founders lead to the meeting and the papers come final or prepared",  # a messenger gets those of now
}
ATTACHED = {
    "voice": {"voice": {"file_id": "v", "file_unique_id": "u", "duration": 9}},
    "photo": {"photo": [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]},
    "location": {"location": {"latitude": 51.05, "longitude": 13.74}},
    "contact": {"contact": {"phone_number": "+493023125101", "first_name": "Max"}},
    "video": {"video_note": {"file_id": "n", "file_unique_id": "u", "length": 240, "duration": 4}},
    "sticker": {"dice": {"emoji": "🎲", "value": 3}},
}


def talks() -> Iterator[Any]:
    """The transcripts, each a talk with its sentence."""
    for path in sorted((SUITE / "transcripts").glob("*.yml")):
        if path.stem in CHOSEN or os.environ.get("ALL_TALKS"):
            for sentence, lines in load(path).items():
                if sentence in OTHERWISE:
                    continue
                yield pytest.param(lines, id=f"{path.stem}: {sentence}")


def holding() -> Any:
    """The checks of the suite itself."""
    spec = importlib.util.spec_from_file_location("talks_of_the_suite", SUITE / "test_transcripts.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module._hold


HOLD = holding()


@dataclass(frozen=True)
class Said:
    """What came back, as the suite reads it."""

    intent: str | None
    text: str
    buttons: list[str]
    files: list[str]


class TelegramBot:
    """Talks to the running bot as one person after another would, with a phone in hand."""

    def __init__(self, telegram: Emulator, served: Served) -> None:
        self.world, self._database = telegram.world, served.database
        self._numbers = itertools.count(1000)
        self._people: dict[str, Person] = {}

    def say(self, name: str, text: str = "", *, attachment: str = "", file: Path | None = None) -> Said:
        """One message, answered."""
        person = self._people.setdefault(name, Person(self.world, next(self._numbers)))
        begun, turns = len(self.world.from_bot(person.id)), self._turns(person)
        if file:
            person.send_file(file.name, file.read_bytes())
        elif attachment:
            person.send(**ATTACHED.get(attachment, ATTACHED["sticker"]))
        elif text in self._shown(person):
            person.tap(text)
        else:
            person.say(text or " ")
        intent: str | None = person.wait(lambda _: self._answered(person, turns))[0]
        messages = self.world.from_bot(person.id)[begun:]
        buttons = [re.sub(r"^\d+\. ", "", title) for message in messages for title in titles(message)]
        files = [message["document"]["file_name"] for message in messages if "document" in message]
        return Said(intent, "\n\n".join(text_of(m) for m in messages if "text" in m), buttons, files)

    def fact(self, name: str, path: str) -> Any:
        """What is stored at a path of the founding that a person works on; None where nothing is."""
        with self._database.read() as session:
            citizen = citizen_of(session, "telegram", str(self._people[name].id))
            founding = latest_of(session, citizen) if citizen else None
            found: Any = facts(session, founding).record if founding else {}
        for key in path.split("."):
            found = found[int(key)] if isinstance(found, list) else (found or {}).get(key)
        return found

    def _shown(self, person: Person) -> list[str]:
        """The titles of the buttons that can be tapped now."""
        messages = self.world.from_bot(person.id)
        return [re.sub(r"^\d+\. ", "", title) for message in messages for title in titles(message)]

    def _turns(self, person: Person) -> int:
        with self._database.read() as session:
            return session.scalar(self._rows(person, func.count(Inbox.id))) or 0

    def _answered(self, person: Person, turns: int) -> tuple[str | None] | None:
        """The intent of the newest message once everything that it caused has gone out."""
        if self._turns(person) == turns:
            return None
        with self._database.read() as session:
            newest = session.execute(
                self._rows(person, Inbox.intent, Inbox.state).order_by(Inbox.id.desc()).limit(1)
            ).first()
            if newest is None or newest.state not in ("done", "dead"):
                return None
            open_rows = self._outgoing(person).where(Outbox.state.in_(("new", "sending")))
            return None if session.scalar(open_rows) else (newest.intent,)

    def _rows(self, person: Person, *columns: Any) -> Any:
        joined = select(*columns).join(Conversation, Inbox.conversation_id == Conversation.id)
        return joined.where(Conversation.channel == "telegram", Conversation.external_chat == str(person.id))

    def _outgoing(self, person: Person) -> Any:
        joined = select(func.count(Outbox.id)).join(Conversation, Outbox.conversation_id == Conversation.id)
        return joined.where(Conversation.channel == "telegram", Conversation.external_chat == str(person.id))


@pytest.fixture(scope="module")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TelegramBot]:
    """The running bot; whatever crossed the Bot API held to its models."""
    with Emulator() as telegram:
        served = Served(tmp_path_factory.mktemp("talks") / "var", telegram.url, TOKEN)
        yield TelegramBot(telegram, served)
        served.stop()
        assert telegram.world.violations == []


@pytest.fixture(scope="module")
def openings() -> dict[str, list[Any]]:
    """Lines that lead to a place in a talk where many tests begin."""
    found: dict[str, list[Any]] = load(SUITE / "openings.yml")
    return found


@pytest.mark.parametrize("lines", list(talks()))
def test_a_talk_goes_over_telegram_as_on_the_terminal(
    bot: TelegramBot, openings: dict[str, list[Any]], lines: list[Any], request: pytest.FixtureRequest
) -> None:
    person = request.node.name
    for line in lines:
        if "after" in line:
            for said in itertools.chain.from_iterable(openings[name] for name in line["after"].split()):
                bot.say(person, said)
        else:
            for _ in range(line.get("times", 1)):
                HOLD(bot, person, line)


def test_in_a_group_what_is_private_moves_to_the_private_chat(bot: TelegramBot) -> None:
    erika = Person(bot.world, 77)
    village = group(bot.world, -100777)
    erika.say("@gemeinwerk_probe_bot zeig mir alle meine gespeicherten Daten", village)
    answer = erika.hears("nicht hier in der Gruppe", village)
    assert "https://t.me/gemeinwerk_probe_bot?start=weiter" in text_of(answer)
    erika.say("/loeschen", village)
    erika.wait(lambda said: len([m for m in said if "nicht hier in der Gruppe" in text_of(m)]) == 2, village)
    assert not any("document" in message for message in bot.world.from_bot(village))
