"""`backup` and `restore`: everything that lasts in one sealed file (docs/operators.md)."""

from __future__ import annotations

from pathlib import Path

from bot.control import running
from bot.errors import PartMissing
from bot.operate.passphrase import passphrase
from data.backup import back_up, restore
from data.db import Database
from data.deleted_since import Known, forget_again, known
from data.errors import SettingsError, StorageError
from data.settings import Settings, read_settings


def backup_all(target: Path) -> int:
    """Write a backup, also while the bot runs."""
    settings = read_settings()
    var = settings.var_dir.absolute()
    if not var.is_dir():
        raise PartMissing(f"there is nothing to keep yet: {var} is not there")
    size = back_up(var, settings.database_url, target, passphrase(settings))
    print(f"{target}: {size / 1e6:.1f} MB, sealed. Keep file and passphrase in different places.")
    return 0


def restore_all(source: Path) -> int:
    """Bring a backup back; the bot must not run."""
    settings = read_settings()
    if running(settings.var_dir):
        raise PartMissing("the bot runs; stop it first, nothing was changed")
    if not source.is_file():
        raise SettingsError(f"{source} is not there")
    before = _present(settings)
    aside = restore(source, settings.var_dir.absolute(), settings.database_url, passphrase(settings))
    print(f"Restored to {settings.var_dir}." + (f" What was there before is kept in {aside}." if aside else ""))
    print(_deleted_again(settings, before))
    return 0


def _present(settings: Settings) -> Known | None:
    """Who is known now; None where there is no database yet or it cannot be read."""
    path = settings.database_url.removeprefix("sqlite:///")
    if settings.database_url.startswith("sqlite") and not Path(path).exists():
        return None
    database = Database(settings.database_url)
    try:
        with database.read() as session:
            return known(session)
    except StorageError:
        return None
    finally:
        database.close()


def _deleted_again(settings: Settings, before: Known | None) -> str:
    from bot.wiring import open_database

    database = open_database(settings)
    try:
        with database.write() as session:
            count = forget_again(session, before) if before else None
    finally:
        database.close()
    if count is None:
        return "Deletions made after the backup are not known here: delete these people again (docs/operators.md)."
    return f"Deleted again, since they were deleted after the backup: {count}."
