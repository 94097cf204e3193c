"""Foundings: who takes part, and every answer as it was given. The record is the fold of the answers, never stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table


class Founding(Table):
    """One case of founding a cooperative."""

    __tablename__ = "founding"
    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class FoundingMember(Table):
    """A citizen who fills a founding; `role` is founder or coach."""

    __tablename__ = "founding_member"
    __table_args__ = (UniqueConstraint("founding_id", "citizen_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    founding_id: Mapped[int] = mapped_column(ForeignKey("founding.id"), index=True)
    citizen_id: Mapped[int] = mapped_column(ForeignKey("citizen.id"), index=True)
    role: Mapped[str] = mapped_column(String(20), default="founder")


class Answer(Table):
    """One answer, append-only: a later one to the same `path` replaces an earlier one in the fold.

    `path` as in the data model (`capital.share_value_eur`, `persons[p3].street`, `events.minutes.start`); `value` is
    JSON in a list of one, so that null is a value too; `kind` says how it came: answered, accepted (a default),
    derived, skipped or removed.
    """

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_fold", "founding_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    founding_id: Mapped[int] = mapped_column(ForeignKey("founding.id"))
    path: Mapped[str] = mapped_column(String(120))
    value: Mapped[list[Any]] = mapped_column(JSON)
    kind: Mapped[str] = mapped_column(String(10), default="answered")
    citizen_id: Mapped[int] = mapped_column(ForeignKey("citizen.id"))
    inbox_id: Mapped[int | None] = mapped_column(ForeignKey("inbox.id"))
    at: Mapped[datetime]
