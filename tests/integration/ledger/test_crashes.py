"""Two workers award, form epochs and settle while they are killed (SIGKILL) at random between every step.

Small in every run. The full one: GEMEINWERK_CRASH_AWARDS=800 pytest tests/integration/ledger/test_crashes.py -s
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from data.clock import system_now
from data.db import Database
from data.errors import StorageError
from data.migrations import upgrade
from data.people import OWN, prepare
from data.tables.chain import LedgerAttempt
from data.tables.journal import LedgerEntry
from ledger.contract.deploy import deploy
from ledger.journal import Kind, moves
from ledger.points.coverage import supply
from ledger.points.lots import Lot, give
from ledger.records import Person
from ledger.service import look, open_desk
from ledger.settlement.audit import faults
from ledger.settlement.chain import Chain, open_web3
from ledger.settlement.epochs import form_epoch
from ledger.settlement.sending import Settling
from ledger.settlement.signatures import sign_missing
from ledger.settlement.signer import KeystoreSigner

AWARDS = int(os.environ.get("GEMEINWERK_CRASH_AWARDS", "64"))
AT_ONCE, EPOCH, PEOPLE, WORKERS = 8, 64, 12, 2
"""Whole numbers of chunks fit into an epoch, so that at the end no rest of too few people waits."""
SENDER, WITNESS = KeystoreSigner(b"\x11" * 32), KeystoreSigner(b"\x12" * 32)
TOWN = "0x00000000000000000000000000000000000070A1"


class Fate:
    """Kills this process with a chance at each point that it passes."""

    def __init__(self, seed: int, share: float) -> None:
        self.dice, self.share = random.Random(seed), share

    def passes(self) -> None:
        if self.dice.random() < self.share:
            os.kill(os.getpid(), signal.SIGKILL)


class DeadlyDatabase(Database):
    """Death comes before the transaction, just before its commit, and just after."""

    fate: Fate

    @contextmanager
    def write(self) -> Iterator[Session]:
        self.fate.passes()
        with super().write() as session:
            yield session
            self.fate.passes()
        self.fate.passes()


class DeadlyChain:
    """Death comes before and after every word with the node."""

    def __init__(self, chain: Chain, fate: Fate) -> None:
        self.chain, self.fate = chain, fate

    def __getattr__(self, name: str) -> Any:
        self.fate.passes()
        found = getattr(self.chain, name)
        if not callable(found):
            return found

        def call(*arguments: Any) -> Any:
            given = found(*arguments)
            self.fate.passes()
            return given

        return call


def award(database: Database) -> bool:
    """The next awards that nobody has booked yet; False if there are none left."""
    with database.write() as session:
        desk = open_desk(session, OWN, system_now())
        keys = select(LedgerEntry.about).where(LedgerEntry.kind == Kind.EARN)
        booked = {int(about) for about in session.scalars(keys)}
        left = [number for number in range(AWARDS) if number not in booked][:AT_ONCE]
        for number in left:
            person = f"p{number % PEOPLE}"
            desk.store.put(Person(person, age=40, verified=True))
            hours = moves(("worked", -4), (f"hours:{person}", 4))
            desk.book(f"claim:{number}:H_CREDIT:0", Kind.H_CREDIT, hours, str(number), person=person)
            key = f"claim:{number}:EARN:0"
            points = moves(("issuance", -4), (f"person:{person}", 4))
            desk.book(key, Kind.EARN, points, str(number), person=person)
            give(desk, Lot(key, person, desk.today, desk.today + timedelta(days=700), 4, 4))
        return bool(left)


def work(url: str, rpc: str, contract: str, seed: int, share: float) -> None:
    """One life of a worker: until everything is awarded and anchored, or until it is killed."""
    fate = Fate(seed, share)
    database = DeadlyDatabase(url)
    database.fate = fate
    web3 = open_web3(rpc)
    chain: Any = DeadlyChain(Chain(web3, contract), fate)
    settling = Settling(database, OWN, chain, SENDER, system_now, confirmations=2)
    idle = 0
    while idle < 2:
        with suppress(StorageError):  # the other worker had the file for too long
            idle = idle + 1 if turn(settling) else 0
        web3.provider.make_request("evm_mine", [])


def turn(settling: Settling) -> bool:
    """Some awards, an epoch, a step; True if there was nothing left to do."""
    more = award(settling.database)
    with settling.database.write() as session:
        formed = form_epoch(session, OWN, system_now(), most=EPOCH)
    domain = settling.chain.domain
    with settling.database.write() as session:
        sign_missing(session, OWN, domain, WITNESS)
    return settling.step() == "anchored" and formed is None and not more


def kill_and_restart(url: str, rpc: str, contract: str, share: float) -> int:
    """Workers in parallel, each restarted as often as it dies; how often that was."""
    fork = multiprocessing.get_context("fork")
    seeds, deaths = iter(range(1, 100_000)), 0

    def start() -> Any:
        # The last lives are spared, so that the end is reached.
        chance = share if deaths < AWARDS else 0
        process = fork.Process(target=work, args=(url, rpc, contract, next(seeds), chance), daemon=True)
        process.start()
        return process

    running = [start() for _ in range(WORKERS)]
    ends = time.monotonic() + 1200
    while running:
        assert time.monotonic() < ends
        process = running.pop(0)
        process.join(0.02)
        if process.is_alive():
            running.append(process)
        elif process.exitcode == -signal.SIGKILL:
            deaths += 1
            running.append(start())
        else:
            assert process.exitcode == 0
    return deaths


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address of a database of its own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'ledger.db'}"
    server: str = request.getfixturevalue("postgresql")
    database = Database(server)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("DROP DATABASE IF EXISTS crashes"))
        connection.execute(text("CREATE DATABASE crashes"))
    database.close()
    return server.replace("/postgres?", "/crashes?")


def test_killed_anywhere_every_award_is_on_the_chain_once(url: str, anvil: tuple[str, Any]) -> None:
    rpc, web3 = anvil
    web3.provider.make_request("anvil_setBalance", [SENDER.address, hex(10**20)])
    contract = deploy(web3, SENDER, TOWN, [WITNESS.address], 1)
    database = Database(url)
    upgrade(database)
    with database.write() as session:
        prepare(session, "Musterhausen")
    database.close()  # no connection goes over a fork
    deaths = kill_and_restart(url, rpc, contract, share=0.012)

    chain = Chain(web3, contract)
    with database.read() as session:
        desk = look(session, OWN, system_now())
        earned = [entry.about for entry in desk.store.entries() if entry.kind is Kind.EARN]
        attempts = session.scalar(select(func.count()).select_from(LedgerAttempt))
        assert sorted(earned, key=int) == [str(number) for number in range(AWARDS)]
        assert faults(session, OWN, chain) == []
        assert (chain.supply(), supply(desk)) == (4 * AWARDS, 4 * AWARDS)
        epochs = chain.epoch()
    database.close()
    assert deaths > 0
    print(
        f"\n{AWARDS} awards, {deaths} kills, {epochs} epochs, {attempts} attempts: supply on chain = SQL = recomputed"
    )
