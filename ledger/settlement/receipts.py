"""Proof files: one entry, or a whole balance, lies in an anchored epoch. Checked with nothing but the file and a root.

A balance is proved by all its random shares, so the sums beside them show nobody else's balance.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Annotated, Any, Literal

from pydantic import Field

from ledger.errors import ProofError
from ledger.leaves import LEAF
from ledger.settlement.files import Address, Epoch, Hash, LedgerFile, Number, Part, Quarters
from ledger.settlement.shares import share_leaf, share_text
from ledger.settlement.trees import Step, climb, epoch_root, sum_climb

FORM = "gemeinwerk-proof-1"
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
LONGEST_PATH, MOST_SHARES, LONGEST_TEXT = 40, 64, 4000


class StepPart(Part):
    """One step up: on which side the other one stands, its hash, in the tree of balances its sum."""

    side: Literal["left", "right"]
    hash: Hash
    quarters: Quarters = 0

    @property
    def step(self) -> Step:
        """As the trees know it."""
        return Step(self.side == "left", bytes.fromhex(self.hash[2:]), self.quarters)


Path = Annotated[list[StepPart], Field(max_length=LONGEST_PATH)]


class EntryPart(Part):
    """An entry in its one form, and the key of its leaf."""

    text: Annotated[str, Field(max_length=LONGEST_TEXT)]
    key: Key
    path: Path


class SharePart(Part):
    """A share of a balance, and the key of its leaf."""

    quarters: Quarters
    key: Key
    path: Path


class Proof(LedgerFile):
    """The content of a proof file. Where it was anchored is a hint; what counts is the root on the chain."""

    form: str = Field(FORM, pattern=f"^{FORM}$")
    kind: Literal["entry", "balance"]
    epoch: Epoch
    root: Hash
    entries_root: Hash
    balances_root: Hash
    supply: Quarters
    chain_id: Number = 0
    contract: Address | None = None
    transaction: Hash | None = None
    entry: EntryPart | None = None
    account: Annotated[str, Field(max_length=300)] | None = None
    shares: Annotated[list[SharePart], Field(max_length=MOST_SHARES)] = Field(default_factory=list)

    def check(self) -> dict[str, Any]:
        """What it proves of `root`: the entry's content, or `{"account", "quarters"}`. Raises ProofError."""
        proved = self._entry() if self.kind == "entry" else self._balance()
        of_entries, of_balances = bytes.fromhex(self.entries_root[2:]), bytes.fromhex(self.balances_root[2:])
        if epoch_root(of_entries, of_balances, self.supply).hex() != self.root[2:]:
            raise ProofError("the root is not made of these two trees and this supply")
        return proved

    def _entry(self) -> dict[str, Any]:
        if self.entry is None:
            raise ProofError("there is no entry in it")
        leaf = hmac.digest(bytes.fromhex(self.entry.key), LEAF + self.entry.text.encode(), hashlib.sha256)
        if climb(leaf, [one.step for one in self.entry.path]).hex() != self.entries_root[2:]:
            raise ProofError("the entry does not lie in this epoch")
        try:
            content = json.loads(self.entry.text)
        except (ValueError, RecursionError) as error:
            raise ProofError("the entry is no JSON") from error
        if not isinstance(content, dict):
            raise ProofError("the entry is no entry")
        return content

    def _balance(self) -> dict[str, Any]:
        if not self.account or not self.shares:
            raise ProofError("there are no shares in it")
        if len({tuple(one.side for one in share.path) for share in self.shares}) < len(self.shares):
            raise ProofError("a share stands in it twice")
        for share in self.shares:
            text = share_text(self.epoch, self.account, share.quarters)
            leaf = share_leaf(bytes.fromhex(share.key), text, share.quarters)
            try:
                top = sum_climb(leaf, [one.step for one in share.path])
                fits = (top.hash.hex(), top.quarters) == (self.balances_root[2:], self.supply)
            except OverflowError:
                fits = False
            if not fits:
                raise ProofError("a share does not lie in this epoch")
        return {"account": self.account, "quarters": sum(share.quarters for share in self.shares)}
