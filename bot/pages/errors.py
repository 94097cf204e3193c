"""What people see when something does not go: a page of ours in German, never a traceback."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bot.pages.door import Refused
from bot.pages.show import Show, beside_talk
from data.errors import StorageError

log = structlog.get_logger(__name__)
TEXTS = {404: "utter_web_error_404", 405: "utter_web_error_404", 413: "utter_web_too_large"}
Handler = Callable[[Request, Exception], Response]


class ErrorPages:
    """The handlers for Starlette. `headers` go along, since the last handler stands outside of all middleware."""

    def __init__(self, show: Show, headers: Mapping[str, str]) -> None:
        self._show, self._headers = show, headers

    def handlers(self) -> dict[int | type[Exception], Handler]:
        """By kind of error."""
        return {HTTPException: self.refused, StorageError: self.storage, Exception: self.broken}

    def refused(self, request: Request, error: Exception) -> Response:
        """A request that we do not take, or an address that is not there."""
        assert isinstance(error, HTTPException)
        text = error.text if isinstance(error, Refused) else TEXTS.get(error.status_code, "utter_web_error_400")
        return self._page(request, error.status_code, text, error.headers)

    def storage(self, request: Request, error: Exception) -> Response:
        """The database cannot be used now."""
        log.warning("page_waits", error=str(error))
        return self._page(request, 503, "utter_web_error_503")

    def broken(self, request: Request, _error: Exception) -> Response:
        """A fault of ours; the server logs it."""
        return self._page(request, 500, "utter_web_error_500")

    def _page(self, request: Request, status: int, text: str, headers: Mapping[str, str] | None = None) -> Response:
        piece = "hx-request" in request.headers
        template = "parts/problem.html" if piece else "error.html"
        response = self._show.page(request, template, shown={"problem": text}, status=status)
        if piece:
            beside_talk(response)
        response.headers.update({**self._headers, **(headers or {})})
        return response
