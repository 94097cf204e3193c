"""Makes pages out of templates: the words in the visitor's tone, our files by their hashed names."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from bot.german import FILTERS
from bot.pages.assets import Assets
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
        self.environment.filters.update(FILTERS)
        self.environment.globals["asset"] = assets.url

    def page(
        self, request: Request, template: str, visit: Visit | None = None, *, status: int = 200, **more: Any
    ) -> HTMLResponse:
        """A page of ours, or a piece of one."""
        context = self._context(request, visit) | more
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


def _named(render: Any, tone: str, name: str, **params: Any) -> Any:
    return render(name, tone, **params)
