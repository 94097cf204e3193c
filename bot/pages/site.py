"""The web page as one Starlette application."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.pages.assets import Assets
from bot.pages.devices import DevicePages
from bot.pages.door import Door
from bot.pages.downloads import Downloads
from bot.pages.errors import ErrorPages
from bot.pages.headers import SecurityHeaders, security_headers
from bot.pages.legal import LegalPages
from bot.pages.limits import BodyLimit
from bot.pages.parts import Site
from bot.pages.persons import PersonPages
from bot.pages.sessions import Sessions
from bot.pages.show import Show
from bot.pages.talk import TalkPages

__all__ = ["Site", "site_app"]


def site_app(site: Site) -> Starlette:
    """All pages. Nothing is opened or started here."""
    assets = Assets()
    show = Show(site, assets)
    sessions = Sessions(site.database, site.now)
    door = Door(sessions, site.settings.public_url)
    headers = security_headers(secure=site.secure)
    topics = (
        TalkPages(site, show, door, sessions),
        DevicePages(site, show, door, sessions),
        Downloads(site, door),
        LegalPages(site, show, door),
        PersonPages(site, show, door),
        assets,
    )
    return Starlette(
        routes=[Route("/gesund", _healthy), *(route for topic in topics for route in topic.routes())],
        middleware=[Middleware(SecurityHeaders, headers=headers), Middleware(BodyLimit)],
        exception_handlers=ErrorPages(show, headers).handlers(),
    )


async def _healthy(_request: Request) -> Response:
    return PlainTextResponse("ok")
