"""Messages a second and latency over Telegram, beside a bare echo bot on the same emulator in the same run.

The whole of our way is in it: inbox, core, actions, outbox, each written to disk; the echo bot keeps nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bot.bench.row import Row, median, percentile
from bot.errors import PartMissing
from bot.paths import ROOT

EMULATOR = ROOT / "tests" / "integration" / "telegram"
CHATS, EACH, ALONE = 16, 25, 100
START_S, ANSWER_S, CALM_S = 240, 60, 3
QUESTION = "Was ist eine Genossenschaft?"
Talk = Callable[[int, int], list[float]]


def telegram() -> list[Row]:
    """Rows for Telegram."""
    theirs = _measured(lambda url, token, _var: _process([sys.executable, "-m", "bot.bench.echo_bot", url, token], {}))
    ours = _measured(_serve)
    peer = "bare echo bot (python-telegram-bot), keeps nothing"
    return [
        Row("channels", f"Telegram: messages a second, {CHATS} chats", ours[0], "1/s", "", f"{theirs[0]:.0f}: {peer}"),
        Row("channels", "Telegram: message to answer, median", ours[1], "ms", "", f"{theirs[1]:.1f}: {peer}"),
        Row("channels", "Telegram: message to answer, p95", ours[2], "ms", "", f"{theirs[2]:.1f}: {peer}"),
        Row("channels", "Telegram: latency added to the echo bot's", ours[1] - theirs[1], "ms"),
    ]


def _measured(start: Callable[[str, str, Path], Any]) -> tuple[float, float, float]:
    """Messages a second with many chats, then median and p95 (ms) with one."""
    people, server, world = _emulator_parts()
    with server.Emulator(world.World(checked=False)) as emulator, tempfile.TemporaryDirectory() as folder:

        def talk(number: int, times: int) -> list[float]:
            person = people.Person(emulator.world, number)
            return [_exchange(person) for _ in range(times)]

        with start(emulator.url, emulator.world.token, Path(folder)):
            _wait_for(people.Person(emulator.world, 1))
            with ThreadPoolExecutor(CHATS) as pool:
                list(pool.map(talk, range(100, 100 + CHATS), [1] * CHATS))
                time.sleep(CALM_S)  # the privacy notice behind the first answer must not count as the next one
                began = time.perf_counter()
                list(pool.map(talk, range(100, 100 + CHATS), [EACH] * CHATS))
                rate = CHATS * EACH / (time.perf_counter() - began)
            alone = talk(100, ALONE)
    return rate, median(alone), percentile(alone, 0.95)


def _exchange(person: Any) -> float:
    """One question and its answer; gives the milliseconds in between."""
    before = len(person.world.from_bot(person.id))
    began = time.perf_counter()
    person.say(QUESTION)
    person.wait(lambda said: len(said) > before, patience=ANSWER_S)
    return (time.perf_counter() - began) * 1000


def _wait_for(person: Any) -> None:
    """Until the bot answers at all."""
    person.say("hallo")
    person.wait(bool, patience=START_S)


def _serve(url: str, token: str, var: Path) -> Any:
    settings = {
        "VAR_DIR": str(var),
        "WEB__PORT": "0",
        "TELEGRAM__TOKEN": token,
        "TELEGRAM__API_URL": url,
        "TELEGRAM__PER_SECOND": "10000",
        "TELEGRAM__CHAT_PER_SECOND": "10000",
    }
    environment = {f"GEMEINWERK_{name}": value for name, value in settings.items()}
    return _process([str(ROOT / "gemeinwerk"), "serve"], environment)


@contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | environment, stdin=quiet, stdout=quiet, stderr=quiet
    ) as running:
        try:
            yield
        finally:
            running.terminate()


def _emulator_parts() -> tuple[Any, Any, Any]:
    """The emulator is a part of the tests and lies with them."""
    if not EMULATOR.is_dir():
        raise PartMissing("the emulator of the Bot API is in tests/, which this installation lacks: use the repository")
    sys.path.insert(0, str(EMULATOR))
    from importlib import import_module

    people, server, world = (import_module(f"emulator.{name}") for name in ("people", "server", "world"))
    return people, server, world
