"""`ledger verify --all`: the whole ledger recomputed, from the entries to the roots on the chain."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.tables.chain import LedgerEpoch
from data.tables.journal import LedgerEntry, LedgerKey
from ledger.journal import totals
from ledger.leaves import canonical, leaf, root
from ledger.settlement.chain import Chain
from ledger.settlement.statement import chunks, unpacked
from ledger.settlement.trees import epoch_root, sum_root
from ledger.store_sql import SqlStore
from ledger.verify import broken
from ledger.versions import load_rulebooks


def faults(session: Session, municipality_id: int, chain: Chain | None) -> list[str]:
    """What does not hold, in English; empty when everything does."""
    store = SqlStore(session, municipality_id)
    found = broken(store)
    hashes = {"0x" + rules.hash for rules in load_rulebooks(session, municipality_id).versions}
    supply, number = 0, 0
    mine = select(LedgerEpoch).where(LedgerEpoch.municipality_id == municipality_id).order_by(LedgerEpoch.number)
    for number, epoch in enumerate(session.scalars(mine), start=1):
        if epoch.number != number:
            return [*found, f"epoch {number} is missing"]
        if epoch.supply_before != supply:
            found.append(
                f"epoch {number}: begins with {epoch.supply_before} quarters, the one before ended at {supply}"
            )
        if epoch.rulebook_hash not in hashes:
            found.append(f"epoch {number}: names a rulebook that is not kept")
        found += [f"epoch {number}: {fault}" for fault in _epoch(session, epoch, store)]
        if chain and epoch.state == "anchored" and chain.root_of(number) != epoch.root:
            found.append(f"epoch {number}: the root on the chain is another one")
        supply = epoch.supply_after
    if chain and chain.epoch() > number:
        found.append(f"the chain knows epoch {chain.epoch()}, the ledger ends with {number}: restored from a backup?")
    return found


def _epoch(session: Session, epoch: LedgerEpoch, store: SqlStore) -> Iterator[str]:
    leaves = chunks(epoch.leaves, 32)
    entries = list(store.entries_of_epoch(epoch.number))
    counted = totals(entries)
    if (counted.awarded, counted.redeemed, counted.expired) != (epoch.awarded, epoch.redeemed, epoch.expired):
        yield "the entries sum to other amounts"
    of_entries = root(leaves, [])
    if "0x" + of_entries.hex() != epoch.entries_root:
        yield "the leaves give another root of entries"
    if epoch.sums is not None:
        top = sum_root(unpacked(epoch.sums))
        if ("0x" + top.hash.hex(), top.quarters) != (epoch.balances_root, epoch.supply_after):
            yield "the leaves give another root or sum of balances"
    of_balances = bytes.fromhex(epoch.balances_root[2:])
    if "0x" + epoch_root(of_entries, of_balances, epoch.supply_after).hex() != epoch.root:
        yield "the root is another one"
    keys = _keys(session, epoch)
    known = set(leaves)
    for entry in entries:
        if entry.key in keys and leaf(entry, keys[entry.key]) not in known:
            yield f"{entry.key} is not what was anchored ({canonical(entry).decode()})"


def _keys(session: Session, epoch: LedgerEpoch) -> dict[str, bytes]:
    """The keys of the epoch's entries, as far as their people are still here."""
    found = (
        select(LedgerEntry.ref, LedgerKey.key)
        .join(LedgerKey, LedgerKey.entry_id == LedgerEntry.id)
        .where(LedgerEntry.municipality_id == epoch.municipality_id, LedgerEntry.epoch == epoch.number)
    )
    return {row.ref: row.key for row in session.execute(found)}
