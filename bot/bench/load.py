"""Puts a way of asking under 1, 8 and 32 conversations at once; the same for app, core alone and peer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from bot.bench.row import Row, median, percentile

LOADS = ((1, 200), (8, 400), (32, 640))
Ask = Callable[[str, int], Awaitable[object]]
"""Says message number `n` (1, 2, …) in a conversation of that name and waits for the answer."""


async def under_load(ask: Ask, bench: str, name: str, budget: str = "") -> list[Row]:
    """p50, p95 and throughput for each load; `budget` is that of the p95 of a single conversation."""
    rows = []
    for conversations, messages in LOADS:
        began = time.perf_counter()
        each = await asyncio.gather(
            *(talk(ask, f"c{conversations}.{n}", messages // conversations) for n in range(conversations))
        )
        seconds = time.perf_counter() - began
        taken = [ms for some in each for ms in some]
        what = f"{name}, {conversations} conversation{'s' if conversations > 1 else ''}"
        rows += [
            Row(bench, f"{what}: p50", median(taken), "ms"),
            Row(bench, f"{what}: p95", percentile(taken, 0.95), "ms", budget if conversations == 1 else ""),
            Row(bench, f"{what}: throughput", len(taken) / seconds, "messages/s"),
        ]
    return rows


async def talk(ask: Ask, who: str, count: int) -> list[float]:
    """`count` messages one after the other; milliseconds of each."""
    taken = []
    for n in range(count):
        began = time.perf_counter()
        await ask(who, n)
        taken.append((time.perf_counter() - began) * 1000)
    return taken
