"""Forming an epoch: the new entries, their leaves, the balances after them, one root over both (facts 5.7).

One transaction; the entries are marked with the epoch's number. Forming knows no chain.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from data.tables.chain import LedgerEpoch, LedgerShare
from data.tables.journal import LedgerAccount, LedgerEntry, LedgerPosting
from ledger.errors import LedgerError
from ledger.journal import Totals, is_supply, totals
from ledger.leaves import EPOCH_LEAVES, leaf, new_key, root
from ledger.service import open_desk
from ledger.settlement.shares import split, sum_leaves
from ledger.settlement.trees import epoch_root, sum_root
from ledger.store_sql import SqlStore, Waiting

MOST_QUARTERS = 100_000
"""At most so many are awarded, redeemed or expired in one epoch (contract: `bound`); more waits for the next."""


@dataclass(frozen=True)
class Chosen:
    """The entries of an epoch with their row ids, and what `settle` counts them as."""

    waiting: list[Waiting]
    totals: Totals

    @property
    def people(self) -> int:
        """How many people were active."""
        return len({one.entry.person for one in self.waiting} - {None})

    def leaves(self) -> list[bytes]:
        """Leaves and padding, sorted; an entry whose key is gone already looks like padding."""
        real = [leaf(one.entry, one.key) if one.key else new_key() for one in self.waiting]
        return sorted([*real, *(new_key() for _ in range(EPOCH_LEAVES - len(real)))])


def form_epoch(
    session: Session, municipality_id: int, now: datetime, *, corrects: int = 0, most: int = EPOCH_LEAVES
) -> LedgerEpoch | None:
    """The next epoch from entries that are in none, oldest first.

    None if there are none, or so few people were active that the sums would speak of them: the next one covers both.
    """
    desk = open_desk(session, municipality_id, now)
    chosen = _choose(SqlStore(session, municipality_id).waiting(most))
    if chosen.people < desk.rules.integer("settlement.min_active_people"):
        return None
    last = last_epoch(session, municipality_id)
    number, before = (last.number + 1, last.supply_after) if last else (1, 0)
    _mark(session, chosen, number)
    after = before + chosen.totals.awarded - chosen.totals.redeemed - chosen.totals.expired
    shares = split(_balances(session, municipality_id, after))
    sums, leaves = sum_leaves(number, shares), chosen.leaves()
    of_entries, of_balances = root(leaves, []), sum_root(sums).hash
    epoch = LedgerEpoch(
        municipality_id=municipality_id, number=number, formed_at=now, corrects=corrects, supply_before=before,
        supply_after=after, rulebook_hash="0x" + desk.rules.hash, entries_root=shown(of_entries),
        balances_root=shown(of_balances), root=shown(epoch_root(of_entries, of_balances, after)),
        leaves=b"".join(leaves), sums=b"".join(one.packed() for one in sums), **vars(chosen.totals),
    )  # fmt: skip
    session.add(epoch)
    session.flush()
    session.add_all(LedgerShare(epoch_id=epoch.id, account=s.account, quarters=s.quarters, key=s.key) for s in shares)
    return epoch


def last_epoch(session: Session, municipality_id: int) -> LedgerEpoch | None:
    """The newest epoch, whatever its state."""
    mine = LedgerEpoch.municipality_id == municipality_id
    return session.scalar(select(LedgerEpoch).where(mine).order_by(LedgerEpoch.number.desc()).limit(1))


def epoch_of(session: Session, municipality_id: int, number: int) -> LedgerEpoch | None:
    """The epoch of a number."""
    mine = (LedgerEpoch.municipality_id == municipality_id, LedgerEpoch.number == number)
    return session.scalar(select(LedgerEpoch).where(*mine))


def open_epochs(session: Session, municipality_id: int) -> list[LedgerEpoch]:
    """The epochs that are not anchored, oldest first."""
    mine = (LedgerEpoch.municipality_id == municipality_id, LedgerEpoch.state != "anchored")
    return list(session.scalars(select(LedgerEpoch).where(*mine).order_by(LedgerEpoch.number)))


def shown(content: bytes) -> str:
    """Bytes as the chain's tools write them: 0x…"""
    return "0x" + content.hex()


def _choose(waiting: list[Waiting]) -> Chosen:
    """As many, from the first on, as one `settle` may carry."""
    sums = Totals(0, 0, 0)
    for index, one in enumerate(waiting):
        more = totals([one.entry])
        more = Totals(sums.awarded + more.awarded, sums.redeemed + more.redeemed, sums.expired + more.expired)
        if max(more.awarded, more.redeemed, more.expired) > MOST_QUARTERS and index:
            return Chosen(waiting[:index], sums)
        sums = more
    return Chosen(waiting, sums)


def _mark(session: Session, chosen: Chosen, number: int) -> None:
    mine = LedgerEntry.id.in_([one.id for one in chosen.waiting])
    marked = update(LedgerEntry).where(mine).values(epoch=number)
    session.execute(marked, execution_options={"synchronize_session": False})


def _balances(session: Session, municipality_id: int, supply: int) -> dict[str, int]:
    """What every account of the supply held after the last entry that is in an epoch. Raises LedgerError if the sum of
    all is another supply."""
    found = (
        select(LedgerAccount.name, func.sum(LedgerPosting.quarters))
        .join(LedgerPosting, LedgerPosting.account_id == LedgerAccount.id)
        .join(LedgerEntry, LedgerEntry.id == LedgerPosting.entry_id)
        .where(LedgerEntry.municipality_id == municipality_id, LedgerEntry.epoch.is_not(None))
        .group_by(LedgerAccount.name)
    )
    balances = {name: int(quarters) for name, quarters in session.execute(found) if is_supply(name) and quarters}
    if sum(balances.values()) != supply:
        raise LedgerError(f"the balances sum to {sum(balances.values())} quarters, the movements to {supply}")
    return balances
