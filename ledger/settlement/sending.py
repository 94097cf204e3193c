"""Settling exactly once, whatever node, chain and process do (research 1e).

The contract takes each epoch once and in order, so the outcome is read from it, never from a hash. Bytes and nonce are
stored before they are sent. One `step` looks, books what is settled, and moves the first epoch that is not; kill it
anywhere and do it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data.clock import Now
from data.db import Database
from data.tables.chain import LedgerAttempt, LedgerEpoch
from ledger.errors import ChainError
from ledger.settlement.booking import book, observe
from ledger.settlement.chain import Chain, Fee
from ledger.settlement.epochs import epoch_of
from ledger.settlement.signatures import valid_signatures
from ledger.settlement.signer import Signer
from ledger.store_sql import SqlStore

STUCK = timedelta(seconds=90)
RAISED = (5, 4)
"""A stuck transaction is offered again with a quarter more."""


@dataclass(frozen=True)
class Settling:
    """What a step needs. `confirmations`: so many blocks on top before an epoch counts as anchored."""

    database: Database
    municipality_id: int
    chain: Chain
    signer: Signer
    now: Now
    confirmations: int = 3
    fee_cap: int = 100 * 10**9
    stuck: timedelta = STUCK

    def step(self) -> str:
        """What was done or is waited for, in a word: `anchored`, `sent`, `pending`, `unsigned`, `differs`.

        Raises ChainError; whatever is raised, nothing is lost and the next step goes on.
        """
        self.chain.check()
        with self.database.read() as session:
            seen = observe(session, self.municipality_id, self.chain, self.confirmations)
        with self.database.write() as session:
            booked = book(session, self.municipality_id, seen, self.now())
        if booked == "differs":
            return booked
        with self.database.read() as session:
            epoch = epoch_of(session, self.municipality_id, seen.latest + 1)
            if epoch is None:
                return booked
            signatures = valid_signatures(session, epoch, self.chain)
            return self._send(session, epoch, signatures) if signatures else "unsigned"

    def _send(self, session: Session, epoch: LedgerEpoch, signatures: list[str]) -> str:
        """Sends the newest stored bytes; new ones are stored first. `session` only reads."""
        nonce, fee = self.chain.nonce(self.signer.address), self.chain.fee(self.fee_cap)
        attempt = self._attempt(session, epoch, nonce)
        if attempt is None or self._is_stuck(attempt, fee):
            offer = _higher(attempt, fee, self.fee_cap) if attempt else fee
            try:
                raw, sent = self.chain.signed(self.signer, _arguments(epoch, signatures), nonce, offer)
            except ChainError:
                if self.chain.epoch() >= epoch.number:
                    return "pending"  # another worker was faster
                raise
            new = LedgerAttempt(
                epoch_id=epoch.id, hash=sent, raw=raw, sender=self.signer.address, nonce=nonce,
                fee={"most": str(offer.most), "tip": str(offer.tip)}, made_at=self.now(),
            )  # fmt: skip
            raw = self._store(new, attempt.number if attempt else 0)
        else:
            raw = attempt.raw
        self.chain.send(raw)
        return "sent"

    def _store(self, new: LedgerAttempt, after: int) -> bytes:
        """Keeps new bytes, unless another worker was faster: then theirs are sent."""
        with self.database.write() as session:
            SqlStore(session, self.municipality_id).lock()
            epoch = session.get_one(LedgerEpoch, new.epoch_id)
            faster = self._attempt(session, epoch, new.nonce)
            if faster and faster.number > after:
                return faster.raw
            numbers = session.scalars(select(LedgerAttempt.number).where(LedgerAttempt.epoch_id == epoch.id))
            new.number = max(numbers, default=0) + 1
            epoch.state = "sent"
            session.add(new)
            return new.raw

    def _attempt(self, session: Session, epoch: LedgerEpoch, nonce: int) -> LedgerAttempt | None:
        """The newest transaction that the chain could still take; other nonces are used up or no longer next."""
        mine = select(LedgerAttempt).where(
            LedgerAttempt.epoch_id == epoch.id,
            LedgerAttempt.nonce == nonce,
            LedgerAttempt.sender == self.signer.address,
        )
        return session.scalar(mine.order_by(LedgerAttempt.number.desc()).limit(1))

    def _is_stuck(self, attempt: LedgerAttempt, fee: Fee) -> bool:
        """Too long on its way, and there is something left to offer."""
        higher = _higher(attempt, fee, self.fee_cap)
        return self.now() - attempt.made_at > self.stuck and higher.most > int(attempt.fee["most"])


def _arguments(epoch: LedgerEpoch, signatures: list[str]) -> tuple[Any, ...]:
    return (
        epoch.number, epoch.root, epoch.awarded, epoch.redeemed, epoch.expired, epoch.rulebook_hash,
        [bytes.fromhex(one[2:]) for one in signatures], epoch.corrects,
    )  # fmt: skip


def _higher(attempt: LedgerAttempt, fee: Fee, cap: int) -> Fee:
    """A quarter more than the attempt offered, at least what the chain asks now, at most the cap."""
    times, parts = RAISED
    most = min(max(int(attempt.fee["most"]) * times // parts + 1, fee.most), cap)
    return Fee(most, min(max(int(attempt.fee["tip"]) * times // parts + 1, fee.tip), most))


def run(settling: Settling, wait: Callable[[], None], rounds: int = 1_000) -> str:
    """Steps until everything is anchored or somebody has to act; `wait` lets time pass between them."""
    outcome = "anchored"
    for _ in range(rounds):
        outcome = settling.step()
        if outcome not in ("sent", "pending"):
            return outcome
        wait()
    raise ChainError(f"after {rounds} steps still {outcome}")
