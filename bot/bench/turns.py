"""A turn from inbox to outbox: latency, throughput with many conversations, growth within one conversation."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.app import App
from bot.bench.row import Row, median, percentile
from bot.bench.said import message
from bot.inbox import Incoming
from bot.training import ensure_model
from bot.wiring import build_app
from data.settings import Settings

LOADS = ((1, 200), (8, 400), (32, 640))
LONG, AT_FIRST, AT_LAST = 500, 100, 100


def turns() -> list[Row]:
    """Rows of the turn benchmark."""
    return asyncio.run(_turns())


async def _turns() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        built = build_app(Settings(var_dir=Path(folder)), ensure_model(), web=False)
        await built.app.start()
        try:
            await _say(built.app, "first", message(0))
            rows = [Row("start", "start to first answer (trained)", time.perf_counter() - began, "s", "≤ 12")]
            rows += [Row("start", "memory of both processes", _memory(built.app), "MB", "≤ 700")]
            rows += await _loads(built.app)
            return rows + await _growth(built.app)
        finally:
            await built.app.stop()


async def _loads(app: App) -> list[Row]:
    rows = []
    for conversations, messages in LOADS:
        began = time.perf_counter()
        each = await asyncio.gather(
            *(_talk(app, f"c{conversations}.{n}", messages // conversations) for n in range(conversations))
        )
        seconds = time.perf_counter() - began
        taken = [ms for some in each for ms in some]
        name = f"{conversations} conversation{'s' if conversations > 1 else ''}"
        budget = "≤ 30" if conversations == 1 else ""
        rows += [
            Row("turn", f"{name}: p50", median(taken), "ms"),
            Row("turn", f"{name}: p95", percentile(taken, 0.95), "ms", budget),
            Row("turn", f"{name}: throughput", len(taken) / seconds, "messages/s"),
        ]
    return rows


async def _growth(app: App) -> list[Row]:
    taken = await _talk(app, "long", LONG)
    return [
        Row("turn", f"one person, turns 1-{AT_FIRST}: p95", percentile(taken[:AT_FIRST], 0.95), "ms", "≤ 30"),
        Row(
            "turn", f"one person, turns {LONG - AT_LAST}-{LONG}: p95", percentile(taken[-AT_LAST:], 0.95), "ms", "≤ 30"
        ),
    ]


async def _talk(app: App, who: str, count: int) -> Sequence[float]:
    return [await _say(app, who, message(n), n) for n in range(count)]


async def _say(app: App, who: str, text: str, number: int = 0) -> float:
    began = time.perf_counter()
    message = Incoming(channel="bench", network_id=f"{who}.{number}", sender=who, chat=who, text=text)
    accepted = await app.accept(message)
    if not await app.parts.turns.settled(accepted.inbox_id, 60):
        raise RuntimeError(f"no answer to {text!r}")
    return (time.perf_counter() - began) * 1000


def _memory(app: App) -> float:
    process = app.parts.core_process.process if app.parts.core_process else None
    return sum(_resident(pid) for pid in ("self", process.pid if process else None) if pid)


def _resident(pid: int | str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0
