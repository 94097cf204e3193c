"""`serve`: everything in one process and the core beside it, until Ctrl+C or SIGTERM."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import suppress

import uvloop

from bot.control import Door, leave_note, running, take_note_away
from bot.errors import PartMissing
from bot.logs import set_up_logs
from bot.operate.talk import talk
from data.settings import Settings, read_settings

NO_TERMINAL = "No terminal here: talk on the web page, or with ./gemeinwerk chat elsewhere."
PARTS = ("", "app", "core")


def serve(only: str) -> int:
    """Run until told to stop."""
    if only not in PARTS:
        print(f"gemeinwerk: --only {only}: one of {', '.join(PARTS[1:])}", file=sys.stderr)
        return 2
    settings = read_settings()
    set_up_logs(settings)
    door = running(settings.var_dir)
    if door:
        raise PartMissing(f"it runs already (process {door.pid}, {door.web}); `./gemeinwerk chat` joins it")
    if only == "core":
        from bot.operate.core_alone import run_core

        return run_core(settings)
    if only == "app" and not settings.core.url:
        raise PartMissing("set core.url and core.token to the core that runs elsewhere first")
    uvloop.run(_serve(settings))
    return 0


async def _serve(settings: Settings) -> None:
    from bot.wiring import build_app

    built = build_app(settings, web=True)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await built.app.start()
    address = f"http://{settings.web.host}:{built.web.port if built.web else settings.web.port}"
    leave_note(settings.var_dir, Door(os.getpid(), built.inner.port, built.token, address))
    print(f"Gemeinwerk answers on {address}", file=sys.stderr, flush=True)
    try:
        await _until(stop, built.terminal)
    finally:
        take_note_away(settings.var_dir)
        await built.app.stop()


async def _until(stop: asyncio.Event, terminal: object) -> None:
    """With a terminal: talk there; without: say so and wait."""
    if not sys.stdin.isatty():
        print(NO_TERMINAL, file=sys.stderr, flush=True)
        await stop.wait()
        return
    talking = asyncio.create_task(talk(terminal, "ich", ""))  # type: ignore[arg-type]
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({talking, waiting}, return_when=asyncio.FIRST_COMPLETED)
    for task in (talking, waiting):
        task.cancel()
    with suppress(asyncio.CancelledError):
        await asyncio.gather(talking, waiting)
