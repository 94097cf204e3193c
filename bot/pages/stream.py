"""The stream that tells a browser that there is something new, as server-sent events; it carries no content."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.responses import Response, StreamingResponse

from bot.channels.webchat import Webchat
from bot.pages.history import History
from bot.pages.sessions import Visit
from data.errors import StorageError

BEAT_S = 25.0
MOST_WINDOWS = 8
PAUSE = ": \n\n"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Stream:
    """The id of the newest answer, at once and whenever there is a newer one."""

    def __init__(self, webchat: Webchat, history: History) -> None:
        self._webchat, self._history = webchat, history

    def response(self, visit: Visit) -> Response:
        """For one browser, until it goes or we end. Not for the ninth window of one talk."""
        if self._webchat.listeners(visit.chat) >= MOST_WINDOWS:
            return Response(status_code=429)
        return StreamingResponse(self._events(visit), media_type="text/event-stream", headers=HEADERS)

    async def _events(self, visit: Visit) -> AsyncIterator[str]:
        with self._webchat.listen(visit.chat) as news:
            yield await self._newest(visit)
            while self._webchat.open:
                try:
                    await asyncio.wait_for(news.wait(), BEAT_S)
                except TimeoutError:
                    yield PAUSE
                    continue
                news.clear()
                yield await self._newest(visit)

    async def _newest(self, visit: Visit) -> str:
        try:
            return f"data: {await asyncio.to_thread(self._history.stand, visit.conversation_id)}\n\n"
        except StorageError:
            return PAUSE
