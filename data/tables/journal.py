"""Double entry: accounts, entries, postings, and the key of each entry. Append-only, guarded by `journal_guards.py`.

Balances follow the postings by a trigger; nobody else changes them.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table
from data.tables.points import REF, OfTown, once


class LedgerAccount(Table):
    """Where quarters stand; the sources are never above zero, all others never below."""

    __tablename__ = "ledger_account"
    __table_args__ = (
        UniqueConstraint("municipality_id", "name"),
        CheckConstraint(
            "CASE WHEN name IN ('issuance', 'correction', 'worked') THEN quarters <= 0 ELSE quarters >= 0 END",
            name="sign",
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    name: Mapped[str] = mapped_column(REF)
    quarters: Mapped[int] = mapped_column(default=0)


class LedgerEntry(OfTown, Table):
    """One booking; `ref` is its idempotency key, `legs` the number of its postings, `epoch` when it was anchored."""

    __tablename__ = "ledger_entry"
    __table_args__ = once(
        CheckConstraint("kind <> 'EARN' OR ref LIKE 'claim:%'", name="earn"),
        CheckConstraint("legs >= 2", name="legs"),
        Index("ix_ledger_entry_person", "municipality_id", "person"),
        Index("ix_ledger_entry_epoch", "municipality_id", "epoch"),
    )
    kind: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime]
    about: Mapped[str] = mapped_column(REF)
    person: Mapped[str | None] = mapped_column(REF)
    actor: Mapped[str | None] = mapped_column(REF)
    reason: Mapped[str | None] = mapped_column(String(60))
    legs: Mapped[int]
    epoch: Mapped[int | None]


class LedgerPosting(Table):
    """Quarters that an account gains or, below zero, gives. The last one of an entry must bring its sum to zero."""

    __tablename__ = "ledger_posting"
    __table_args__ = (
        UniqueConstraint("entry_id", "position"),
        UniqueConstraint("entry_id", "account_id"),
        CheckConstraint("quarters <> 0", name="moves"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entry.id"))
    position: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("ledger_account.id"), index=True)
    quarters: Mapped[int]


class LedgerKey(Table):
    """The secret of one entry's leaf. Destroying it makes the anchored leaf a number that belongs to nobody."""

    __tablename__ = "ledger_key"
    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entry.id"), unique=True)
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
