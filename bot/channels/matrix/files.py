"""Files on the media server, both ways; in encrypted rooms they are encrypted too."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote, urlparse

import structlog
from aiohttp import ClientError
from nio import EncryptionError
from nio.client.async_client import AsyncClient
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment
from nio.responses import UploadResponse

from bot.channels.base import SentFile
from bot.channels.matrix.events import FileAt, table, word
from bot.channels.matrix.refusals import refusal
from data.files import UPLOAD_BYTES

log = structlog.get_logger(__name__)
WAIT_S = 20
TOO_LARGE, NOT_FETCHED = "too_large", "not_fetched"


async def fetch(client: AsyncClient, file: FileAt) -> bytes | str:
    """The content of a file, or why not: TOO_LARGE or NOT_FETCHED. Never raises, never takes long."""
    if file.size > UPLOAD_BYTES:
        return TOO_LARGE
    try:
        content = await _download(client, file.url)
        return TOO_LARGE if content is None else _opened(content, file.secret)
    except (ClientError, TimeoutError, OSError, EncryptionError, ValueError, TypeError) as error:
        log.warning("matrix_file_not_fetched", error=type(error).__name__)
        return NOT_FETCHED


async def upload(client: AsyncClient, file: SentFile, *, encrypted: bool) -> dict[str, Any]:
    """Put a file on the media server; gives the content of its event. Raises a ChannelError."""
    content = file.path.read_bytes()
    secret: dict[str, Any] = {}
    if encrypted:
        content, secret = encrypt_attachment(content)
    answer, _ = await client.upload(
        io.BytesIO(content),
        content_type="application/octet-stream" if encrypted else file.media_type,
        filename=None if encrypted else file.name,
        filesize=len(content),
    )
    if not isinstance(answer, UploadResponse):
        raise refusal(answer)
    event = {
        "msgtype": "m.file",
        "body": file.name,
        "filename": file.name,
        "info": {"size": file.size, "mimetype": file.media_type},
        "m.mentions": {},
    }
    return event | ({"file": secret | {"url": answer.content_uri}} if encrypted else {"url": answer.content_uri})


async def _download(client: AsyncClient, address: str) -> bytes | None:
    """The bytes at an mxc address; None if there are too many, whatever the event said."""
    place = urlparse(address)
    if place.scheme != "mxc" or not place.netloc or not place.path.strip("/"):
        raise ValueError("no mxc address")
    path = f"{quote(place.netloc, safe=':')}/{quote(place.path.strip('/'), safe='')}"
    got = bytearray()
    answer = await client.send(
        "GET",
        f"/_matrix/client/v1/media/download/{path}",
        headers={"Authorization": f"Bearer {client.access_token}"},
        timeout=WAIT_S,
    )
    async with answer:
        answer.raise_for_status()
        async for chunk in answer.content.iter_chunked(64 * 1024):
            got += chunk
            if len(got) > UPLOAD_BYTES:
                return None
    return bytes(got)


def _opened(content: bytes, secret: dict[str, Any] | None) -> bytes:
    if secret is None:
        return content
    key, found = word(table(secret.get("key")).get("k")), word(table(secret.get("hashes")).get("sha256"))
    opened: bytes = decrypt_attachment(content, key, found, word(secret.get("iv")))
    return opened
