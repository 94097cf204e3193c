"""The settlement as a whole, for the clock (once a day) and the command line: form, sign here, send what is signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from data.clock import Now
from data.db import Database
from ledger.contract.messages import Domain
from ledger.settlement.chain import Chain
from ledger.settlement.epochs import form_epoch
from ledger.settlement.sending import Settling, run
from ledger.settlement.signatures import sign_missing
from ledger.settlement.signer import Signer


@dataclass(frozen=True)
class Settled:
    """The numbers of new epochs; `outcome` as of `Settling.step`, or `no_chain`, `no_key`."""

    formed: list[int]
    outcome: str


@dataclass(frozen=True)
class Daily:
    """What is there of chain and keys; what is missing is left out and can follow on another day."""

    database: Database
    municipality_id: int
    now: Now
    chain: Chain | None = None
    sender: Signer | None = None
    witness: Signer | None = None
    confirmations: int = 3
    fee_cap: int = 100 * 10**9

    def settle(self, *, corrects: int = 0, wait: Callable[[], None] | None = None) -> Settled:
        """Does what can be done now; with `wait` until everything is anchored. Raises ChainError; again at any time."""
        formed = self._form(corrects)
        if self.chain is None:
            return Settled(formed, "no_chain")
        if self.sender is None:
            return Settled(formed, "no_key")
        settling = Settling(
            self.database, self.municipality_id, self.chain, self.sender, self.now, self.confirmations, self.fee_cap
        )
        return Settled(formed, run(settling, wait) if wait else settling.step())

    def _form(self, corrects: int) -> list[int]:
        """Every epoch that can be formed, each in a transaction of its own; the witness here signs what is open."""
        domain = self.chain.domain if self.chain else Domain()
        formed: list[int] = []
        while True:
            with self.database.write() as session:
                epoch = form_epoch(session, self.municipality_id, self.now(), corrects=0 if formed else corrects)
                if epoch:
                    formed.append(epoch.number)
                if self.witness:
                    sign_missing(session, self.municipality_id, domain, self.witness)
                if epoch is None:
                    return formed
