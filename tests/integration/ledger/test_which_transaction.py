"""Whichever of several transactions is mined, the outcome is read from the contract, with the true hash (case 40).

On a node that mines only when it is told to: a fee is raised, the first or the second is mined, answers are lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from data.db import Database
from data.migrations import upgrade
from data.people import OWN, prepare
from data.tables.chain import LedgerAttempt, LedgerEpoch
from ledger.contract.deploy import deploy
from ledger.journal import Kind, moves
from ledger.points.lots import Lot, give
from ledger.records import Person
from ledger.service import open_desk
from ledger.settlement.chain import Chain, connect
from ledger.settlement.epochs import epoch_of, form_epoch
from ledger.settlement.sending import Settling
from ledger.settlement.signatures import sign_missing
from ledger.settlement.signer import KeystoreSigner

START = datetime(2027, 3, 1, 9, tzinfo=UTC)
SENDER, WITNESS = KeystoreSigner(b"\x21" * 32), KeystoreSigner(b"\x22" * 32)
TOWN = "0x00000000000000000000000000000000000070A1"


@dataclass
class Sleepy:
    """One signed epoch and a node that mines on demand."""

    database: Database
    web3: Any
    url: str
    contract: str
    now: datetime = field(default=START)

    def step(self, chain: Any = None) -> str:
        """A step of a worker that was just started."""
        fresh = chain or connect(self.url, self.contract)
        return Settling(self.database, OWN, fresh, SENDER, lambda: self.now, confirmations=1).step()

    def later(self) -> None:
        self.now += timedelta(minutes=2)

    def rpc(self, method: str, *arguments: Any) -> Any:
        return self.web3.provider.make_request(method, list(arguments))

    def attempts(self) -> list[LedgerAttempt]:
        with self.database.read() as session:
            return list(session.scalars(select(LedgerAttempt).order_by(LedgerAttempt.number)))

    def epoch(self) -> LedgerEpoch:
        with self.database.read() as session:
            found = epoch_of(session, OWN, 1)
            assert found
            return found


@pytest.fixture
def sleepy(tmp_path: Path, anvil: tuple[str, Any]) -> Iterator[Sleepy]:
    url, web3 = anvil
    web3.provider.make_request("anvil_setBalance", [SENDER.address, hex(10**20)])
    contract = deploy(web3, SENDER, TOWN, [WITNESS.address], 1)
    web3.provider.make_request("evm_setAutomine", [False])
    database = Database(f"sqlite:///{tmp_path / 'ledger.db'}")
    upgrade(database)
    with database.write() as session:
        prepare(session, "Musterhausen")
    with database.write() as session:
        desk = open_desk(session, OWN, START)
        for number in range(8):
            person, key = f"p{number}", f"claim:{number}:EARN:0"
            desk.store.put(Person(person, age=40, verified=True))
            desk.book(key, Kind.EARN, moves(("issuance", -8), (f"person:{person}", 8)), "c", person=person)
            give(desk, Lot(key, person, desk.today, desk.today + timedelta(days=700), 8, 8))
    with database.write() as session:
        form_epoch(session, OWN, START)
        sign_missing(session, OWN, connect(url, contract).domain, WITNESS)
    yield Sleepy(database, web3, url, contract)
    database.close()


def raised(sleepy: Sleepy) -> tuple[LedgerAttempt, LedgerAttempt]:
    """A first transaction that waits, and a second one that offers more."""
    assert sleepy.step() == "sent"
    sleepy.later()
    assert sleepy.step() == "sent"
    first, second = sleepy.attempts()
    assert first.nonce == second.nonce
    return first, second


def test_the_second_one_is_mined(sleepy: Sleepy) -> None:
    _, second = raised(sleepy)
    assert sleepy.epoch().state == "sent"
    sleepy.rpc("evm_mine")
    assert sleepy.step() == "anchored"
    assert (sleepy.epoch().state, sleepy.epoch().transaction) == ("anchored", second.hash)


def test_the_first_one_is_mined_after_all_and_the_second_is_dropped(sleepy: Sleepy) -> None:
    first, second = raised(sleepy)
    sleepy.rpc("anvil_dropTransaction", second.hash)
    connect(sleepy.url, sleepy.contract).send(first.raw)
    sleepy.rpc("evm_mine")
    assert sleepy.step() == "anchored"
    assert (sleepy.epoch().state, sleepy.epoch().transaction) == ("anchored", first.hash)
    assert len(sleepy.attempts()) == 2
    assert sleepy.step() == "anchored"


def test_a_dropped_transaction_is_sent_again_as_it_was(sleepy: Sleepy) -> None:
    assert sleepy.step() == "sent"
    (first,) = sleepy.attempts()
    sleepy.rpc("anvil_dropTransaction", first.hash)
    assert sleepy.step() == "sent"
    sleepy.rpc("evm_mine")
    assert sleepy.step() == "anchored"
    assert [one.hash for one in sleepy.attempts()] == [first.hash] == [sleepy.epoch().transaction]


def test_settled_by_a_transaction_that_we_do_not_know_it_is_ours_all_the_same(sleepy: Sleepy) -> None:
    assert sleepy.step() == "sent"
    (first,) = sleepy.attempts()
    with sleepy.database.write() as session:
        session.delete(session.get_one(LedgerAttempt, first.id))
    sleepy.rpc("evm_mine")
    assert sleepy.step() == "anchored"
    assert sleepy.epoch().transaction == first.hash


def test_the_answer_to_sending_is_lost(sleepy: Sleepy) -> None:
    class Lost:
        """Sends, and hears nothing."""

        def __init__(self, chain: Chain) -> None:
            self.chain = chain

        def __getattr__(self, name: str) -> Any:
            found = getattr(self.chain, name)

            def send(raw: bytes) -> None:
                found(raw)
                raise TimeoutError

            return send if name == "send" else found

    with pytest.raises(TimeoutError):
        sleepy.step(Lost(connect(sleepy.url, sleepy.contract)))
    assert sleepy.step() == "sent"  # "already known"
    sleepy.rpc("evm_mine")
    connect(sleepy.url, sleepy.contract).send(sleepy.attempts()[0].raw)  # "nonce too low"
    assert sleepy.step() == "anchored"
    assert len(sleepy.attempts()) == 1
