"""The passphrase of backups: from the settings, or typed where a terminal is."""

from __future__ import annotations

import sys
from getpass import getpass

from data.errors import SettingsError
from data.settings import Settings

SHORTEST = 12


def passphrase(settings: Settings) -> str:
    """Long enough to keep, never shown. Raises SettingsError."""
    given = settings.backup.passphrase.get_secret_value()
    given = given or (getpass("Passphrase: ") if sys.stdin.isatty() else "")
    if len(given) < SHORTEST:
        raise SettingsError(f"backup.passphrase: at least {SHORTEST} characters (GEMEINWERK_BACKUP__PASSPHRASE)")
    return given
