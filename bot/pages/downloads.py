"""Files of a person, for the browsers in their conversations only. What is not theirs does not exist."""

from __future__ import annotations

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from bot.pages.door import Door
from bot.pages.parts import Site
from data.tables.files import File


class Downloads:
    """`/datei/<id>`."""

    def __init__(self, site: Site, door: Door) -> None:
        self._site, self._door = site, door

    def routes(self) -> list[Route]:
        """Where they are."""
        return [Route("/datei/{file_id:int}", self.download)]

    async def download(self, request: Request) -> Response:
        """One file, under its own name, never shown in place."""
        visit = await self._door.visit(request)
        row = await asyncio.to_thread(self._owned, request.path_params["file_id"], visit.citizen_id) if visit else None
        if row is None:
            raise HTTPException(404)
        return FileResponse(
            self._site.files.path(row),
            filename=row.name,
            media_type=row.media_type or "application/octet-stream",
            content_disposition_type="attachment",
            headers={"Cache-Control": "private, no-store"},
        )

    def _owned(self, file_id: int, citizen_id: int) -> File | None:
        with self._site.database.read() as session:
            row = session.get(File, file_id)
            if row is None or row.citizen_id != citizen_id:
                return None
            gone = row.expires_at is not None and row.expires_at <= self._site.now()
            return None if gone or not self._site.files.path(row).exists() else row
