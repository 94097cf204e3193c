"""Makes pages out of templates: the words in the visitor's tone, our files by their hashed names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.german import FILTERS, number
from bot.pages.assets import Assets
from bot.pages.hyphens import soft
from bot.pages.parts import Site
from bot.pages.sessions import Visit, new_id
from bot.pages.words import Words

TEMPLATES = Path(__file__).with_name("templates")
OFTEN_CHANGED = {"Cache-Control": "private, no-cache"}  # not no-store: the back button keeps what was typed


class Show:
    """`page` answers with a whole page, `part` with a piece for the script."""

    def __init__(self, site: Site, assets: Assets) -> None:
        self._site, self.words = site, Words(site.texts)
        self.environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters.update(FILTERS, size=_size, host=_host, soft=soft)
        self.environment.tests["asks_why"] = _asks_why
        self.environment.globals["asset"] = assets.url

    def page(
        self,
        request: Request,
        template: str,
        visit: Visit | None = None,
        shown: Mapping[str, Any] | None = None,
        *,
        status: int = 200,
    ) -> HTMLResponse:
        """A page of ours, or a piece of one, with what it shows."""
        context = self._context(request, visit) | dict(shown or {})
        html = self.environment.get_template(template).render(context)
        return HTMLResponse(html, status, dict(OFTEN_CHANGED))

    def municipality(self) -> str:
        """Whose page it is."""
        return self._site.settings.operator.municipality

    def address(self, request: Request) -> str:
        """The address that people type: as set, or as this browser used it."""
        return self._site.settings.web.public_url.rstrip("/") or str(request.base_url).rstrip("/")

    def _context(self, request: Request, visit: Visit | None) -> dict[str, Any]:
        tone = visit.tone if visit else "sie"
        return {
            "visit": visit,
            "path": request.url.path,
            "municipality": self.municipality(),
            "message_id": new_id(),
            "csrf": visit.csrf if visit else "",
            "label": partial(_named, self.words.label, tone),
            "prose": partial(_named, self.words.prose, tone),
        }


def beside_talk(response: HTMLResponse) -> HTMLResponse:
    """Tells the script to put this piece below the talk instead of into it."""
    response.headers.update({"HX-Retarget": "#zustand", "HX-Reswap": "innerHTML"})
    return response


def _named(render: Any, tone: str, name: str, /, **params: Any) -> Any:
    return render(name, tone, **params)


def _size(count: int) -> str:
    """48200 → "48 kB"."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))}\u00a0kB"
    return f"{number(round(count / 1_000_000, 1))}\u00a0MB"


def _host(address: str) -> str:
    """ "https://www.example.de/a" → "example.de"."""
    return urlsplit(address).netloc.removeprefix("www.")


def _asks_why(payload: str) -> bool:
    """Whether a button asks for the reason, which a question of the page holds already, folded."""
    return '"do": "why"' in payload
