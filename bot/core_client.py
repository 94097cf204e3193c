"""Talks to the conversation core over loopback HTTP. Knows the core's address and token, nothing of what is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from bot.errors import CoreError
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
        self._http = httpx.AsyncClient(
            base_url=url, headers={"Authorization": f"Bearer {token}"}, timeout=TIMEOUT_S, trust_env=False
        )

    async def answer(self, sender: str, text: str, message_id: str, metadata: dict[str, Any]) -> CoreAnswer:
        """One turn. Raises CoreError when the core cannot be reached or fails."""
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
        await self._http.aclose()

    async def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        try:
            response = await self._http.request(method, path, json=body)
            response.raise_for_status()
            return response.json() if response.content else {}
        except (httpx.HTTPError, ValueError) as error:
            raise CoreError(f"the core did not answer {path}: {type(error).__name__} {error}") from error
