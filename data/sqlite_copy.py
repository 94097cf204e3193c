"""A copy of a SQLite file as of one moment, though others read and write it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def copy_sqlite(source: Path, target: Path) -> Path:
    """Copy by SQLite's own backup interface; a plain copy would miss what still stands in the write-ahead log."""
    with closing(sqlite3.connect(source)) as present, closing(sqlite3.connect(target)) as copy:
        present.backup(copy)
    return target
