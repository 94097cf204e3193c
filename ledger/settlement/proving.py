"""Makes proof files out of what is kept; who may have one is the caller's business."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.chain import LedgerEpoch, LedgerShare
from data.tables.journal import LedgerEntry, LedgerKey
from ledger.errors import ProofError, UnknownThing
from ledger.journal import person_account
from ledger.leaves import canonical, leaf
from ledger.settlement.epochs import epoch_of
from ledger.settlement.receipts import FORM, EntryPart, Proof, SharePart, StepPart
from ledger.settlement.shares import share_leaf, share_text
from ledger.settlement.statement import chunks, unpacked
from ledger.settlement.trees import Step, path, sum_path
from ledger.store_sql import SqlStore


def entry_proof(session: Session, municipality_id: int, key: str) -> Proof:
    """The proof of an entry. Raises UnknownThing, ProofError (in no epoch yet, or its person left)."""
    mine = (LedgerEntry.municipality_id == municipality_id, LedgerEntry.ref == key)
    row = session.scalar(select(LedgerEntry).where(*mine))
    entry = SqlStore(session, municipality_id).entry(key)
    if row is None or entry is None:
        raise UnknownThing("entry", key)
    secret = session.scalar(select(LedgerKey.key).where(LedgerKey.entry_id == row.id))
    epoch = epoch_of(session, municipality_id, row.epoch) if row.epoch else None
    if epoch is None:
        raise ProofError(f"{key} is in no epoch yet; it will be in the next one")
    if secret is None:
        raise ProofError(f"{key}: its key was destroyed when its person left")
    steps = path(chunks(epoch.leaves, 32), leaf(entry, secret))
    part = EntryPart(text=canonical(entry).decode(), key=secret.hex(), path=[_part(step) for step in steps])
    return Proof(kind="entry", entry=part, **_of_epoch(epoch))


def balance_proof(session: Session, municipality_id: int, person: str) -> Proof:
    """The proof of a person's balance in the newest epoch. Raises ProofError where there is none."""
    mine = (LedgerEpoch.municipality_id == municipality_id, LedgerEpoch.sums.is_not(None))
    epoch = session.scalar(select(LedgerEpoch).where(*mine).order_by(LedgerEpoch.number.desc()).limit(1))
    account = person_account(person)
    if epoch is None or epoch.sums is None:
        raise ProofError("there is no epoch yet")
    own = (LedgerShare.epoch_id == epoch.id, LedgerShare.account == account)
    rows = session.scalars(select(LedgerShare).where(*own)).all()
    if not rows:
        raise ProofError(f"{account} held nothing in epoch {epoch.number}")
    leaves, shares = unpacked(epoch.sums), []
    for row in rows:
        one = share_leaf(row.key, share_text(epoch.number, account, row.quarters), row.quarters)
        steps = [_part(step) for step in sum_path(leaves, one)]
        shares.append(SharePart(quarters=row.quarters, key=row.key.hex(), path=steps))
    return Proof(kind="balance", account=account, shares=shares, **_of_epoch(epoch))


def _of_epoch(epoch: LedgerEpoch) -> dict[str, Any]:
    return {
        "form": FORM, "epoch": epoch.number, "root": epoch.root, "entries_root": epoch.entries_root,
        "balances_root": epoch.balances_root, "supply": epoch.supply_after, "chain_id": epoch.chain_id or 0,
        "contract": epoch.contract, "transaction": epoch.transaction,
    }  # fmt: skip


def _part(step: Step) -> StepPart:
    return StepPart(side="left" if step.left else "right", hash="0x" + step.hash.hex(), quarters=step.quarters)
