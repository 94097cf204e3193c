"""`ledger settle|status|sign|proof|verify|roots|deploy` as an operator, a witness and a citizen use them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.wiring import open_database
from data.clock import system_now
from data.people import OWN
from data.settings import read_settings
from ledger.journal import Kind, moves
from ledger.points.lots import Lot, give
from ledger.records import Person
from ledger.service import open_desk
from ledger.settlement.signer import new_keystore

TOWN = "0x00000000000000000000000000000000000070A1"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `gemeinwerk ledger …` in a folder of its own: exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEMEINWERK_VAR_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("GEMEINWERK_CHAIN__PASSPHRASE", "geheim")
    monkeypatch.setenv("GEMEINWERK_CHAIN__CONFIRMATIONS", "1")

    def command(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["gemeinwerk", "ledger", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out.strip(), said.err.strip()

    return command


def award(start: int) -> None:
    """Eight people get points."""
    database = open_database(read_settings())
    with database.write() as session:
        desk = open_desk(session, OWN, system_now())
        for number in range(start, start + 8):
            person, key = f"p{number % 8}", f"claim:{number}:EARN:0"
            desk.store.put(Person(person, age=40, verified=True))
            desk.book(key, Kind.EARN, moves(("issuance", -8), (f"person:{person}", 8)), "c", person=person)
            give(desk, Lot(key, person, desk.today, desk.today + timedelta(days=700), 8, 8))
    database.close()


def test_without_a_chain_the_signed_list_is_the_anchor(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("settle")[:2] == (
        0,
        "no new epoch; no chain is set: the signed list of roots is the anchor (`ledger roots`)",
    )
    award(0)
    new_keystore(tmp_path / "witness.json", "geheim", rounds=2)
    monkeypatch.setenv("GEMEINWERK_CHAIN__WITNESS", str(tmp_path / "witness.json"))
    assert json.loads(run("settle", "--json")[1]) == {"formed": [1], "outcome": "no_chain"}
    assert json.loads(run("status", "--json")[1])["open"] == [
        {"epoch": 1, "state": "formed", "signatures": 1, "attempts": 0}
    ]
    assert run("roots", "--out", "roots.json")[0] == 0
    assert run("verify", "roots.json")[0] == 0
    assert run("proof", "--balance", "p3", "--out", "proof.json")[0] == 0
    code, out, _ = run("verify", "proof.json", "--roots", "roots.json", "--json")
    assert (code, json.loads(out)["holds"], json.loads(out)["proves"]) == (
        0, True, {"account": "person:p3", "quarters": 8},
    )  # fmt: skip
    assert json.loads(run("verify", "proof.json", "--json")[1])["holds"] is None
    assert run("verify", "--all")[:2] == (0, "the ledger holds (no chain to compare with)")


def test_on_a_chain_a_witness_signs_elsewhere_and_a_citizen_verifies_against_the_chain_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anvil: tuple[str, Any]
) -> None:
    url, web3 = anvil
    sender, witness = tmp_path / "sender.json", tmp_path / "witness.json"
    addresses = [new_keystore(file, "geheim", rounds=2) for file in (sender, witness)]
    monkeypatch.setenv("GEMEINWERK_CHAIN__RPC_URL", url)
    monkeypatch.setenv("GEMEINWERK_CHAIN__KEYSTORE", str(sender))
    deploying = ("deploy", "--municipality", TOWN, "--witness", addresses[1])
    assert run(*deploying)[0] == 3  # the key has no money
    web3.provider.make_request("anvil_setBalance", [addresses[0], hex(10**18)])
    code, contract, _ = run(*deploying)
    assert code == 0
    monkeypatch.setenv("GEMEINWERK_CHAIN__CONTRACT", contract)
    award(0)
    code, out, _ = run("settle", "--out", "to-sign")
    assert (code, out) == (0, "formed epoch 1; waits for witnesses (`--out FOLDER` writes the files to sign)")
    code, out, _ = run("sign", "to-sign/EPOCH-1.json", "--keystore", witness, "--out", "signed.json")
    assert (code, out[:52]) == (0, "epoch 1 holds (awarded 16, redeemed 0, expired 0 poi")
    assert run("add-signature", "signed.json")[0] == 0
    assert run("settle", "--wait")[:2] == (0, "no new epoch; everything is anchored")
    assert run("proof", "--entry", "claim:3:EARN:0", "--out", "proof.json")[0] == 0
    monkeypatch.delenv("GEMEINWERK_CHAIN__CONTRACT")
    code, out, _ = run("verify", "proof.json", "--rpc", url, "--json")
    assert (code, json.loads(out)["holds"], json.loads(out)["proves"]["kind"]) == (0, True, "EARN")
    monkeypatch.setenv("GEMEINWERK_CHAIN__CONTRACT", contract)
    assert run("verify", "--all")[:2] == (0, "the ledger holds")
    assert json.loads(run("status", "--json")[1])["chain"] == {"epoch": 1, "supply": 16.0, "state": "ok"}


def test_what_is_wrong_is_one_clear_line_and_nothing_is_lost(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    award(0)
    (tmp_path / "rubbish.json").write_text("{", "utf8")
    for words, code, line in (
        (("verify", "rubbish.json"), 2, "is no JSON"),
        (("verify", "none.json"), 2, "none.json"),
        (("sign", "rubbish.json", "--keystore", "k.json"), 2, "is no JSON"),
        (("proof", "--entry", "claim:none"), 2, "unknown entry"),
        (("proof", "--balance", "p1"), 2, "no epoch yet"),
        (("deploy", "--municipality", TOWN, "--witness", TOWN), 3, "chain.keystore is not set"),
    ):
        found = run(*words)
        assert (found[0], found[2].count("\n")) == (code, 0)
        assert line in found[2]
    monkeypatch.setenv("GEMEINWERK_CHAIN__RPC_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("GEMEINWERK_CHAIN__CONTRACT", TOWN)
    code, out, error = run("settle")
    assert (code, out, "cannot be reached" in error) == (3, "", True)
    assert "cannot be reached" in json.loads(run("status", "--json")[1])["chain"]["state"]
    monkeypatch.setenv("GEMEINWERK_CHAIN__CONTRACT", "0xabc")
    assert run("settle")[0] == 3
    monkeypatch.delenv("GEMEINWERK_CHAIN__RPC_URL")
    assert json.loads(run("settle", "--json")[1])["formed"] == [1]
