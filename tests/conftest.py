"""What all tests share: the repository's root, a database with all tables, a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.clock import Now
from data.db import Database
from data.people import prepare
from data.tables.base import Table

ROOT = Path(__file__).resolve().parent.parent
MOMENT = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The facts beside the repository; tests that use them as an extra skip where they are missing."""
    path = ROOT.parent / "shared"
    if not path.is_dir():
        pytest.skip("../shared is not beside this clone; it only adds checks")
    return path


@pytest.fixture
def now() -> Now:
    """Monday, 1 March 2027, 10:00 in Berlin."""
    return lambda: MOMENT


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables and the own municipality."""
    database = Database(f"sqlite:///{tmp_path / 'test.db'}")
    Table.metadata.create_all(database.engine)
    with database.write() as session:
        prepare(session, "Musterhausen")
    yield database
    database.close()
