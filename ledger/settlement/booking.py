"""What the contract says about our epochs: looked up first, then booked (anchored, gone again, another root than ours).

The network is asked outside every transaction, so a slow node holds up nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data.tables.chain import LedgerAttempt, LedgerEpoch, LedgerShare
from ledger.contract.messages import Domain
from ledger.service import look
from ledger.settlement.chain import Chain, Mined
from ledger.store_sql import SqlStore

SHARES_KEPT = 2
"""Of so many anchored epochs the shares of balances are kept; an older balance is proved by the file a citizen has."""


@dataclass(frozen=True)
class Seen:
    """The contract at one moment. latest: its last epoch, firm: the last one with enough blocks on top."""

    domain: Domain
    latest: int
    firm: int
    roots: Mapping[int, str]
    mined: Mapping[int, Mined]


def observe(session: Session, municipality_id: int, chain: Chain, confirmations: int) -> Seen:
    """Asks the chain about every epoch of ours that is not anchored, and about the last ones that are."""
    head, latest = chain.head(), chain.epoch()
    firm = min(latest, chain.epoch(max(head - confirmations + 1, 0)))
    numbers = [epoch.number for epoch in _doubtful(session, municipality_id, firm) if epoch.number <= latest]
    mined = {number: chain.mined(number, _hashes(session, municipality_id, number)) for number in numbers}
    roots = {number: chain.root_of(number) for number in numbers}
    found = {number: one for number, one in mined.items() if one}
    return Seen(chain.domain, latest, firm, roots, found)


def book(session: Session, municipality_id: int, seen: Seen, now: datetime) -> str:
    """`anchored` if nothing is on its way, `pending` if blocks are missing, `differs` if the chain has another root.

    An epoch that the chain no longer has (reorganised, or a node restored from an older state) is open again.
    """
    SqlStore(session, municipality_id).lock()
    outcome = "anchored"
    for epoch in _doubtful(session, municipality_id, seen.firm):
        if epoch.number > seen.latest:
            epoch.state, epoch.anchored_at, epoch.block = ("sent" if epoch.transaction else "formed"), None, None
        elif epoch.number not in seen.roots:
            outcome = "pending"  # formed or reopened after we looked
        elif seen.roots[epoch.number] != epoch.root:
            _differs(session, municipality_id, epoch, now)
            return "differs"
        elif epoch.number > seen.firm:
            epoch.state, outcome = "sent", "pending"
        else:
            _anchor(epoch, seen, now)
    _drop_old_shares(session, municipality_id, seen.firm)
    return outcome


def _doubtful(session: Session, municipality_id: int, firm: int) -> list[LedgerEpoch]:
    """Those that are not anchored, and the anchored ones that the chain may have lost."""
    mine = select(LedgerEpoch).where(LedgerEpoch.municipality_id == municipality_id)
    open_or_lost = (LedgerEpoch.state != "anchored") | (LedgerEpoch.number > firm)
    return list(session.scalars(mine.where(open_or_lost).order_by(LedgerEpoch.number)))


def _hashes(session: Session, municipality_id: int, number: int) -> list[str]:
    ours = (LedgerEpoch.municipality_id == municipality_id, LedgerEpoch.number == number)
    return list(session.scalars(select(LedgerAttempt.hash).join(LedgerEpoch).where(*ours)))


def _anchor(epoch: LedgerEpoch, seen: Seen, now: datetime) -> None:
    epoch.state, epoch.anchored_at = "anchored", now
    epoch.chain_id, epoch.contract = seen.domain.chain_id, seen.domain.contract
    mined = seen.mined.get(epoch.number)
    if mined:
        epoch.transaction, epoch.block = mined.transaction, mined.block


def _differs(session: Session, municipality_id: int, epoch: LedgerEpoch, now: datetime) -> None:
    """Somebody settled another root: nobody goes on before the auditor has looked (facts 5.8 no. 22)."""
    epoch.state = "differs"
    look(session, municipality_id, now).flag("ledger_mismatch", f"epoch {epoch.number}", once=f"{epoch.number}")


def _drop_old_shares(session: Session, municipality_id: int, firm: int) -> None:
    old = (LedgerEpoch.municipality_id == municipality_id, LedgerEpoch.number <= firm - SHARES_KEPT)
    for epoch in session.scalars(select(LedgerEpoch).where(*old, LedgerEpoch.sums.is_not(None))):
        epoch.sums = None
        session.execute(delete(LedgerShare).where(LedgerShare.epoch_id == epoch.id))
