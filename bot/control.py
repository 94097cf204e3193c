"""The door by which commands of the same user join a running `serve`: loopback, a token, and a note in `var/`."""

from __future__ import annotations

import hmac
import json
import os
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Say = Callable[[str, str, str], Awaitable[dict[str, Any]]]
Fresh = Callable[[str], Awaitable[None]]
NOTE = "serve.json"


@dataclass(frozen=True)
class Door:
    """Where a running `serve` can be reached."""

    pid: int
    port: int
    token: str
    web: str = ""


def control_routes(token: str, say: Say, fresh: Fresh) -> list[Route]:
    """Routes for the terminal; every call must bring the token."""

    def allowed(request: Request) -> bool:
        return hmac.compare_digest(request.headers.get("authorization", ""), f"Bearer {token}")

    async def message(request: Request) -> Response:
        if not allowed(request):
            return Response(status_code=403)
        call = await request.json()
        return JSONResponse(await say(call["account"], call["line"], call.get("role", "")))

    async def empty(request: Request) -> Response:
        if not allowed(request):
            return Response(status_code=403)
        await fresh((await request.json())["account"])
        return JSONResponse({})

    return [
        Route("/terminal/message", message, methods=["POST"]),
        Route("/terminal/fresh", empty, methods=["POST"]),
    ]


def new_token() -> str:
    """A token for one run."""
    return secrets.token_urlsafe(24)


def leave_note(var: Path, door: Door) -> None:
    """Write where we are, readable by our user alone."""
    path = var / NOTE
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        json.dump(asdict(door), out)


def take_note_away(var: Path) -> None:
    """We are gone."""
    (var / NOTE).unlink(missing_ok=True)


def running(var: Path) -> Door | None:
    """The `serve` that runs on this folder, if its process lives."""
    try:
        door = Door(**json.loads((var / NOTE).read_text("utf8")))
        os.kill(door.pid, 0)
    except (OSError, ValueError, TypeError):
        return None
    return door


class Joined:
    """The terminal of a running `serve`, from another process."""

    def __init__(self, door: Door) -> None:
        self._http = httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{door.port}",
            headers={"Authorization": f"Bearer {door.token}"},
            timeout=180,
            trust_env=False,
        )

    async def say(self, account: str, line: str, role: str = "") -> dict[str, Any]:
        """One line and its answer."""
        response = await self._http.post("/terminal/message", json={"account": account, "line": line, "role": role})
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        return answer

    async def fresh(self, account: str) -> None:
        """Empty the account."""
        (await self._http.post("/terminal/fresh", json={"account": account})).raise_for_status()
