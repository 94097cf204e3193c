"""Reads a form of the talk as an incoming message: words, a press, a choice of several, or a file."""

from __future__ import annotations

import asyncio
import hashlib

from starlette.datastructures import FormData, UploadFile

from bot.channels.webchat import NAME
from bot.inbox import Incoming
from bot.pages.door import Refused
from bot.pages.limits import UPLOAD_BYTES
from bot.pages.parts import Site
from bot.pages.sessions import MESSAGE_ID, Visit, new_id

NOT_READ = {"image": "photo", "audio": "voice", "video": "video"}
LONGEST_NAME = 120


class Receiving:
    """What a form brings. Files are kept for the person before the message is."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def incoming(self, visit: Visit, form: FormData) -> Incoming:
        """The message. Its network id makes two presses of one button, or two sendings of one form, a single message;
        other words under the same id (the back button) are another message."""
        press = str(form.get("press") or "")
        text = "" if press else typed(form)
        upload = form.get("datei")
        attachment, files = await self._kept(visit, upload) if isinstance(upload, UploadFile) else ("", ())
        once = press or f"{message_id(form)}.{hashlib.sha256(text.encode()).hexdigest()[:12]}"
        return Incoming(
            channel=NAME,
            network_id=f"{visit.conversation_id}.{once}",
            sender=visit.chat,
            chat=visit.chat,
            text=text,
            press=press,
            attachment=attachment,
            files=files,
        )

    async def _kept(self, visit: Visit, upload: UploadFile) -> tuple[str, tuple[int, ...]]:
        """A file as kind of attachment (what we cannot read) or as the id under which it is kept."""
        if not upload.filename:
            return "", ()
        content = await upload.read()
        if len(content) > UPLOAD_BYTES:
            raise Refused(413, "utter_web_too_large")
        media_type = (upload.content_type or "")[:LONGEST_NAME]
        kind = NOT_READ.get(media_type.partition("/")[0])
        if kind:
            return kind, ()
        name = (upload.filename or "").replace("\\", "/").rpartition("/")[2][-LONGEST_NAME:]
        return "", (await asyncio.to_thread(self._keep, visit, content, name, media_type),)

    def _keep(self, visit: Visit, content: bytes, name: str, media_type: str) -> int:
        with self._site.database.write() as session:
            return self._site.files.keep(session, content, name, media_type, visit.citizen_id, self._site.now())


def typed(form: FormData) -> str:
    """The words of a form: those of its field, or the numbers that were ticked."""
    ticked = ", ".join(str(value) for value in form.getlist("wahl"))
    return (str(form.get("text") or "") or ticked).replace("\r\n", "\n").strip()


def message_id(form: FormData) -> str:
    """The id that the form carries, or a new one where it is none of ours."""
    given = str(form.get("id") or "")
    return given if MESSAGE_ID.fullmatch(given) else new_id()
