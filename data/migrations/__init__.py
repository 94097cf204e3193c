"""Brings a database to the present shape; copies a SQLite file first."""

from __future__ import annotations

import shutil
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data.db import Database

HERE = Path(__file__).parent


def upgrade(database: Database) -> bool:
    """Migrate if needed; True if something changed. A SQLite file is copied to `<name>.before-<revision>` first."""
    config = Config()
    config.set_main_option("script_location", str(HERE))
    with database.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    wanted = ScriptDirectory.from_config(config).get_current_head()
    if present == wanted:
        return False
    _copy(database, present)
    config.attributes["engine"] = database.engine
    command.upgrade(config, "head")
    return True


def _copy(database: Database, present: str | None) -> None:
    path = Path(database.engine.url.database or "")
    if database.engine.dialect.name == "sqlite" and present and path.exists():
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy2(path, path.with_name(f"{path.name}.before-{present}"))
