"""What the ledger notes beside hours and points: flags, tries, used buttons, caps of those who left, rulebooks."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Double, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table
from data.tables.points import REF, OfTown, once


class LedgerFlag(OfTown, Table):
    """Something that a person must look at and close."""

    __tablename__ = "ledger_flag"
    __table_args__ = once()
    kind: Mapped[str] = mapped_column(String(40), index=True)
    subject: Mapped[str] = mapped_column(REF)
    recipient: Mapped[str] = mapped_column(REF)
    at: Mapped[datetime]
    closed: Mapped[bool]


class LedgerTry(OfTown, Table):
    """A partner typed a code that does not exist."""

    __tablename__ = "ledger_try"
    __table_args__ = once(Index("ix_ledger_try_partner", "municipality_id", "partner"))
    partner: Mapped[str] = mapped_column(REF)
    at: Mapped[datetime]


class LedgerPace(OfTown, Table):
    """How long a coach looked at a claim."""

    __tablename__ = "ledger_pace"
    __table_args__ = once(Index("ix_ledger_pace_coach", "municipality_id", "coach"))
    coach: Mapped[str] = mapped_column(REF)
    seconds: Mapped[float] = mapped_column(Double)
    at: Mapped[datetime]


class LedgerButton(OfTown, Table):
    """A button that was shown and acts once."""

    __tablename__ = "ledger_button"
    __table_args__ = once()
    shown_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class LedgerCertificate(OfTown, Table):
    """An hours certificate that was counted."""

    __tablename__ = "ledger_certificate"
    __table_args__ = once()
    town: Mapped[str] = mapped_column(REF)


class LedgerRemembered(OfTown, Table):
    """What somebody who left had used of this year's caps, under a keyed hash."""

    __tablename__ = "ledger_remembered"
    __table_args__ = once()
    points: Mapped[list[Any]]
    cents: Mapped[list[Any]]


class LedgerRulebook(OfTown, Table):
    """A version of the rulebook after the first: its values, from when, why (`ref` is the version)."""

    __tablename__ = "ledger_rulebook"
    __table_args__ = (*once(), UniqueConstraint("municipality_id", "valid_from"))
    valid_from: Mapped[date]
    parameter: Mapped[str] = mapped_column(String(60))
    values: Mapped[dict[str, Any]]
    hash: Mapped[str] = mapped_column(String(64))
    why: Mapped[str]
