"""Who comes in: the cookie, our own forms only, and not too often."""

from __future__ import annotations

import asyncio
import hmac
import math
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.pages.limits import Buckets
from bot.pages.sessions import LASTS, Sessions, Visit

SAFE_SITES = ("same-origin", "none")


class Refused(HTTPException):
    """A request that we do not take: `text` names the sentence that says why, for people."""

    def __init__(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        self.text = text
        super().__init__(status, text, headers)


class Door:
    """Stands before every page that knows its visitor."""

    def __init__(self, sessions: Sessions, public_url: str) -> None:
        self._sessions = sessions
        self._public = urlsplit(public_url).netloc
        self._secure = public_url.startswith("https://")
        self.cookie = "__Host-gemeinwerk" if self._secure else "gemeinwerk"
        self._visitors, self._addresses = Buckets(60, 1), Buckets(240, 4)
        self._guesses = Buckets(10, 0.1)

    async def visit(self, request: Request) -> Visit | None:
        """The browser's conversation, if it is in one."""
        return await asyncio.to_thread(self._sessions.find, request.cookies.get(self.cookie))

    def check(self, request: Request, visit: Visit | None, form: FormData) -> None:
        """Refuses a form that is not ours, and one too many. Raises Refused."""
        if not self._from_us(request):
            raise Refused(403, "utter_web_not_ours")
        self._not_too_often(request, visit)
        if visit and not hmac.compare_digest(str(form.get("csrf") or ""), visit.csrf):
            raise Refused(403, "utter_web_old_page")

    def guess(self, request: Request) -> None:
        """Counts a try to open something by a secret. Raises Refused after too many."""
        _refuse_after(self._guesses.wait_for(_address(request)))

    def remember(self, response: Response, visit: Visit) -> None:
        """Give the browser its cookie."""
        response.set_cookie(
            self.cookie,
            visit.token,
            max_age=int(LASTS.total_seconds()),
            path="/",
            httponly=True,
            samesite="lax",
            secure=self._secure,
        )

    def forget(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(self.cookie, path="/", httponly=True, samesite="lax", secure=self._secure)

    def _from_us(self, request: Request) -> bool:
        site = request.headers.get("sec-fetch-site")
        if site is not None:
            return site in SAFE_SITES
        origin = request.headers.get("origin")
        return origin is None or urlsplit(origin).netloc in (request.url.netloc, self._public)

    def _not_too_often(self, request: Request, visit: Visit | None) -> None:
        _refuse_after(self._addresses.wait_for(_address(request)))
        if visit:
            _refuse_after(self._visitors.wait_for(str(visit.conversation_id)))


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _refuse_after(seconds: float) -> None:
    if seconds:
        raise Refused(429, "utter_web_too_often", {"Retry-After": str(math.ceil(seconds))})
