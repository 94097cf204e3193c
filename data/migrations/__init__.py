"""Brings a database to the present shape; copies a SQLite file first."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from data.db import Database
from data.sqlite_copy import copy_sqlite

HERE = Path(__file__).parent


def upgrade(database: Database) -> bool:
    """Migrate if needed; True if something changed. A SQLite file is copied to `<name>.before-<revision>` first."""
    present, wanted = present_and_wanted(database)
    if present == wanted:
        return False
    _copy(database, present)
    config = _config()
    config.attributes["engine"] = database.engine
    command.upgrade(config, "head")
    return True


def present_and_wanted(database: Database) -> tuple[str | None, str | None]:
    """The revision that a database has, and the one that this version of the software wants."""
    with database.engine.connect() as connection:
        present = MigrationContext.configure(connection).get_current_revision()
    return present, ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    return config


def _copy(database: Database, present: str | None) -> None:
    path = Path(database.engine.url.database or "")
    if database.engine.dialect.name == "sqlite" and present and path.exists():
        copy_sqlite(path, path.with_name(f"{path.name}.before-{present}"))
