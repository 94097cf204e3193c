"""Files of citizens: the row says whose and until when; the content lies under `var/files` by its hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table


class File(Table):
    """A file that only its owner's conversations may fetch. `sha256` names the content, `name` is shown."""

    __tablename__ = "file"
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    citizen_id: Mapped[int] = mapped_column(ForeignKey("citizen.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
