"""Proof files, the list of roots and the audit: what holds, what a liar tries, what is left after somebody left."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text, update

from data.db import Database
from data.migrations import upgrade
from data.people import OWN, prepare
from data.tables.chain import LedgerEpoch
from ledger.contract.messages import Domain
from ledger.errors import KeyFileError, ProofError, UnknownThing
from ledger.journal import Kind, moves
from ledger.people.accounts import erase
from ledger.points.lots import Lot, give
from ledger.records import Person
from ledger.service import open_desk
from ledger.settlement.audit import faults
from ledger.settlement.epochs import form_epoch
from ledger.settlement.proving import balance_proof, entry_proof
from ledger.settlement.receipts import Proof
from ledger.settlement.roots import RootsFile, roots_file
from ledger.settlement.signatures import sign
from ledger.settlement.signer import KeystoreSigner, new_keystore, open_keystore

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
WITNESS = KeystoreSigner(b"\x02" * 32)


@pytest.fixture
def database(tmp_path: Path) -> Any:
    """Two epochs of eight people, signed by one witness; no chain."""
    database = Database(f"sqlite:///{tmp_path / 'ledger.db'}")
    upgrade(database)
    with database.write() as session:
        prepare(session, "Musterhausen")
    for epoch in range(2):
        with database.write() as session:
            desk = open_desk(session, OWN, NOW)
            for number in range(8):
                person, key = f"p{number}", f"claim:{epoch}-{number}:EARN:0"
                desk.store.put(Person(person, age=40, verified=True))
                quarters = 4 * number + 4
                desk.book(key, Kind.EARN, moves(("issuance", -quarters), (f"person:{person}", quarters)), "c",
                          person=person)  # fmt: skip
                give(desk, Lot(key, person, desk.today, desk.today + timedelta(days=700), quarters, quarters))
        with database.write() as session:
            formed = form_epoch(session, OWN, NOW)
            assert formed
            sign(session, formed, Domain(), WITNESS)
    yield database
    database.close()


def test_an_entry_and_a_balance_are_proved_by_their_file_alone(database: Database) -> None:
    with database.read() as session:
        entry = entry_proof(session, OWN, "claim:0-3:EARN:0")
        balance = balance_proof(session, OWN, "p3")
    content = Proof.read(entry.model_dump_json()).check()
    assert (content["kind"], content["postings"]) == ("EARN", [["issuance", -16], ["person:p3", 16]])
    assert Proof.read(balance.model_dump_json()).check() == {"account": "person:p3", "quarters": 32}
    assert (entry.epoch, balance.epoch, balance.supply) == (1, 2, 2 * sum(range(4, 36, 4)))


def test_a_balance_proof_shows_no_other_balance(database: Database) -> None:
    balances = {2 * (4 * number + 4) for number in range(8)} - {32}
    with database.read() as session:
        for _ in range(3):
            proof = balance_proof(session, OWN, "p3")
            beside = [step.quarters for share in proof.shares for step in share.path[:1]]
            assert len(beside) == 4
            assert sum(one in balances for one in beside) <= 2  # a random share may equal one by chance
            assert not any(f"p{number}" in proof.model_dump_json() for number in (0, 1, 2, 4, 5, 6, 7))


def test_what_a_liar_changes_in_a_proof_is_noticed(database: Database) -> None:
    with database.read() as session:
        entry = json.loads(entry_proof(session, OWN, "claim:0-3:EARN:0").model_dump_json())
        balance = json.loads(balance_proof(session, OWN, "p3").model_dump_json())
        other = json.loads(balance_proof(session, OWN, "p4").model_dump_json())
    lies: list[dict[str, Any]] = [
        {**entry, "entry": {**entry["entry"], "text": entry["entry"]["text"].replace("16", "96")}},
        {**entry, "entry": {**entry["entry"], "key": "00" * 32}},
        {**entry, "entry": {**entry["entry"], "path": entry["entry"]["path"][1:]}},
        {**entry, "entry": None},
        {**entry, "entries_root": "0x" + "00" * 32},
        {**entry, "supply": entry["supply"] + 1},
        {**entry, "root": "0x" + "11" * 32},
        {**balance, "shares": balance["shares"] + balance["shares"][:1]},
        {**balance, "shares": balance["shares"] + other["shares"]},
        {**balance, "account": "person:p4"},
        {**balance, "epoch": 1},
        {**balance, "supply": balance["supply"] - 1},
        {**balance, "shares": []},
        {**balance, "shares": [{**balance["shares"][0], "quarters": balance["shares"][0]["quarters"] + 1}]},
        {**balance, "shares": [{**balance["shares"][0], "quarters": 2**63 - 1}]},
        {**balance, "shares": [{**balance["shares"][0], "quarters": -1}]},
        {**balance, "kind": "entry"},
        {**balance, "unknown": 1},
    ]
    for lie in lies:
        with pytest.raises(ProofError):
            Proof.read(json.dumps(lie)).check()


def test_what_cannot_be_proved_says_why(database: Database) -> None:
    with database.write() as session:
        desk = open_desk(session, OWN, NOW)
        desk.book("claim:new:EARN:0", Kind.EARN, moves(("issuance", -4), ("person:p1", 4)), "new", person="p1")
        give(desk, Lot("claim:new:EARN:0", "p1", desk.today, desk.today + timedelta(days=700), 4, 4))
        with pytest.raises(ProofError, match="no epoch yet"):
            entry_proof(session, OWN, "claim:new:EARN:0")
        with pytest.raises(UnknownThing):
            entry_proof(session, OWN, "claim:none:EARN:0")
        with pytest.raises(ProofError, match="held nothing"):
            balance_proof(session, OWN, "nobody")


def test_who_left_can_no_longer_be_linked_and_everything_still_holds(database: Database) -> None:
    with database.read() as session:
        kept = entry_proof(session, OWN, "claim:0-3:EARN:0")
    with database.write() as session:
        erase(open_desk(session, OWN, NOW), "r1", "p3")
    with database.read() as session:
        with pytest.raises(ProofError, match="destroyed"):
            entry_proof(session, OWN, "claim:0-3:EARN:0")
        with pytest.raises(ProofError, match="held nothing"):
            balance_proof(session, OWN, "p3")
        assert faults(session, OWN, None) == []
        assert kept.check()["kind"] == "EARN"
        assert roots_file(session, OWN, Domain()).root_of(1) == kept.root
    with database.write() as session:
        desk = open_desk(session, OWN, NOW)
        for number in (0, 1, 2, 4, 5):
            key = f"claim:z-{number}:EARN:0"
            desk.book(key, Kind.EARN, moves(("issuance", -4), (f"person:p{number}", 4)), "z", person=f"p{number}")
            give(desk, Lot(key, f"p{number}", desk.today, desk.today + timedelta(days=700), 4, 4))
    with database.write() as session:
        assert form_epoch(session, OWN, NOW)
    with database.read() as session:
        assert faults(session, OWN, None) == []


def test_a_destroyed_key_is_nowhere_in_the_file(database: Database, tmp_path: Path) -> None:
    with database.read() as session:
        key = bytes.fromhex(entry_proof(session, OWN, "claim:0-3:EARN:0").entry.key)  # type: ignore[union-attr]
    file = tmp_path / "ledger.db"
    checkpoint(database)
    assert key in file.read_bytes()
    with database.write() as session:
        erase(open_desk(session, OWN, NOW), "r1", "p3")
    checkpoint(database)
    assert key not in file.read_bytes()


def checkpoint(database: Database) -> None:
    """Brings everything into the database's own file."""
    database.close()
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def test_the_list_of_roots_stands_for_the_chain_and_a_changed_one_is_noticed(database: Database) -> None:
    with database.read() as session:
        made = roots_file(session, OWN, Domain())
    listed = RootsFile.read(made.model_dump_json())
    listed.check([WITNESS.address])
    assert len(listed.epochs) == 2
    one = listed.epochs[0]
    for epochs in (
        [one.model_copy(update={"root": "0x" + "00" * 32}), listed.epochs[1]],
        [one.model_copy(update={"awarded": one.awarded + 4}), listed.epochs[1]],
        [one.model_copy(update={"signatures": {}}), listed.epochs[1]],
        [one.model_copy(update={"signatures": {WITNESS.address: "0x" + "00" * 65}}), listed.epochs[1]],
        listed.epochs[1:],
        listed.epochs[::-1],
    ):
        with pytest.raises(ProofError):
            listed.model_copy(update={"epochs": epochs}).check()
    with pytest.raises(ProofError):
        listed.check(["0x" + "1" * 40])
    with pytest.raises(ProofError):
        listed.check([WITNESS.address], 2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"awarded": 8, "supply_after": 8}, "other amounts"),
        ({"leaves": b"\x01" * 32 * 1024}, "another root of entries"),
        ({"root": "0x" + "00" * 32}, "the root is another one"),
        ({"rulebook_hash": "0x" + "00" * 32}, "rulebook"),
    ],
)
def test_22_whatever_the_owner_changes_the_audit_finds(database: Database, change: Any, words: str) -> None:
    with database.write() as session:
        assert faults(session, OWN, None) == []
        session.execute(update(LedgerEpoch).where(LedgerEpoch.number == 1).values(**change))
        session.expire_all()
        assert any(words in fault for fault in faults(session, OWN, None))


def test_22_an_entry_that_was_changed_after_it_was_anchored_is_named(database: Database) -> None:
    with database.write() as session:
        session.execute(text("DROP TRIGGER ledger_posting_guard_2"))
        session.execute(text("UPDATE ledger_entry SET at = '2027-03-02 09:00:00' WHERE ref = 'claim:0-3:EARN:0'"))
        assert [fault[:27] for fault in faults(session, OWN, None)] == ["epoch 1: claim:0-3:EARN:0 i"]


def test_a_key_file_opens_with_its_passphrase_alone_and_is_never_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "key.json"
    address = new_keystore(file, "geheim", rounds=2)
    assert open_keystore(file, "geheim").address == address
    assert file.stat().st_mode & 0o077 == 0
    for path, passphrase in ((file, "falsch"), (file, ""), (tmp_path / "none.json", "geheim")):
        with pytest.raises(KeyFileError):
            open_keystore(path, passphrase)
    with pytest.raises(KeyFileError):
        new_keystore(file, "geheim", rounds=2)
    for rubbish in ("", "[]", "{}", '{"crypto": 3}'):
        file.write_text(rubbish, "utf8")
        with pytest.raises(KeyFileError):
            open_keystore(file, "geheim")
