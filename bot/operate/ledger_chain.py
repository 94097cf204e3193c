"""`ledger settle`, `status`, `sign`, `deploy`, `new-key`: epochs, witnesses and the chain, for operators."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.wiring import open_database
from data.clock import system_now
from data.db import Database
from data.people import OWN
from data.settings import Settings, read_settings

if TYPE_CHECKING:
    from ledger.settlement.chain import Chain
    from ledger.settlement.daily import Daily
    from ledger.settlement.signer import Signer

BLOCK_S = 2
GWEI = 10**9


@dataclass(frozen=True)
class Books:
    """What these commands work on."""

    settings: Settings
    database: Database

    @property
    def passphrase(self) -> str:
        """Of the keystore files."""
        return self.settings.chain.passphrase.get_secret_value()

    def chain(self) -> Chain | None:
        """The chain that is set, or none. Raises ChainError for an address that is none."""
        from ledger.settlement.chain import connect

        wanted = self.settings.chain
        return connect(wanted.rpc_url, wanted.contract, wanted.id) if wanted.rpc_url and wanted.contract else None

    def signer(self, file: str) -> Signer | None:
        """The key of a keystore file; None if none is set. Raises KeyFileError."""
        from ledger.settlement.signer import open_keystore

        return open_keystore(Path(file), self.passphrase) if file else None


@contextmanager
def books() -> Iterator[Books]:
    """The installation's own ledger."""
    settings = read_settings()
    database = open_database(settings)
    try:
        yield Books(settings, database)
    finally:
        database.close()


def settle(*, corrects: int, as_json: bool, wait: bool, out: Path | None) -> int:
    """Forms the next epochs, signs as the witness of this machine, sends what is signed.

    `out`: a folder for EPOCH-n.json of every epoch that still wants signatures.
    """
    with books() as opened:
        chain = opened.chain()
        settled = _daily(opened, chain).settle(corrects=corrects, wait=(lambda: time.sleep(BLOCK_S)) if wait else None)
        if out:
            _write_files(opened, chain, out)
        content = {"formed": settled.formed, "outcome": settled.outcome}
        _say(content, as_json=as_json, line=_settled_line(settled.formed, settled.outcome))
        return 1 if settled.outcome == "differs" else 0


def _daily(opened: Books, chain: Chain | None) -> Daily:
    from ledger.settlement.daily import Daily

    wanted = opened.settings.chain
    return Daily(
        opened.database, OWN, system_now, chain, opened.signer(wanted.keystore), opened.signer(wanted.witness),
        wanted.confirmations, int(wanted.fee_cap_gwei * GWEI),
    )  # fmt: skip


def _write_files(opened: Books, chain: Chain | None, folder: Path) -> None:
    from ledger.contract.messages import Domain
    from ledger.settlement.epochs import open_epochs
    from ledger.settlement.statement import epoch_file

    folder.mkdir(parents=True, exist_ok=True)
    with opened.database.read() as session:
        for epoch in open_epochs(session, OWN):
            content = epoch_file(session, epoch, chain.domain if chain else Domain()).model_dump_json()
            (folder / f"EPOCH-{epoch.number}.json").write_text(content, "utf8")


def status(*, as_json: bool) -> int:
    """What is anchored, what waits, and for what."""
    from ledger.errors import ChainError
    from ledger.settlement.status import status_of

    with books() as opened:
        chain = opened.chain()
        with opened.database.read() as session:
            found = status_of(session, OWN, system_now())
        if chain:
            try:
                chain.check()
                found["chain"] = {"epoch": chain.epoch(), "supply": chain.supply() / 4, "state": "ok"}
            except ChainError as error:
                found["chain"] = {"state": str(error)}
    _say(found, as_json=as_json, line="\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


def sign(file: Path, keystore: Path, out: Path | None) -> int:
    """A witness looks at an epoch file and signs it, on a machine of their own; needs neither database nor chain."""
    from ledger.settlement.files import SignedFile
    from ledger.settlement.signer import open_keystore
    from ledger.settlement.statement import EpochFile

    epoch = EpochFile.read(read(file))
    epoch.check()
    signer = open_keystore(keystore, read_settings().chain.passphrase.get_secret_value())
    signed = SignedFile(epoch=epoch.epoch, witness=signer.address, signature=signer.sign_message(epoch.message()))
    target = out or file.with_name(f"SIGNED-{epoch.epoch}-{signer.address[:8]}.json")
    target.write_text(signed.model_dump_json(), "utf8")
    moved = f"awarded {epoch.awarded / 4:g}, redeemed {epoch.redeemed / 4:g}, expired {epoch.expired / 4:g} points"
    print(f"epoch {epoch.epoch} holds ({moved}); signed as {signer.address}: {target}")
    return 0


def add_signature(file: Path) -> int:
    """Takes a witness's signature in."""
    from ledger.contract.messages import Domain
    from ledger.errors import ProofError
    from ledger.settlement.epochs import epoch_of
    from ledger.settlement.files import SignedFile
    from ledger.settlement.signatures import add_signature as add

    signed = SignedFile.read(read(file))
    with books() as opened:
        chain = opened.chain()
        with opened.database.write() as session:
            epoch = epoch_of(session, OWN, signed.epoch)
            if epoch is None:
                raise ProofError(f"there is no epoch {signed.epoch} here")
            add(session, epoch, chain.domain if chain else Domain(), signed.witness, signed.signature)
    print(f"epoch {signed.epoch}: signature of {signed.witness} taken in")
    return 0


def new_key(file: Path) -> int:
    """Makes a keystore file."""
    from ledger.settlement.signer import new_keystore

    print(new_keystore(file, read_settings().chain.passphrase.get_secret_value()))
    return 0


def deploy(municipality: str, witnesses: list[str], threshold: int) -> int:
    """Puts the contract onto the chain that is set and names its address."""
    from ledger.contract.deploy import deploy as put
    from ledger.errors import KeyFileError
    from ledger.settlement.chain import open_web3

    with books() as opened:
        sender = opened.signer(opened.settings.chain.keystore)
        if sender is None:
            raise KeyFileError("chain.keystore is not set; `gemeinwerk ledger new-key FILE` makes a key")
        print(put(open_web3(opened.settings.chain.rpc_url), sender, municipality, witnesses, threshold))
    return 0


def _settled_line(formed: list[int], outcome: str) -> str:
    epochs = f"formed epoch {', '.join(map(str, formed))}" if formed else "no new epoch"
    return f"{epochs}; {WORDS.get(outcome, outcome)}"


WORDS = {
    "no_chain": "no chain is set: the signed list of roots is the anchor (`ledger roots`)",
    "no_key": "nothing sent: chain.keystore is not set",
    "unsigned": "waits for witnesses (`--out FOLDER` writes the files to sign)",
    "differs": "STOPPED: the chain has another root than the ledger; the auditor is told (`ledger verify --all`)",
    "anchored": "everything is anchored",
    "pending": "settled, waits for more blocks",
}


def _say(content: dict[str, Any], *, as_json: bool, line: str) -> None:
    print(json.dumps(content, ensure_ascii=True) if as_json else line)


def read(file: Path) -> str:
    """A file of somebody else's. Raises ProofError."""
    from ledger.errors import ProofError

    try:
        return file.read_text("utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProofError(f"{file}: {error}") from error
