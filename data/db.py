"""Opens the database that lasts: SQLite in `var/` by default, PostgreSQL by address; same code on both.

Knows no table. A write transaction on SQLite begins at once (BEGIN IMMEDIATE), so two writers wait instead of failing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker

from data.errors import StorageError

WAIT_S = 10


class Database:
    """Gives sessions. `with db.write() as s:` commits at the end or rolls back; `with db.read() as s:` never writes."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._session = sessionmaker(self.engine, expire_on_commit=False)
        # SQLite lets one writer in and makes the others sleep in steps; in our process they queue without sleeping.
        self._one_writer: AbstractContextManager[Any] = Lock() if url.startswith("sqlite") else nullcontext()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: all of it or nothing. Raises StorageError when the database cannot take it."""
        try:
            with self._one_writer, self._session.begin() as session:
                yield session
        except DBAPIError as error:
            if _is_ours(error):
                raise
            raise StorageError(f"the database did not take it: {error.orig}") from error

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for looking only."""
        try:
            with self._session() as session:
                session.connection(execution_options={"read_only": True})
                yield session
        except DBAPIError as error:
            raise StorageError(f"the database cannot be read: {error.orig}") from error

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _is_ours(error: DBAPIError) -> bool:
    """A broken constraint is a fault of the caller, not of the disk."""
    return type(error).__name__ == "IntegrityError"


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": WAIT_S, "check_same_thread": False}, pool_size=16)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    cursor = connection.cursor()
    # What is deleted is overwritten (secure_delete): keys of the ledger, words of people.
    safe = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
    for pragma in (*safe, f"busy_timeout={WAIT_S * 1000}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    reading = connection.get_execution_options().get("read_only")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
