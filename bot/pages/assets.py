"""Our few static files: read once, named by their content's hash, so that browsers may keep them for a year."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

STATIC = Path(__file__).with_name("static")
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".html": "text/html",
}
FOR_A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One file in memory, as it is and packed."""

    media_type: str
    content: bytes
    packed: bytes


class Assets:
    """`url("look.css")` → "/static/look.1f3a….css"."""

    def __init__(self, folder: Path = STATIC) -> None:
        self._urls: dict[str, str] = {}
        self._assets: dict[str, Asset] = {}
        for file in sorted(folder.iterdir()):
            content = file.read_bytes()
            named = f"{file.stem}.{hashlib.sha256(content).hexdigest()[:12]}{file.suffix}"
            self._urls[file.name] = f"/static/{named}"
            self._assets[named] = Asset(TYPES[file.suffix], content, gzip.compress(content, mtime=0))

    def url(self, name: str) -> str:
        """The address of a file; KeyError when there is none."""
        return self._urls[name]

    def routes(self) -> list[Route]:
        """Where they are served."""
        return [Route("/static/{named}", self._serve)]

    async def _serve(self, request: Request) -> Response:
        asset = self._assets.get(request.path_params["named"])
        if asset is None:
            raise HTTPException(404)
        packs = "gzip" in request.headers.get("accept-encoding", "")
        headers = {"Cache-Control": FOR_A_YEAR, "Vary": "Accept-Encoding"}
        if packs:
            headers["Content-Encoding"] = "gzip"
        return Response(asset.packed if packs else asset.content, headers=headers, media_type=asset.media_type)
