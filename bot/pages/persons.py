"""The form for founders' data behind a link: one person after the other, by one for all or by each for themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.pages.bubbles import Given, clock
from bot.pages.devices import not_kept
from bot.pages.door import Door
from bot.pages.parts import Site
from bot.pages.person_rows import KEYS, Opened, PersonRows, Wrong
from bot.pages.receiving import message_id
from bot.pages.sessions import Visit
from bot.pages.show import Show

NEWEST = "/gespraech#neu"


class PersonPages:
    """`/personen/<token>`."""

    def __init__(self, site: Site, show: Show, door: Door) -> None:
        self._site, self._show, self._door = site, show, door
        self._rows = PersonRows(site.texts, site.now)

    def routes(self) -> list[Route]:
        """Where they are."""
        return [
            Route("/personen", self.make, methods=["POST"]),
            Route("/personen/{token}", self.form),
            Route("/personen/{token}", self.send, methods=["POST"]),
        ]

    async def make(self, request: Request) -> Response:
        """A link for the talk of this browser, opened at once."""
        visit = await self._door.visit(request)
        self._door.check(request, visit, await request.form())
        token = await asyncio.to_thread(self._new, visit.conversation_id) if visit else None
        return RedirectResponse(f"/personen/{token}" if token else NEWEST, 303)

    async def form(self, request: Request) -> Response:
        """The empty form."""
        self._door.guess(request)
        visit = await self._door.visit(request)
        opened = await asyncio.to_thread(self._opened, request.path_params["token"])
        return self._form(request, visit, opened, {"shares": "1"}, {})

    async def send(self, request: Request) -> Response:
        """A person with what is wrong about them, or stored and shown; or the end of the link."""
        visit = await self._door.visit(request)
        form = await request.form()
        self._door.check(request, visit, form)
        self._door.guess(request)
        token = request.path_params["token"]
        opened = await asyncio.to_thread(self._opened, token)
        if opened is None:
            return self._form(request, visit, None, {}, {})
        if _own(visit, opened) and form.get("done"):
            await asyncio.to_thread(self._close, token)
            return not_kept(self._show.page(request, "persons_done.html", visit))
        return await self._take(request, visit, opened, form)

    async def _take(self, request: Request, visit: Visit | None, opened: Opened, form: FormData) -> Response:
        row = {key: str(form.get(key) or "").strip() for key in KEYS}
        wrong = self._rows.wrong(row)
        if not form.get("consent"):
            wrong["consent"] = Wrong("utter_web_person_consent_needed", {})
        if wrong:
            return self._form(request, visit, opened, {**row, "consent": str(form.get("consent") or "")}, wrong)
        saved = await asyncio.to_thread(self._save, request.path_params["token"], row, message_id(form))
        if not saved:
            return self._form(request, visit, None, {}, {})
        await self._site.app.parts.sender.wake(opened.conversation_id)
        shown = {"own": _own(visit, opened), "row": {key: value for key, value in row.items() if value}}
        return not_kept(self._show.page(request, "persons_saved.html", visit, shown))

    def _form(
        self,
        request: Request,
        visit: Visit | None,
        opened: Opened | None,
        values: Mapping[str, str],
        wrong: Mapping[str, Wrong],
    ) -> Response:
        if opened is None:
            return not_kept(self._show.page(request, "join.html", visit, {"good": False}, status=410))
        tone = visit.tone if visit else "sie"
        shown: dict[str, Any] = {
            "opened": opened,
            "until": clock(opened.until),
            "own": _own(visit, opened),
            "address": self._show.address(request) + request.url.path,
            "values": Given(values),
            "wrong": {key: self._message(found, tone) for key, found in wrong.items()},
        }
        return not_kept(self._show.page(request, "persons.html", visit, shown, status=422 if wrong else 200))

    def _message(self, wrong: Wrong, tone: str) -> str:
        known = wrong.text if wrong.text in self._site.texts.names() else "utter_web_person_wrong"
        return self._show.words.label(known, tone, **dict(wrong.params))

    def _new(self, conversation_id: int) -> str | None:
        with self._site.database.write() as session:
            link = self._rows.new(session, conversation_id)
            return link.token if link else None

    def _opened(self, token: str) -> Opened | None:
        with self._site.database.read() as session:
            return self._rows.opened(session, token)

    def _save(self, token: str, row: Mapping[str, str], once: str) -> bool:
        with self._site.database.write() as session:
            return self._rows.save(session, token, row, once)

    def _close(self, token: str) -> None:
        with self._site.database.write() as session:
            self._rows.close(session, token)


def _own(visit: Visit | None, opened: Opened) -> bool:
    """Whether this browser is in the conversation that the link came from; others see no names and close nothing."""
    return visit is not None and visit.conversation_id == opened.conversation_id
