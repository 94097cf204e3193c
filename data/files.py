"""Keeps files of citizens under `var/files` by their hash; a row says whose they are. Never served by path."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from data.tables.files import File

UPLOAD_BYTES = 5 * 1024 * 1024
LONGEST_NAME = 120


def tidy_name(name: str) -> str:
    """The name of a file that somebody sent: without folders and signs that cannot be seen, its end when too long."""
    seen = "".join(sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign)[0] != "C")
    return seen.replace("\\", "/").rpartition("/")[2].strip()[-LONGEST_NAME:]


class FileStore:
    """The folder of contents. Writing is atomic: a file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def keep(self, session: Session, content: bytes, name: str, media_type: str, citizen_id: int, now: datetime) -> int:
        """Keep one file for one citizen; gives the row's id."""
        digest = hashlib.sha256(content).hexdigest()
        self._write(digest, content)
        row = File(
            sha256=digest, name=name, media_type=media_type, size=len(content), citizen_id=citizen_id, created_at=now
        )
        session.add(row)
        session.flush()
        return row.id

    def path(self, row: File) -> Path:
        """Where the content lies."""
        return self.folder / row.sha256[:2] / row.sha256

    def _write(self, digest: str, content: bytes) -> None:
        target = self.folder / digest[:2] / digest
        if target.exists():
            return
        target.parent.mkdir(exist_ok=True, mode=0o700)
        part = target.with_suffix(f".{os.getpid()}.part")
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.rename(target)
