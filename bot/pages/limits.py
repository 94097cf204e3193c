"""Keeps the page usable for all: how much one request may bring, and how often one may come."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD_BYTES = 5 * 1024 * 1024
BODY_BYTES = UPLOAD_BYTES + 64 * 1024
MOST_KEYS = 20_000


class BodyLimit:
    """Refuses a body that grows beyond the limit, whatever its header says, with 413."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        got = 0

        async def counted() -> Message:
            nonlocal got
            message = await receive()
            got += len(message.get("body", b""))
            if got > BODY_BYTES:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


@dataclass
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """A token bucket for each key: `burst` at once, then `per_second`."""

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._rate, self._clock = burst, per_second, clock
        self._buckets: dict[str, _Bucket] = {}

    def wait_for(self, key: str) -> float:
        """Take one; gives 0, or the seconds after which there is one again."""
        now = self._clock()
        if len(self._buckets) > MOST_KEYS:
            self._drop_full(now)
        bucket = self._buckets.setdefault(key, _Bucket(self._burst, now))
        bucket.tokens = self._filled(bucket, now)
        bucket.at = now
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._rate
        bucket.tokens -= 1
        return 0.0

    def _filled(self, bucket: _Bucket, now: float) -> float:
        return min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)

    def _drop_full(self, now: float) -> None:
        self._buckets = {key: b for key, b in self._buckets.items() if self._filled(b, now) < self._burst}
