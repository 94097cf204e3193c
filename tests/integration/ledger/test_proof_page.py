"""The page that checks a proof: opened from a file in a real browser, without a server, against the chain alone."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from eth_utils.crypto import keccak

from data.db import Database
from data.migrations import upgrade
from data.people import OWN, prepare
from ledger.contract.artifact import artifact
from ledger.contract.deploy import deploy
from ledger.contract.messages import Domain
from ledger.journal import Kind, moves
from ledger.points.lots import Lot, give
from ledger.records import Person
from ledger.service import open_desk
from ledger.settlement.chain import Chain
from ledger.settlement.epochs import form_epoch
from ledger.settlement.proving import balance_proof, entry_proof
from ledger.settlement.receipts import Proof
from ledger.settlement.roots import roots_file
from ledger.settlement.sending import Settling
from ledger.settlement.signatures import sign
from ledger.settlement.signer import KeystoreSigner

PAGE = Path(__file__).parents[3] / "bot/pages/static/proof.html"
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)
SENDER = KeystoreSigner(b"\x41" * 32)
TOWN = "0x00000000000000000000000000000000000070A1"
Check = Callable[..., tuple[str, str]]


def test_the_page_knows_the_contract_that_is_published() -> None:
    text = PAGE.read_text("utf8")
    code = bytes.fromhex(artifact().runtime.removeprefix("0x"))
    assert keccak(text="root_of(uint256)")[:4].hex() in text
    assert f'CODE_BYTES = {len(code)}, CODE_HASH = "{hashlib.sha256(code).hexdigest()}"' in text


def test_the_page_loads_nothing() -> None:
    assert re.findall(r"(?:src|href)=|@import|url\(", PAGE.read_text("utf8")) == []


@pytest.fixture
def check(tmp_path: Path) -> Iterator[Check]:
    """Fills the form in and gives the class of the result and its words."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("no chromium here: apt-get update && apt-get install -y --no-install-recommends chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="no Playwright: make setup installs it")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))

        def run(proof: str, *, rpc: str = "", contract: str = "", roots: str = "") -> tuple[str, str]:
            page.goto(PAGE.as_uri())
            (tmp_path / "proof.json").write_text(proof, "utf8")
            page.set_input_files("#file", str(tmp_path / "proof.json"))
            page.fill("#rpc", rpc)
            page.fill("#contract", contract)
            if roots:
                (tmp_path / "roots.json").write_text(roots, "utf8")
                page.set_input_files("#roots", str(tmp_path / "roots.json"))
            page.click("button")
            page.wait_for_selector("#result:not(:empty)")
            return page.get_attribute("#result", "class") or "", page.inner_text("#result")

        yield run
        assert errors == []
        browser.close()


@pytest.fixture
def town(tmp_path: Path, anvil: tuple[str, Any]) -> Iterator[tuple[Database, str, str]]:
    """One epoch of eight people on a chain: the database, the node, the contract."""
    url, web3 = anvil
    web3.provider.make_request("anvil_setBalance", [SENDER.address, hex(10**20)])
    contract = deploy(web3, SENDER, TOWN, [SENDER.address], 1)
    chain = Chain(web3, contract)
    database = Database(f"sqlite:///{tmp_path / 'ledger.db'}")
    upgrade(database)
    with database.write() as session:
        prepare(session, "Musterhausen")
    with database.write() as session:
        desk = open_desk(session, OWN, NOW)
        for number in range(8):
            person, key = f"p{number}", f"claim:{number}:EARN:0"
            desk.store.put(Person(person, age=40, verified=True))
            desk.book(key, Kind.EARN, moves(("issuance", -9), (f"person:{person}", 9)), "c", person=person)
            give(desk, Lot(key, person, desk.today, desk.today + timedelta(days=700), 9, 9))
    with database.write() as session:
        epoch = form_epoch(session, OWN, NOW)
        assert epoch
        sign(session, epoch, chain.domain, SENDER)
    settling = Settling(database, OWN, chain, SENDER, lambda: NOW, confirmations=1)
    assert [settling.step(), settling.step()] == ["sent", "anchored"]
    yield database, url, contract
    database.close()


def proofs(town: tuple[Database, str, str]) -> tuple[Proof, Proof]:
    """Of an entry and of a balance."""
    with town[0].read() as session:
        return entry_proof(session, OWN, "claim:3:EARN:0"), balance_proof(session, OWN, "p3")


def test_an_entry_and_a_balance_are_proved_against_the_chain(check: Check, town: tuple[Database, str, str]) -> None:
    entry, balance = proofs(town)
    kind, words = check(entry.model_dump_json(exclude_none=True), rpc=town[1])
    assert (kind, "Der Nachweis stimmt." in words, "Punkte gutgeschrieben" in words, "2,25" in words) == (
        "good", True, True, True,
    )  # fmt: skip
    kind, words = check(balance.model_dump_json(), rpc=town[1], contract=town[2])
    assert (kind, "2,25 Punkte" in words, "\n18\n" in words) == ("good", True, True)


def test_without_a_node_it_says_what_it_did_not_do_and_the_list_of_roots_will_do(
    check: Check, town: tuple[Database, str, str]
) -> None:
    entry, _ = proofs(town)
    with town[0].read() as session:
        listed = roots_file(session, OWN, Domain()).model_dump_json()
    assert check(entry.model_dump_json())[1].startswith("Der Nachweis ist in sich stimmig.")
    assert check(entry.model_dump_json(), roots=listed)[0] == "good"
    assert check(entry.model_dump_json(), roots=listed.replace(entry.root, "0x" + "0" * 64))[0] == "bad"
    assert check(entry.model_dump_json(), roots="{}")[0] == "bad"


def test_what_is_false_is_said_to_be_false(check: Check, town: tuple[Database, str, str]) -> None:
    entry, balance = (json.loads(one.model_dump_json(exclude_none=True)) for one in proofs(town))
    lies = [
        {**entry, "entry": {**entry["entry"], "text": entry["entry"]["text"].replace("9]", "90]")}},
        {**entry, "supply": 73},
        {**balance, "shares": balance["shares"][:1] * 2},
        {**balance, "account": "person:p4"},
        {**balance, "shares": [{**balance["shares"][0], "quarters": 1e300}]},
        {**entry, "entry": None}, {"form": "x"}, [], "<img src=x onerror=alert(1)>",
    ]  # fmt: skip
    for lie in lies:
        kind, words = check(json.dumps(lie), rpc=town[1])
        assert (kind, "Der Nachweis stimmt." in words) == ("bad", False)
    good = json.dumps(entry)
    assert check("{", rpc=town[1])[0] == "bad"
    assert "nicht der veröffentlichte Vertrag" in check(good, rpc=town[1], contract=TOWN)[1]
    assert "Knoten antwortet nicht" in check(good, rpc="http://127.0.0.1:9")[1]
