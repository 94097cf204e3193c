"""Where the settlement stands, in figures that name nobody."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data.tables.chain import LedgerAttempt, LedgerEpoch, LedgerSignature
from data.tables.journal import LedgerEntry
from ledger.amounts import shown
from ledger.points.coverage import supply
from ledger.service import look
from ledger.settlement.epochs import last_epoch, open_epochs


def status_of(session: Session, municipality_id: int, now: datetime) -> dict[str, Any]:
    """Supply, entries that wait, the last anchored epoch, and each open epoch with its state."""
    new = (LedgerEntry.municipality_id == municipality_id, LedgerEntry.epoch.is_(None))
    anchored = (LedgerEpoch.municipality_id == municipality_id, LedgerEpoch.state == "anchored")
    newest = last_epoch(session, municipality_id)
    return {
        "supply": shown(supply(look(session, municipality_id, now))),
        "entries_waiting": session.scalar(select(func.count()).select_from(LedgerEntry).where(*new)),
        "epochs": newest.number if newest else 0,
        "anchored": session.scalar(select(func.max(LedgerEpoch.number)).where(*anchored)) or 0,
        "open": [_one(session, epoch) for epoch in open_epochs(session, municipality_id)],
    }


def _one(session: Session, epoch: LedgerEpoch) -> dict[str, Any]:
    def count(table: type[LedgerAttempt] | type[LedgerSignature]) -> int | None:
        return session.scalar(select(func.count()).select_from(table).where(table.epoch_id == epoch.id))

    signatures, attempts = count(LedgerSignature), count(LedgerAttempt)
    return {"epoch": epoch.number, "state": epoch.state, "signatures": signatures, "attempts": attempts}


def is_anchored(session: Session, municipality_id: int, key: str) -> bool:
    """Does an entry lie in an epoch that the chain has, with enough blocks on top? Else: "not yet anchored"."""
    anchored = (
        select(LedgerEpoch.id)
        .join(LedgerEntry, LedgerEntry.epoch == LedgerEpoch.number)
        .where(LedgerEntry.municipality_id == municipality_id, LedgerEntry.ref == key)
        .where(LedgerEpoch.municipality_id == municipality_id, LedgerEpoch.state == "anchored")
    )
    return session.scalar(anchored) is not None
