"""Settling exactly once on a test chain, whatever goes wrong: killed, cut off, outbid, rolled back, two at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from data.db import Database
from data.migrations import upgrade
from data.people import OWN, prepare
from data.tables.chain import LedgerAttempt, LedgerEpoch
from ledger.contract.deploy import deploy
from ledger.contract.messages import Domain
from ledger.errors import ChainError, ProofError
from ledger.journal import POT, Kind, moves
from ledger.points.coverage import supply
from ledger.points.gifts import donate, pot_spend
from ledger.points.lots import Lot, give
from ledger.records import Flag, Person
from ledger.service import look, open_desk
from ledger.settlement.chain import Chain
from ledger.settlement.epochs import epoch_of, form_epoch
from ledger.settlement.sending import Settling, run
from ledger.settlement.signatures import add_signature, sign
from ledger.settlement.signer import KeystoreSigner
from ledger.settlement.statement import EpochFile, epoch_file
from ledger.settlement.status import is_anchored

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
TOWN = "0x00000000000000000000000000000000000070A1"


@dataclass
class House:
    """A municipality with its database, its contract on the test chain, the key that sends and two witnesses."""

    database: Database
    web3: Any
    settling: Settling
    witnesses: list[KeystoreSigner]
    awards: int = 0
    now: datetime = NOW

    @property
    def chain(self) -> Chain:
        return self.settling.chain

    def award(self, count: int, people: int = 6) -> None:
        """So many awards of one hour, to several people in turn."""
        with self.database.write() as session:
            desk = open_desk(session, OWN, self.now)
            for number in range(self.awards, self.awards + count):
                person = f"p{number % people}"
                if desk.store.get(Person, person) is None:
                    desk.store.put(Person(person, age=40, verified=True))
                hours = moves(("worked", -4), (f"hours:{person}", 4))
                desk.book(f"claim:{number}:H_CREDIT:0", Kind.H_CREDIT, hours, str(number), person=person)
                points = moves(("issuance", -4), (f"person:{person}", 4))
                key = f"claim:{number}:EARN:0"
                desk.book(key, Kind.EARN, points, str(number), person=person)
                give(desk, Lot(key, person, desk.today, desk.today + timedelta(days=700), 4, 4))
        self.awards += count

    def form(self, **more: Any) -> int | None:
        """Forms an epoch and has both witnesses sign it; its number."""
        with self.database.write() as session:
            epoch = form_epoch(session, OWN, self.now, **more)
            if epoch is None:
                return None
            for witness in self.witnesses:
                sign(session, epoch, self.chain.domain, witness)
            return epoch.number

    def settle(self) -> str:
        """Steps, with a block between them, until nothing moves."""
        return run(self.settling, lambda: self.mine(1), rounds=20)

    def mine(self, blocks: int) -> None:
        self.web3.provider.ethereum_tester.mine_blocks(blocks)

    def states(self) -> list[str]:
        with self.database.read() as session:
            return list(session.scalars(select(LedgerEpoch.state).order_by(LedgerEpoch.number)))

    def attempts(self) -> int:
        with self.database.read() as session:
            return session.scalar(select(func.count()).select_from(LedgerAttempt)) or 0

    def agrees(self) -> bool:
        """Is the supply on the chain what SQL has?"""
        with self.database.read() as session:
            return self.chain.supply() == supply(look(session, OWN, self.now))


@pytest.fixture
def house(tmp_path: Path, tester: Any, keys: list[KeystoreSigner]) -> Iterator[House]:
    database = Database(f"sqlite:///{tmp_path / 'ledger.db'}")
    upgrade(database)
    with database.write() as session:
        prepare(session, "Musterhausen")
    witnesses = keys[1:3]
    address = deploy(tester, keys[0], TOWN, [one.address for one in witnesses], 2)
    chain = Chain(tester, address)
    house = House(database, tester, Settling(database, OWN, chain, keys[0], lambda: NOW), witnesses)
    house.settling = replace(house.settling, now=lambda: house.now)
    tester.provider.ethereum_tester.enable_auto_mine_transactions()
    yield house
    database.close()


def test_new_entries_become_an_epoch_that_is_anchored_after_enough_blocks(house: House) -> None:
    house.award(12)
    assert house.form() == 1
    assert house.form() is None
    assert house.settling.step() == "sent"
    assert house.states() == ["sent"]
    assert house.settling.step() == "pending"
    assert house.settle() == "anchored"
    assert (house.states(), house.chain.supply(), house.agrees()) == (["anchored"], 48, True)
    with house.database.read() as session:
        epoch = epoch_of(session, OWN, 1)
        assert epoch
        assert (epoch.awarded, epoch.supply_after, epoch.transaction is not None) == (48, 48, True)
        assert is_anchored(session, OWN, "claim:3:EARN:0")
        assert not is_anchored(session, OWN, "claim:99:EARN:0")
        assert house.chain.root_of(1) == epoch.root


def test_every_movement_of_the_supply_comes_to_the_same_sum_on_the_chain(house: House) -> None:
    house.award(30)
    house.form()
    with house.database.write() as session:
        desk = open_desk(session, OWN, house.now)
        for number in range(6):
            donate(desk, f"r{number}", f"p{number}", 3)
        pot_spend(desk, "v1", 7)
        assert desk.store.balance(POT) == 11
    house.award(6)
    assert house.form() == 2
    assert house.settle() == "anchored"
    assert (house.chain.supply(), house.agrees()) == (30 * 4 + 24 - 7, True)


def test_too_few_people_wait_and_the_next_epoch_covers_both(house: House) -> None:
    house.award(4, people=4)
    assert house.form() is None
    house.award(2)
    assert house.form() == 1
    assert house.settle() == "anchored"
    assert house.agrees()


def test_more_entries_than_leaves_become_several_epochs(house: House) -> None:
    house.award(40)
    assert [house.form(most=32) for _ in range(4)] == [1, 2, 3, None]
    assert house.settle() == "anchored"
    assert (house.states(), house.agrees()) == (["anchored"] * 3, True)


def test_without_enough_signatures_it_waits_and_a_strangers_is_not_taken(house: House, keys: list[Any]) -> None:
    house.award(6)
    with house.database.write() as session:
        epoch = form_epoch(session, OWN, NOW)
        assert epoch
        sign(session, epoch, house.chain.domain, house.witnesses[0])
    assert house.settling.step() == "unsigned"
    with house.database.write() as session:
        epoch = epoch_of(session, OWN, 1)
        assert epoch
        sign(session, epoch, house.chain.domain, keys[4])  # a true signature, of nobody who may
    assert house.settling.step() == "unsigned"
    with house.database.write() as session:
        epoch = epoch_of(session, OWN, 1)
        assert epoch
        message = epoch_file(session, epoch, Domain(1, house.chain.domain.contract)).message()
        with pytest.raises(ProofError, match="is not one of"):
            add_signature(session, epoch, house.chain.domain, house.witnesses[1].address,
                          house.witnesses[1].sign_message(message))  # fmt: skip
        sign(session, epoch, house.chain.domain, house.witnesses[1])
    assert house.settle() == "anchored"


@dataclass
class Cut:
    """A chain that breaks at one call, once: before it, or after it was carried out."""

    chain: Chain
    call: str
    after: bool = False
    broken: bool = False

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.chain, name)
        if name != self.call or self.broken:
            return found

        def cut(*arguments: Any) -> Any:
            self.broken = True
            if self.after:
                found(*arguments)
            raise ChainError("the node cannot be reached")

        return cut


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("call", ["check", "epoch", "head", "nonce", "fee", "signed", "send", "mined", "witnesses"])
def test_cut_off_anywhere_it_goes_on_and_settles_once(house: House, call: str, after: bool) -> None:
    house.award(6)
    house.form()
    whole = house.settling
    house.settling = replace(whole, chain=Cut(whole.chain, call, after))  # type: ignore[arg-type]
    with pytest.raises(ChainError, match="cannot be reached"):
        house.settle()
    house.settling = whole
    assert house.settle() == "anchored"
    assert (house.states(), house.agrees(), house.attempts()) == (["anchored"], True, 1)


def test_a_foreign_transaction_with_the_nonce_delays_nothing_for_long(house: House, keys: list[Any]) -> None:
    house.award(6)
    house.form()
    whole = house.settling
    with pytest.raises(ChainError):
        replace(whole, chain=Cut(whole.chain, "send")).step()  # type: ignore[arg-type]
    foreign = {
        "to": TOWN, "value": 1, "gas": 21_000, "nonce": house.chain.nonce(keys[0].address),
        "chainId": house.web3.eth.chain_id, "maxFeePerGas": 10**10, "maxPriorityFeePerGas": 1,
    }  # fmt: skip
    house.web3.eth.send_raw_transaction(keys[0].sign_transaction(foreign)[0])
    assert house.settle() == "anchored"
    assert (house.agrees(), house.attempts()) == (True, 2)


def test_a_chain_that_went_backwards_gets_the_lost_epochs_again(house: House) -> None:
    snapshot = house.web3.provider.ethereum_tester.take_snapshot()
    for count in (6, 9):
        house.award(count)
        house.form()
        house.settle()
    assert house.states() == ["anchored", "anchored"]
    house.web3.provider.ethereum_tester.revert_to_snapshot(snapshot)
    assert house.chain.epoch() == 0
    assert house.settling.step() == "sent"
    assert "formed" not in house.states()
    assert house.settle() == "anchored"
    assert (house.states(), house.agrees(), house.attempts()) == (["anchored", "anchored"], True, 2)


def test_two_workers_at_once_store_one_transaction(house: House) -> None:
    house.award(6)
    house.form()
    one, results = house.settling, []

    class Slow(Cut):
        """While the first worker signs, the second one does the whole step."""

        def __getattr__(self, name: str) -> Any:
            found: Callable[..., Any] = getattr(self.chain, name)
            if name != "signed":
                return found

            def signed(*arguments: Any) -> Any:
                results.append(one.step())
                return found(*arguments[:2], arguments[2], replace(arguments[3], tip=arguments[3].tip + 1))

            return signed

    house.web3.provider.ethereum_tester.disable_auto_mine_transactions()
    assert replace(one, chain=Slow(one.chain, "signed")).step() == "sent"  # type: ignore[arg-type]
    house.web3.provider.ethereum_tester.enable_auto_mine_transactions()
    assert results == ["sent"]
    assert house.settle() == "anchored"
    assert (house.attempts(), house.agrees()) == (1, True)


def test_a_stuck_transaction_is_offered_more_up_to_the_cap_and_settled_once(house: House) -> None:
    house.award(6)
    house.form()
    offers = []
    whole = house.settling
    cap = 3 * 10**9

    class Deaf(Cut):
        """A node that takes everything and mines nothing."""

        def __getattr__(self, name: str) -> Any:
            return (lambda raw: offers.append(raw)) if name == "send" else getattr(self.chain, name)

    house.settling = replace(whole, chain=Deaf(whole.chain, "send"), fee_cap=cap)  # type: ignore[arg-type]
    for _ in range(8):
        house.settling.step()
        house.now += timedelta(minutes=2)
    assert len(offers) == 8
    with house.database.read() as session:
        fees = [int(one.fee["most"]) for one in session.scalars(select(LedgerAttempt).order_by(LedgerAttempt.number))]
    assert fees == sorted(set(fees))
    assert (fees[-1], 2 <= len(fees) <= 6) == (cap, True)
    whole.chain.send(offers[0])  # the first one is mined after all
    house.settling = whole
    assert house.settle() == "anchored"
    assert house.agrees()


def test_a_root_that_is_not_ours_stops_everything_and_tells_the_auditor(house: House) -> None:
    house.award(6)
    house.form()
    house.settle()
    with house.database.write() as session:
        epoch = epoch_of(session, OWN, 1)
        assert epoch
        epoch.root, epoch.state = "0x" + "ab" * 32, "sent"
    assert house.settling.step() == "differs"
    assert house.settling.step() == "differs"
    with house.database.read() as session:
        flags = look(session, OWN, NOW).store.where(Flag, kind="ledger_mismatch")
    assert [flag.recipient for flag in flags] == ["auditor"]


def test_wrong_chain_wrong_contract_no_contract_and_no_money_are_said_clearly(house: House) -> None:
    house.award(6)
    house.form()
    address = house.chain.domain.contract
    poor = KeystoreSigner(b"\x77" * 32)
    other = house.web3.eth.send_transaction(
        {"from": house.web3.eth.accounts[0], "data": "0x600160005260206000f3", "gas": 100_000}
    )
    stranger = house.web3.eth.wait_for_transaction_receipt(other)["contractAddress"]
    for settling, words in (
        (replace(house.settling, chain=Chain(house.web3, address, 5)), "wrong chain"),
        (replace(house.settling, chain=Chain(house.web3, TOWN)), "no contract"),
        (replace(house.settling, chain=Chain(house.web3, stranger)), "wrong contract"),
        (replace(house.settling, signer=poor), "has 0 wei"),
        (replace(house.settling, fee_cap=1), "fee_cap"),
    ):
        with pytest.raises(ChainError, match=words):
            settling.step()
    assert house.settle() == "anchored"
    assert house.attempts() == 1


def test_the_file_for_a_witness_holds_and_every_change_of_it_is_noticed(house: House) -> None:
    house.award(8)
    house.form()
    with house.database.read() as session:
        epoch = epoch_of(session, OWN, 1)
        assert epoch
        file = epoch_file(session, epoch, house.chain.domain)
    file.check()
    EpochFile.read(file.model_dump_json()).check()
    assert "p1" not in file.model_dump_json()
    for change in (
        {"awarded": 33}, {"supply_after": 31}, {"root": "0x" + "0" * 64}, {"movements": {"EARN": 31}},
        {"sums": [(one, 2**63 - 1) for one, _ in file.sums]},
        {"leaves": file.leaves[1:]}, {"sums": [(file.sums[0][0], 5), *file.sums[1:]]},
        {"entries_root": "0x" + "1" * 64}, {"supply_before": 4},
    ):  # fmt: skip
        with pytest.raises(ProofError):
            file.model_copy(update=change).check()
    for text in (
        "",
        "[]",
        "{}",
        '{"form": 1}',
        "[" * 100_000,
        file.model_dump_json().replace('"epoch":1', '"epoch":-1'),
    ):
        with pytest.raises(ProofError):
            EpochFile.read(text)
