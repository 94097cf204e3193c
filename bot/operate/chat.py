"""`chat`: joins a running `serve` or starts everything here; lines in, answers out."""

from __future__ import annotations

import json
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

import uvloop

from bot.control import Joined, running
from bot.logs import set_up_logs
from bot.operate.talk import talk
from data.settings import Settings, read_settings

ROLES = ("", "citizen", "coach", "municipality")


class Partner(Protocol):
    """Whoever answers: this process, or a running `serve`."""

    async def say(self, account: str, line: str, role: str = "") -> dict[str, Any]:
        """One line and its answer."""

    async def fresh(self, account: str) -> None:
        """Empty the account."""


def chat(account: str, *, fresh: bool, role: str) -> int:
    """Talk as `account` until the end of input."""
    if role not in ROLES:
        print(f"gemeinwerk: --role {role}: one of {', '.join(ROLES[1:])}", file=sys.stderr)
        return 2
    settings = read_settings()
    set_up_logs(settings)
    uvloop.run(_chat(settings, account, fresh=fresh, role=role))
    return 0


async def _chat(settings: Settings, account: str, *, fresh: bool, role: str) -> None:
    async with _partner(settings) as partner:
        if fresh:
            await partner.fresh(account)
        if sys.stdin.isatty():
            await talk(partner, account, role)
        else:
            for line in _lines():
                answer = await partner.say(account, line, role)
                print(json.dumps(_contract(answer)), flush=True)


def _lines() -> Iterator[str]:
    """Standard input split at line feeds only."""
    for raw in iter(sys.stdin.buffer.readline, b""):
        yield raw.removesuffix(b"\n").decode("utf8", "replace")


def _contract(answer: dict[str, Any]) -> dict[str, Any]:
    """Exactly the keys of the contract (design, section 9)."""
    for reply in (*answer["replies"], *answer["notices"]):
        reply["buttons"] = [{"title": b["title"], "payload": b["payload"]} for b in reply["buttons"]]
    return answer


@asynccontextmanager
async def _partner(settings: Settings) -> AsyncIterator[Partner]:
    door = running(settings.var_dir)
    if door:
        yield Joined(door)
        return
    from bot.operate.own import OwnApp

    async with OwnApp(settings) as own:
        yield own
