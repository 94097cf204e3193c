"""The chain: our epochs beside one ERC-20 mint per award and a batched mint, on the same chain in the same run."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from bot.bench.row import Row
from data.clock import system_now
from data.db import Database
from data.migrations import upgrade
from data.people import OWN, prepare

AWARDS, PEOPLE, BATCH, PEERS = 500, 50, 100, 100
"""The peers show their cost with fewer awards: in-process chains are slow with many transactions."""
PEER = Path(__file__).with_name("mint.vy")
TOWN = "0x00000000000000000000000000000000000070A1"


@dataclass(frozen=True)
class Cost:
    """What an award took: gas, and how many were done a second."""

    gas: float
    rate: float


def ledger() -> list[Row]:
    """Rows of the ledger benchmark; none where no test chain is installed."""
    try:
        from vyper.compiler import compile_code  # type: ignore[import-untyped]
        from web3 import EthereumTesterProvider, Web3
    except ImportError:
        return []
    web3 = Web3(EthereumTesterProvider())
    code = compile_code(PEER.read_text("utf8"), output_formats=["abi", "bytecode"])
    settled, entries_s = _settled(web3)
    single, batched = _minted(web3, code, 1), _minted(web3, code, BATCH)
    each, all_ = f"one mint each: {single.gas:,.0f}", f"mints of {BATCH}: {batched.gas:,.0f}"
    speeds = f"one mint each: {single.rate:,.0f}; mints of {BATCH}: {batched.rate:,.0f}"
    return [
        Row("ledger", f"{AWARDS} awards settled in one epoch", settled.gas, "gas an award", "≤ 150",
            f"{each}; {all_}"),
        Row("ledger", "awards settled (formed, signed, sent, booked)", settled.rate, "a second", "", speeds),
        Row("ledger", "awards booked in SQL (hours and points)", entries_s, "a second"),
    ]  # fmt: skip


def _settled(web3: Any) -> tuple[Cost, float]:
    """Our way: gas and seconds of one epoch; and how many awards a second are booked before it."""
    from ledger.contract.deploy import deploy
    from ledger.settlement.chain import Chain
    from ledger.settlement.epochs import form_epoch
    from ledger.settlement.sending import Settling
    from ledger.settlement.signatures import sign
    from ledger.settlement.signer import KeystoreSigner

    sender, witness = KeystoreSigner(b"\x31" * 32), KeystoreSigner(b"\x32" * 32)
    web3.eth.send_transaction({"from": web3.eth.accounts[0], "to": sender.address, "value": 10**20})
    chain = Chain(web3, deploy(web3, sender, TOWN, [witness.address], 1))
    with _database() as database:
        settling = Settling(database, OWN, chain, sender, system_now, confirmations=1)
        for round_ in range(2):  # the first epoch pays for empty storage
            booked = _timed(partial(_award, database, round_ * AWARDS))
            began = time.perf_counter()
            with database.write() as session:
                epoch = form_epoch(session, OWN, system_now())
                assert epoch
                sign(session, epoch, chain.domain, witness)
            while settling.step() != "anchored":
                pass
            seconds = time.perf_counter() - began
        gas = web3.eth.get_block("latest")["gasUsed"]
    return Cost(gas / AWARDS, AWARDS / seconds), AWARDS / booked


def _award(database: Database, start: int) -> None:
    from ledger.journal import Kind, moves
    from ledger.points.lots import Lot, give
    from ledger.service import open_desk

    for number in range(start, start + AWARDS):
        with database.write() as session:
            desk = open_desk(session, OWN, system_now())
            person, key = f"p{number % PEOPLE}", f"claim:{number}:EARN:0"
            hours = moves(("worked", -4), (f"hours:{person}", 4))
            desk.book(f"claim:{number}:H_CREDIT:0", Kind.H_CREDIT, hours, str(number), person=person)
            desk.book(key, Kind.EARN, moves(("issuance", -4), (f"person:{person}", 4)), str(number), person=person)
            give(desk, Lot(key, person, desk.today, desk.today + timedelta(days=700), 4, 4))


def _minted(web3: Any, code: dict[str, Any], batch: int) -> Cost:
    """The peer's way: so many awards a transaction, each transaction mined before the next."""
    contract = _deployed(web3, code)
    ids = [number.to_bytes(32, "big") for number in range(PEERS)]
    holders = [web3.to_checksum_address("0x" + f"{number % PEOPLE + 1:040x}") for number in range(PEERS)]
    for holder in range(PEOPLE):  # known holders, as ours are
        contract.functions.mint((PEERS + holder).to_bytes(32, "big"), holders[holder], 25).transact(_from(web3))
    gas, began = 0, time.perf_counter()
    for at in range(0, PEERS, batch):
        if batch == 1:
            call = contract.functions.mint(ids[at], holders[at], 100)
        else:
            call = contract.functions.mint_batch(ids[at : at + batch], holders[at : at + batch], 100)
        gas += web3.eth.wait_for_transaction_receipt(call.transact(_from(web3)))["gasUsed"]
    return Cost(gas / PEERS, PEERS / (time.perf_counter() - began))


def _deployed(web3: Any, code: dict[str, Any]) -> Any:
    sent = web3.eth.contract(abi=code["abi"], bytecode=code["bytecode"]).constructor().transact(_from(web3))
    address = web3.eth.wait_for_transaction_receipt(sent)["contractAddress"]
    return web3.eth.contract(address=address, abi=code["abi"])


def _from(web3: Any) -> dict[str, Any]:
    return {"from": web3.eth.accounts[0]}


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def _database() -> Iterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/bench.db")
        upgrade(database)
        with database.write() as session:
            prepare(session, "Musterhausen")
        yield database
        database.close()
