"""Talks to the conversation core over loopback HTTP. Knows the core's address and token, nothing of what is said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.errors import CoreAway, CoreError
from data.reply import Say

TIMEOUT_S = 30.0


@dataclass(frozen=True)
class CoreAnswer:
    """What the core made of one message."""

    intent: str | None
    confidence: float
    says: tuple[Say, ...]


class CoreClient:
    """One core. `answer` may be repeated with the same message id: the core then runs nothing again."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._headers = url, {"Authorization": f"Bearer {token}"}
        self._opened: aiohttp.ClientSession | None = None

    async def answer(self, sender: str, text: str, message_id: str, metadata: dict[str, Any]) -> CoreAnswer:
        """One turn. Raises CoreAway when nobody listens, CoreError when the core fails."""
        body = {"sender": sender, "text": text, "message_id": message_id, "metadata": metadata}
        answer = await self._call("POST", "/webhooks/gemeinwerk/message", body)
        says = tuple(Say.model_validate(reply) for reply in answer["replies"])
        return CoreAnswer(answer.get("intent"), float(answer.get("confidence") or 0), says)

    async def forget(self, sender: str) -> None:
        """Delete a conversation."""
        await self._call("DELETE", f"/webhooks/gemeinwerk/conversation/{sender}")

    async def ready(self) -> bool:
        """Whether the core answers and has a model."""
        try:
            return bool((await self._call("GET", "/webhooks/gemeinwerk/")).get("status") == "ready")
        except CoreError:
            return False

    async def close(self) -> None:
        """Let go of the connections."""
        if self._opened:
            await self._opened.close()

    @property
    def _http(self) -> aiohttp.ClientSession:
        """aiohttp, since httpx costs three milliseconds a call; opened when first used, inside the running loop."""
        if self._opened is None:
            jar, timeout = aiohttp.DummyCookieJar(), aiohttp.ClientTimeout(total=TIMEOUT_S)
            self._opened = aiohttp.ClientSession(self._url, headers=self._headers, timeout=timeout, cookie_jar=jar)
        return self._opened

    async def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        try:
            async with self._http.request(method, path, json=body, raise_for_status=True) as response:
                return json.loads(await response.read() or b"{}")
        except aiohttp.ClientConnectorError as error:
            raise CoreAway(f"the core is not there: {error}") from error
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise CoreError(f"the core did not answer {path}: {type(error).__name__} {error}") from error
