"""A turn from inbox to outbox: latency, throughput with many conversations, growth within one conversation."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import uvloop

from bot.app import App
from bot.bench.load import Ask, talk, under_load
from bot.bench.row import Row, percentile
from bot.bench.said import message
from bot.inbox import Incoming
from bot.wiring import build_app
from data.settings import Settings

LONG, AT_FIRST, AT_LAST = 500, 100, 100


def turns() -> list[Row]:
    """Rows of the turn benchmark."""
    return uvloop.run(_turns())


async def _turns() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        built = build_app(Settings(var_dir=Path(folder)), web=False)
        await built.app.start()

        async def ask(who: str, n: int) -> None:
            await _say(built.app, who, message(n), n)

        try:
            await _say(built.app, "first", message(0))
            rows = [Row("start", "start to first answer (trained)", time.perf_counter() - began, "s", "≤ 12")]
            rows += [Row("start", "memory of both processes", _memory(built.app), "MB", "≤ 700")]
            rows += await under_load(ask, "turn", "whole turn", "≤ 30")
            return rows + await _growth(ask)
        finally:
            await built.app.stop()


async def _growth(ask: Ask) -> list[Row]:
    taken = await talk(ask, "long", LONG)
    return [
        Row("turn", f"one person, turns 1-{AT_FIRST}: p95", percentile(taken[:AT_FIRST], 0.95), "ms", "≤ 30"),
        Row(
            "turn", f"one person, turns {LONG - AT_LAST}-{LONG}: p95", percentile(taken[-AT_LAST:], 0.95), "ms", "≤ 30"
        ),
    ]


async def _say(app: App, who: str, text: str, number: int = 0) -> None:
    message = Incoming(channel="bench", network_id=f"{who}.{number}", sender=who, chat=who, text=text)
    accepted = await app.accept(message)
    if not await app.parts.turns.settled(accepted.inbox_id, 60):
        raise RuntimeError(f"no answer to {text!r}")


def _memory(app: App) -> float:
    process = app.parts.core_process.process if app.parts.core_process else None
    return sum(_resident(pid) for pid in ("self", process.pid if process else None) if pid)


def _resident(pid: int | str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
