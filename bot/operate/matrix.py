"""`matrix backup` and `matrix restore`: our device in Matrix, which cannot be made again, in one sealed file.

That is the login, the store of keys and the seeds of our identity. `backup` holds them too, with all else.
"""

from __future__ import annotations

from pathlib import Path

from bot.channels.matrix.account import SESSION
from bot.channels.matrix.channel import FOLDER
from bot.control import running
from bot.errors import PartMissing
from bot.operate.passphrase import passphrase
from data.backup import back_up, restore
from data.errors import SettingsError
from data.settings import read_settings

NO_DATABASE = "sqlite:"
"""The folder holds no database of ours; what is SQLite in it is copied as such."""


def backup_device(target: Path) -> int:
    """Write the sealed file; the bot may run."""
    settings = read_settings()
    folder = settings.var_dir.absolute() / FOLDER
    if not (folder / SESSION).exists():
        raise PartMissing(f"there is no Matrix login to keep yet: {folder / SESSION} is not there")
    size = back_up(folder, NO_DATABASE, target, passphrase(settings))
    print(f"{target}: {size / 1e6:.1f} MB, sealed. Keep file and passphrase in different places.")
    return 0


def restore_device(source: Path) -> int:
    """Bring the device back; the bot must not run."""
    settings = read_settings()
    if running(settings.var_dir):
        raise PartMissing("the bot runs; stop it first, nothing was changed")
    if not source.is_file():
        raise SettingsError(f"{source} is not there")
    folder = settings.var_dir.absolute() / FOLDER
    aside = restore(source, folder, NO_DATABASE, passphrase(settings))
    print(f"Restored to {folder}." + (f" What was there before is kept in {aside}." if aside else ""))
    return 0
