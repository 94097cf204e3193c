"""What was promised to the chain: epochs with their leaves, shares of balances, witnesses' signatures, transactions.

Which leaf belongs to an entry can be found only with the entry's key; with the key goes the link.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from data.tables.base import Table
from data.tables.points import REF


class LedgerEpoch(Table):
    """One settlement: what `settle` takes. `state` is formed, sent, anchored, or differs (the chain says otherwise).

    leaves: all leaves of the entries, padding too, 32 bytes each. sums: all leaves of the balances, 32 + 8 bytes each,
    of the newest epochs only.
    """

    __tablename__ = "ledger_epoch"
    __table_args__ = (
        UniqueConstraint("municipality_id", "number"),
        CheckConstraint("supply_after = supply_before + awarded - redeemed - expired", name="supply"),
        CheckConstraint("awarded >= 0 AND redeemed >= 0 AND expired >= 0", name="amounts"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    number: Mapped[int]
    root: Mapped[str] = mapped_column(String(66))
    entries_root: Mapped[str] = mapped_column(String(66))
    balances_root: Mapped[str] = mapped_column(String(66))
    awarded: Mapped[int]
    redeemed: Mapped[int]
    expired: Mapped[int]
    supply_before: Mapped[int]
    supply_after: Mapped[int]
    rulebook_hash: Mapped[str] = mapped_column(String(66))
    corrects: Mapped[int]
    formed_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(10), default="formed")
    leaves: Mapped[bytes] = mapped_column(LargeBinary)
    sums: Mapped[bytes | None] = mapped_column(LargeBinary)
    chain_id: Mapped[int | None] = mapped_column(BigInteger)
    contract: Mapped[str | None] = mapped_column(String(42))
    transaction: Mapped[str | None] = mapped_column(String(66))
    block: Mapped[int | None] = mapped_column(BigInteger)
    anchored_at: Mapped[datetime | None]


class LedgerShare(Table):
    """A random part of a balance in an epoch's tree of balances, with a key of its own; only of the newest epochs."""

    __tablename__ = "ledger_share"
    __table_args__ = (CheckConstraint("quarters >= 0", name="quarters"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch_id: Mapped[int] = mapped_column(ForeignKey("ledger_epoch.id"), index=True)
    account: Mapped[str] = mapped_column(REF, index=True)
    quarters: Mapped[int]
    key: Mapped[bytes] = mapped_column(LargeBinary(32))


class LedgerSignature(Table):
    """A witness's yes to an epoch."""

    __tablename__ = "ledger_signature"
    __table_args__ = (UniqueConstraint("epoch_id", "witness"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch_id: Mapped[int] = mapped_column(ForeignKey("ledger_epoch.id"))
    witness: Mapped[str] = mapped_column(String(42))
    signature: Mapped[str] = mapped_column(String(132))


class LedgerAttempt(Table):
    """A signed transaction, stored before it is sent. `number` counts the attempts of one epoch."""

    __tablename__ = "ledger_attempt"
    __table_args__ = (UniqueConstraint("epoch_id", "number"), UniqueConstraint("hash"))
    id: Mapped[int] = mapped_column(primary_key=True)
    epoch_id: Mapped[int] = mapped_column(ForeignKey("ledger_epoch.id"))
    number: Mapped[int]
    hash: Mapped[str] = mapped_column(String(66))
    raw: Mapped[bytes] = mapped_column(LargeBinary)
    sender: Mapped[str] = mapped_column(String(42))
    nonce: Mapped[int]
    fee: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]
