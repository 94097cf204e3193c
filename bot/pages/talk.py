"""The talk: its page, a message in, and the pieces that a script fetches."""

from __future__ import annotations

import asyncio
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.pages.bubbles import Bubbles, clock, progress_of
from bot.pages.door import Door, Refused
from bot.pages.history import EMPTY, History, Talk
from bot.pages.parts import Site
from bot.pages.receiving import Receiving, message_id, typed
from bot.pages.sessions import Sessions, Visit
from bot.pages.show import Show, beside_talk
from bot.pages.stream import Stream
from data.errors import StorageError

WAIT_S = 8.0
NEWEST = "/gespraech#neu"
NO_CONTENT = 204  # tells an event source not to come again


class TalkPages:
    """`/` and `/gespraech`."""

    def __init__(self, site: Site, show: Show, door: Door, sessions: Sessions) -> None:
        self._site, self._show, self._door, self._sessions = site, show, door, sessions
        self._history = History(site.database, site.app.parts.rows)
        self._bubbles = Bubbles(show.environment, site.settings.public_url)
        self._receiving, self._stream = Receiving(site), Stream(site.webchat, self._history)

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/", self.start),
            Route("/gespraech", self.talk),
            Route("/gespraech", self.say, methods=["POST"]),
            Route("/gespraech/seit/{stand:int}", self.since),
            Route("/gespraech/neues", self.news),
        ]

    async def start(self, request: Request) -> Response:
        """What this is, the field, first choices."""
        return self._show.page(request, "start.html", await self._door.visit(request))

    async def talk(self, request: Request) -> Response:
        """The talk as a whole page; `?vor=ID` shows what was said before a message."""
        visit = await self._door.visit(request)
        if visit is None:
            return RedirectResponse("/", 303)
        return await self._page(request, visit, before=_number(request.query_params.get("vor")))

    async def say(self, request: Request) -> Response:
        """A message in: written down, answered within some seconds, shown."""
        form = await request.form(max_files=1, max_fields=60)
        visit = None
        try:
            visit = await self._door.visit(request)
            self._door.check(request, visit, form)
            visit = await self._known(visit, form)
            accepted = await self._site.app.accept(await self._receiving.incoming(visit, form))
        except (Refused, StorageError) as error:
            return await self._not_taken(request, visit, form, error)
        await self._site.app.parts.turns.settled(accepted.inbox_id, WAIT_S)
        response: Response = RedirectResponse(NEWEST, 303)
        if "hx-request" in request.headers:
            response = await self._news_since(request, visit, _number(form.get("stand")), accepted.inbox_id)
        self._door.remember(response, visit)
        return response

    async def since(self, request: Request) -> Response:
        """What came after an answer that the browser shows already."""
        visit = await self._door.visit(request)
        if visit is None:
            return Response(status_code=NO_CONTENT)
        return await self._news_since(request, visit, request.path_params["stand"], None)

    async def news(self, request: Request) -> Response:
        """The stream of what is new."""
        visit = await self._door.visit(request)
        return self._stream.response(visit) if visit else Response(status_code=NO_CONTENT)

    async def _known(self, visit: Visit | None, form: FormData) -> Visit:
        if visit:
            await asyncio.to_thread(self._sessions.seen, visit)
            return visit
        return await asyncio.to_thread(self._sessions.begin, message_id(form))

    async def _page(
        self, request: Request, visit: Visit | None, *, before: int = 0, status: int = 200, **more: Any
    ) -> HTMLResponse:
        talk = await asyncio.to_thread(self._history.page, visit.conversation_id, before) if visit else EMPTY
        shown = self._shown(talk, visit) | {"before": before} | more
        return self._show.page(request, "talk.html", visit, shown, status=status)

    async def _news_since(self, request: Request, visit: Visit, stand: int, inbox_id: int | None) -> HTMLResponse:
        talk = await asyncio.to_thread(self._history.since, visit.conversation_id, stand, inbox_id)
        return self._show.page(request, "parts/news.html", visit, self._shown(talk, visit))

    def _shown(self, talk: Talk, visit: Visit | None) -> dict[str, Any]:
        lines = self._bubbles.lines(talk, visit.zone) if visit else []
        return {
            "lines": lines,
            "talk": talk,
            "progress": progress_of(lines),
            "waiting": self._site.app.parts.turns.not_saved,
            "clock": clock(self._site.now().astimezone(visit.zone if visit else None)),
            "before": 0,
            "typed": "",
            "problem": "",
        }

    async def _not_taken(
        self, request: Request, visit: Visit | None, form: FormData, error: Refused | StorageError
    ) -> Response:
        """The same page with what was typed, and why it was not taken; the same id, so that it counts once."""
        status = error.status_code if isinstance(error, Refused) else 503
        problem = error.text if isinstance(error, Refused) else "utter_web_not_yet"
        more = {"typed": typed(form), "problem": problem, "message_id": message_id(form)}
        if "hx-request" in request.headers:
            response = beside_talk(self._show.page(request, "parts/problem.html", visit, more, status=status))
        else:
            response = await self._page_or_less(request, visit, status, more)
        response.headers.update(getattr(error, "headers", None) or {})
        return response

    async def _page_or_less(
        self, request: Request, visit: Visit | None, status: int, more: dict[str, Any]
    ) -> HTMLResponse:
        """The talk; without its messages when they cannot be read now."""
        try:
            return await self._page(request, visit, status=status, **more)
        except StorageError:
            return self._show.page(request, "talk.html", visit, self._shown(EMPTY, None) | more, status=status)


def _number(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() else 0
