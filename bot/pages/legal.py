"""Privacy, imprint, accessibility, Leichte Sprache: texts of `domain/pages.yml` with the operator's own lines."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.pages.door import Door
from bot.pages.parts import Site
from bot.pages.show import Show

PAGES = {
    "/datenschutz": ("utter_label_privacy", "utter_page_privacy"),
    "/impressum": ("utter_label_imprint", "utter_page_imprint"),
    "/barrierefrei": ("utter_label_accessibility", "utter_page_accessibility"),
    "/leicht": ("utter_label_easy", "utter_page_easy"),
}


class LegalPages:
    """Pages of nothing but text."""

    def __init__(self, site: Site, show: Show, door: Door) -> None:
        self._site, self._show, self._door = site, show, door

    def routes(self) -> list[Route]:
        """Where they are."""
        return [Route(path, self.page) for path in PAGES]

    async def page(self, request: Request) -> Response:
        """One of them, by its address."""
        visit = await self._door.visit(request)
        tone = visit.tone if visit else "sie"
        title, body = PAGES[request.url.path]
        shown = {
            "title": self._show.words.label(title, tone),
            "body": self._show.words.prose(body, tone, **self._operator()),
        }
        return self._show.page(request, "text.html", visit, shown)

    def _operator(self) -> dict[str, Any]:
        """As they are set, empty ones too: the texts say plainly what is missing."""
        operator = self._site.settings.operator.model_dump()
        return {f"operator_{name}": operator[name] for name in ("name", "address", "email", "phone")}
