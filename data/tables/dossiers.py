"""Dossiers as they were delivered: what they stood on and what they said, without a second copy of anybody's data.

The record of a delivered dossier is the fold of the founding's answers up to `answer_id`; `record_hash` proves it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table


class DeliveredDossier(Table):
    """One dossier. `texts`: paper → clause → hash of its words; `findings`: keys of the rules that fired then.

    `law`: the day of the statute texts behind it; `files_hash`: SHA-256 of all its files together.
    """

    __tablename__ = "dossier"
    __table_args__ = (Index("ix_dossier_latest", "founding_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    founding_id: Mapped[int] = mapped_column(ForeignKey("founding.id"))
    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    at: Mapped[datetime]
    day: Mapped[date]
    law: Mapped[date]
    record_hash: Mapped[str] = mapped_column(String(64))
    files_hash: Mapped[str] = mapped_column(String(64))
    texts: Mapped[dict[str, Any]]
    findings: Mapped[list[Any]]
