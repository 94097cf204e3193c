"""An epoch as a file that a witness can look at and sign: roots, sums, all leaves, the amounts by kind; no person.

`check` recomputes everything that stands in it. What it cannot show: that the hours were worked.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from pydantic import Field
from sqlalchemy.orm import Session

from data.tables.chain import LedgerEpoch
from ledger.contract.messages import NOWHERE, Domain, settle_message
from ledger.errors import ProofError
from ledger.journal import AWARDED, SPENT, WITHDRAWN, is_supply
from ledger.leaves import EPOCH_LEAVES, root
from ledger.settlement.files import Address, Epoch, Hash, LedgerFile, Number, Quarters
from ledger.settlement.trees import Sum, epoch_root, sum_root
from ledger.store_sql import SqlStore

FORM = "gemeinwerk-epoch-1"


class EpochFile(LedgerFile):
    """The content of `EPOCH.json`."""

    form: str = Field(FORM, pattern=f"^{FORM}$")
    epoch: Epoch
    root: Hash
    entries_root: Hash
    balances_root: Hash
    awarded: Quarters
    redeemed: Quarters
    expired: Quarters
    supply_before: Quarters
    supply_after: Quarters
    rulebook_hash: Hash
    corrects: Number = 0
    chain_id: Number = 0
    contract: Address = NOWHERE
    movements: dict[str, int] = Field(description="What each kind of entry changed of the supply, in quarters.")
    leaves: list[Hash]
    sums: list[tuple[Hash, Quarters]]

    def check(self) -> None:
        """Recomputes roots and sums. Raises ProofError with what does not hold."""
        if len(self.leaves) != EPOCH_LEAVES or not self.sums or len(self.sums) & (len(self.sums) - 1):
            raise ProofError("the number of leaves is wrong")
        leaves = [bytes.fromhex(one[2:]) for one in self.leaves]
        if sum(quarters for _, quarters in self.sums) != self.supply_after:
            raise ProofError(f"epoch {self.epoch}: the balances do not sum to the supply")
        total = sum_root([Sum(bytes.fromhex(one[2:]), quarters) for one, quarters in self.sums])
        for name, holds in (
            ("entries_root", root(leaves, []).hex() == self.entries_root[2:]),
            ("balances_root", total.hash.hex() == self.balances_root[2:]),
            ("supply", self.supply_after == self.supply_before + self.awarded - self.redeemed - self.expired),
            ("awarded", self.awarded == self._moved(AWARDED)),
            ("redeemed", self.redeemed == -self._moved(SPENT)),
            ("expired", self.expired == -self._moved(WITHDRAWN)),
            ("root", epoch_root(leaves_root(self), total.hash, total.quarters).hex() == self.root[2:]),
        ):
            if not holds:
                raise ProofError(f"epoch {self.epoch}: {name} is not what the leaves and movements give")

    def message(self) -> dict[str, Any]:
        """What is signed."""
        return settle_message(Domain(self.chain_id, self.contract), self.epoch, self)

    def _moved(self, kinds: tuple[str, ...]) -> int:
        return sum(self.movements.get(str(kind), 0) for kind in kinds)


def leaves_root(file: EpochFile) -> bytes:
    """The root of the entries as the file states it."""
    return bytes.fromhex(file.entries_root[2:])


def epoch_file(session: Session, epoch: LedgerEpoch, domain: Domain) -> EpochFile:
    """The file of an epoch. Raises ProofError for one so old that its balances are no longer kept leaf by leaf."""
    if epoch.sums is None:
        raise ProofError(f"epoch {epoch.number}: its leaves of balances were given up with a later epoch")
    names = ("root", "entries_root", "balances_root", "awarded", "redeemed", "expired", "supply_before",
             "supply_after", "rulebook_hash", "corrects")  # fmt: skip
    return EpochFile(
        form=FORM, epoch=epoch.number, chain_id=domain.chain_id, contract=domain.contract,
        movements=_movements(session, epoch), leaves=["0x" + one.hex() for one in chunks(epoch.leaves, 32)],
        sums=[("0x" + one.hash.hex(), one.quarters) for one in unpacked(epoch.sums)],
        **{name: getattr(epoch, name) for name in names},
    )  # fmt: skip


def unpacked(sums: bytes) -> list[Sum]:
    """The leaves of the sum tree as they are kept."""
    return [Sum(one[:32], int.from_bytes(one[32:], "big")) for one in chunks(sums, 40)]


def chunks(content: bytes, size: int) -> list[bytes]:
    """Pieces of one size."""
    return [content[at : at + size] for at in range(0, len(content), size)]


def _movements(session: Session, epoch: LedgerEpoch) -> dict[str, int]:
    moved: Counter[str] = Counter()
    for entry in SqlStore(session, epoch.municipality_id).entries_of_epoch(epoch.number):
        moved[entry.kind.value] += sum(p.quarters for p in entry.postings if is_supply(p.account))
    return {kind: quarters for kind, quarters in sorted(moved.items()) if quarters}
