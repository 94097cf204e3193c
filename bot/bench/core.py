"""One core alone over loopback HTTP, its actions answered by an empty webhook: as little around it as the peer has."""

from __future__ import annotations

import itertools
import tempfile
from pathlib import Path

import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.bench.load import under_load
from bot.bench.row import Row
from bot.bench.said import message
from bot.core_process import CoreProcess
from bot.paths import ROOT
from bot.serving import Serving
from bot.training import ensure_model

STATE = {"conversation": 1, "citizen": 1, "municipality": 1, "role": "citizen", "tone": "sie", "channel": "bench"}


def core() -> list[Row]:
    """Rows of the core alone."""
    return uvloop.run(_core())


async def _core() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        actions = Serving(Starlette(routes=[Route("/webhook", _nothing, methods=["POST"])]), "127.0.0.1", 0)
        process = CoreProcess(ROOT, Path(folder), ensure_model(), actions.port)
        await actions.start()
        await process.start()
        ids = itertools.count(1)

        async def ask(who: str, n: int) -> None:
            number = next(ids)
            state = {**STATE, "inbox_id": number, "interview": None, "focus": {}, "misses": 0}
            await process.client.answer(who, message(n), str(number), state)

        try:
            return await under_load(ask, "core", "core alone")
        finally:
            await process.stop()
            await actions.stop()


async def _nothing(_request: Request) -> JSONResponse:
    return JSONResponse({"events": [], "responses": []})
