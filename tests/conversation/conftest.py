"""One real bot for all transcripts: texts, actions, library, core; in a thread and over a folder of its own."""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.inbox import Incoming
from bot.markdown import to_plain
from bot.wiring import Built, build_app
from data.clock import Now
from data.content import load
from data.db import Database
from data.files import FileStore
from data.forget import citizen_of
from data.settings import Settings
from documents.cases import facts, latest_of

PATIENCE_S = 120
MORNING = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """What came back: the intent that was found, all texts, the titles of the buttons, the names of the files.

    No-break blanks are shown as blanks.
    """

    intent: str | None
    text: str
    buttons: list[str]
    files: list[str]


class Bot:
    """Talks to the running app as one person after another would."""

    def __init__(self, built: Built, loop: asyncio.AbstractEventLoop, var: Path) -> None:
        self._built, self._loop, self.var = built, loop, var
        self.database = Database(f"sqlite:///{var / 'gemeinwerk.db'}")

    def say(self, person: str, text: str = "", *, attachment: str = "", file: Path | None = None) -> Said:
        """One message, answered."""
        kept = [self._keep(person, file)] if file else []
        message = Incoming(
            channel="terminal", network_id=secrets.token_hex(8), sender=person, chat=person,
            text=text, attachment=attachment, files=kept,
        )  # fmt: skip
        exchange = self.wait(self._built.app.exchange(message, PATIENCE_S))
        assert exchange.answered, f"no answer to {text[:60]!r}"
        rows = exchange.replies
        buttons = [button.title for row in rows for button in row.buttons]
        names = [file.name for row in rows for file in row.files]
        whole = "\n\n".join(to_plain(row.text) for row in rows).replace("\u00a0", " ")
        return Said(exchange.intent, whole, buttons, names)

    def fact(self, person: str, path: str) -> Any:
        """What is stored at a path of the founding that a person works on; None where nothing is."""
        with self.database.read() as session:
            citizen = citizen_of(session, "terminal", person)
            founding = latest_of(session, citizen) if citizen else None
            found: Any = facts(session, founding).record if founding else {}
        for key in path.split("."):
            found = found[int(key)] if isinstance(found, list) else (found or {}).get(key)
        return found

    def wait(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Do something in the bot's own thread."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S + 10)

    def clean(self) -> None:
        """What the broom does every minute."""
        self.wait(self._built.app.parts.cleaner.clean())

    def _keep(self, person: str, file: Path) -> int:
        with self.database.write() as session:
            citizen = citizen_of(session, "terminal", person)
            assert citizen is not None, "say something before you send a file"
            store = FileStore(self.var / "files")
            return store.keep(session, file.read_bytes(), file.name, "", citizen, MORNING)


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    """The running bot."""
    var = tmp_path_factory.mktemp("bot")
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    built = build_app(Settings(var_dir=var), web=False, now=_clock())
    bot = Bot(built, loop, var)
    bot.wait(built.app.start())
    yield bot
    bot.wait(built.app.stop())
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)


def _clock() -> Now:
    """It is Monday, 1 March 2027, 10:00 in Berlin when the tests begin, and time passes."""
    began = time.monotonic()
    return lambda: MORNING + timedelta(seconds=time.monotonic() - began)


@pytest.fixture
def person() -> str:
    """Somebody who was never here."""
    return f"person-{secrets.token_hex(6)}"


@pytest.fixture(scope="session")
def openings() -> dict[str, list[Any]]:
    """Lines that lead to a place in a talk where many tests begin."""
    found: dict[str, list[Any]] = load(Path(__file__).parent / "openings.yml")
    return found
