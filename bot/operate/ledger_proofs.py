"""`ledger proof`, `verify`, `roots`: what people and auditors get, and how they check it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.operate.ledger_chain import books, read
from data.clock import system_now
from data.people import OWN

if TYPE_CHECKING:
    from ledger.settlement.chain import Chain


def proof(*, entry: str, balance: str, out: Path | None) -> int:
    """The proof file of an entry (its key) or of a person's balance (the ledger's name for the person)."""
    from ledger.settlement.proving import balance_proof, entry_proof

    if bool(entry) == bool(balance):
        print("gemeinwerk: one of --entry KEY and --balance PERSON", file=sys.stderr)
        return 2
    with books() as opened, opened.database.read() as session:
        made = entry_proof(session, OWN, entry) if entry else balance_proof(session, OWN, balance)
    return _write(made.model_dump_json(exclude_none=True), out)


def roots(out: Path | None) -> int:
    """The public list of signed roots."""
    from ledger.contract.messages import Domain
    from ledger.settlement.roots import roots_file

    with books() as opened:
        chain = opened.chain()
        with opened.database.read() as session:
            made = roots_file(session, OWN, chain.domain if chain else Domain())
    return _write(made.model_dump_json(indent=1), out)


def verify_all(*, as_json: bool) -> int:
    """Recomputes the whole ledger and compares it with the chain; what does not hold is told to the auditor."""
    from ledger.service import look
    from ledger.settlement.audit import faults

    with books() as opened:
        chain = opened.chain()
        if chain:
            chain.check()
        with opened.database.read() as session:
            found = faults(session, OWN, chain)
        if found:
            with opened.database.write() as session:
                desk = look(session, OWN, system_now())
                desk.flag("ledger_mismatch", "ledger", once=f"{desk.today}")
    if as_json:
        print(json.dumps({"holds": not found, "faults": found}, ensure_ascii=True))
    else:
        print("\n".join(found) or f"the ledger holds{'' if chain else ' (no chain to compare with)'}")
    return 1 if found else 0


def verify(file: Path, *, list_file: Path | None, rpc_url: str, contract: str, as_json: bool) -> int:
    """Checks a proof, an epoch file or a list of roots; 1 where the chain or the list has another root."""
    from ledger.settlement.receipts import Proof
    from ledger.settlement.roots import RootsFile
    from ledger.settlement.statement import EpochFile

    text = read(file)
    if RootsFile.is_one(text):
        listed = RootsFile.read(text)
        listed.check()
        return _tell({"form": "roots", "epochs": len(listed.epochs), "holds": True}, as_json=as_json)
    if EpochFile.is_one(text):
        epoch = EpochFile.read(text)
        epoch.check()
        return _compared({"form": "epoch", "epoch": epoch.epoch, "root": epoch.root},
                         list_file, rpc_url, contract, as_json=as_json)  # fmt: skip
    shown = Proof.read(text)
    proved = shown.check()
    found = {"form": shown.kind, "epoch": shown.epoch, "root": shown.root, "proves": proved}
    return _compared(found, list_file, rpc_url, contract or shown.contract or "", as_json=as_json)


def _compared(found: dict[str, Any], list_file: Path | None, rpc_url: str, contract: str, *, as_json: bool) -> int:
    """With the list of roots, with the chain, or with nothing (then it says so)."""
    from ledger.settlement.roots import RootsFile

    number = int(found["epoch"])
    if list_file:
        listed = RootsFile.read(read(list_file))
        listed.check()
        return _tell({**found, "against": str(list_file), "holds": listed.root_of(number) == found["root"]},
                     as_json=as_json)  # fmt: skip
    chain = _chain(rpc_url, contract)
    if chain is None:
        return _tell({**found, "against": "nothing: name --rpc or --roots", "holds": None}, as_json=as_json)
    chain.check()
    against = f"contract {chain.domain.contract} on chain {chain.domain.chain_id}"
    return _tell({**found, "against": against, "holds": chain.root_of(number) == found["root"]}, as_json=as_json)


def _chain(rpc_url: str, contract: str) -> Chain | None:
    from data.settings import read_settings
    from ledger.settlement.chain import connect

    wanted = read_settings().chain
    url, address = rpc_url or wanted.rpc_url, contract or wanted.contract
    return connect(url, address, 0 if rpc_url else wanted.id) if url and address else None


def _tell(found: dict[str, Any], *, as_json: bool) -> int:
    if as_json:
        print(json.dumps(found, ensure_ascii=True))
    else:
        print("\n".join(f"{name}: {value}" for name, value in found.items()))
    return 1 if found["holds"] is False else 0


def _write(content: str, out: Path | None) -> int:
    if out:
        out.write_text(content, "utf8")
    print(out or content)
    return 0
