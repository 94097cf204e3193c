"""Going on with a talk on another device, and signing out on this one."""

from __future__ import annotations

import asyncio

import segno
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.pages.door import Door
from bot.pages.parts import Site
from bot.pages.sessions import Sessions, Visit
from bot.pages.show import Show
from data.links import DEVICE, Link, find, new_link

NEWEST = "/gespraech#neu"


class DevicePages:
    """`/geraet` gives a link and six words, `/weiter` takes them, `/abmelden` ends."""

    def __init__(self, site: Site, show: Show, door: Door, sessions: Sessions) -> None:
        self._site, self._show, self._door, self._sessions = site, show, door, sessions

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/geraet", self.offer),
            Route("/geraet", self.make, methods=["POST"]),
            Route("/weiter", self.ask),
            Route("/weiter", self.enter, methods=["POST"]),
            Route("/weiter/{token}", self.confirm),
            Route("/weiter/{token}", self.join, methods=["POST"]),
            Route("/abmelden", self.leave),
            Route("/abmelden", self.left, methods=["POST"]),
        ]

    async def offer(self, request: Request) -> Response:
        """What a link is for, with the button that makes one."""
        visit = await self._door.visit(request)
        return (
            self._show.page(request, "device.html", visit, {"link": None})
            if visit
            else RedirectResponse("/weiter", 303)
        )

    async def make(self, request: Request) -> Response:
        """A fresh link: QR code, six words, how long it is good."""
        visit = await self._door.visit(request)
        if visit is None:
            return RedirectResponse("/weiter", 303)
        self._door.check(request, visit, await request.form())
        link = await asyncio.to_thread(self._new_link, visit)
        address = f"{self._show.address(request)}/weiter"
        shown = {"link": link, "qr": _qr(f"{address}/{link.token}"), "address": address.partition("://")[2]}
        return not_kept(self._show.page(request, "device.html", visit, shown))

    async def ask(self, request: Request) -> Response:
        """The field for six words."""
        return self._show.page(request, "words.html", await self._door.visit(request), {"typed": "", "problem": ""})

    async def enter(self, request: Request) -> Response:
        """Typed words: in, or the same page again with what was typed."""
        visit = await self._door.visit(request)
        form = await request.form()
        self._door.check(request, visit, form)
        self._door.guess(request)
        typed = str(form.get("words") or "").strip()[:200]
        joined = await asyncio.to_thread(self._join, typed, visit)
        if joined:
            return self._into(joined)
        shown = {"typed": typed, "problem": "utter_web_words_wrong"}
        return self._show.page(request, "words.html", visit, shown, status=422)

    async def confirm(self, request: Request) -> Response:
        """A link that was followed opens nothing by itself: mail programs and previews follow links too."""
        self._door.guess(request)
        visit = await self._door.visit(request)
        good = await asyncio.to_thread(self._is_good, request.path_params["token"])
        return not_kept(self._joining(request, visit, good=good))

    async def join(self, request: Request) -> Response:
        """The link is spent, this browser is in."""
        visit = await self._door.visit(request)
        self._door.check(request, visit, await request.form())
        self._door.guess(request)
        joined = await asyncio.to_thread(self._join, request.path_params["token"], visit)
        return self._into(joined) if joined else self._joining(request, visit, good=False)

    async def leave(self, request: Request) -> Response:
        """What signing out means, before it is done: without a link nobody comes back in."""
        visit = await self._door.visit(request)
        return self._show.page(request, "leave.html", visit) if visit else RedirectResponse("/", 303)

    async def left(self, request: Request) -> Response:
        """Out: the row deleted, the cookie taken, the browser told to forget what it keeps of us."""
        visit = await self._door.visit(request)
        if visit:
            self._door.check(request, visit, await request.form())
            await asyncio.to_thread(self._end, visit)
        response = self._show.page(request, "left.html")
        self._door.forget(response)
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        return not_kept(response)

    def _joining(self, request: Request, visit: Visit | None, *, good: bool) -> Response:
        return self._show.page(request, "join.html", visit, {"good": good}, status=200 if good else 410)

    def _into(self, visit: Visit) -> Response:
        response = RedirectResponse(NEWEST, 303)
        self._door.remember(response, visit)
        return response

    def _new_link(self, visit: Visit) -> Link:
        with self._site.database.write() as session:
            return new_link(session, DEVICE, visit.conversation_id, self._site.now())

    def _is_good(self, token: str) -> bool:
        with self._site.database.read() as session:
            return find(session, DEVICE, token, self._site.now()) is not None

    def _join(self, token: str, before: Visit | None) -> Visit | None:
        with self._site.database.write() as session:
            row = find(session, DEVICE, token, self._site.now())
            if row is None:
                return None
            row.used_at = self._site.now()
            if before:
                self._sessions.end(session, before.token)
            return self._sessions.join(session, row.conversation_id)

    def _end(self, visit: Visit) -> None:
        with self._site.database.write() as session:
            self._sessions.end(session, visit.token)


def _qr(address: str) -> Markup:
    """The link as SVG inside the page, without style attributes (strict CSP), so that no further address holds it."""
    code = segno.make(address, micro=False, error="m")
    return Markup(code.svg_inline(border=3, dark="#000", light="#fff", svgclass="qr", omitsize=True))


def not_kept(response: Response) -> Response:
    """For pages with secrets or personal data: no copy in the browser."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
