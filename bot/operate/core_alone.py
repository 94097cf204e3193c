"""`serve --only core`: the core alone, for an app elsewhere (settings core.url and core.token there)."""

from __future__ import annotations

import os
import sys
from urllib.parse import urlsplit

from bot.errors import PartMissing
from bot.paths import CORE_PYTHON
from bot.training import core_environment, ensure_model
from data.settings import Settings


def run_core(settings: Settings) -> int:
    """Become the core; returns only when it cannot start."""
    token, url = settings.core.token.get_secret_value(), settings.core.url
    if not token or not url:
        raise PartMissing("set core.url (address to listen on) and core.token first")
    if not settings.core.actions_port:
        raise PartMissing("set core.actions_port to the port of the app's actions first")
    port = str(urlsplit(url).port or 5005)
    environment = core_environment() | {"GEMEINWERK_CORE_TOKEN": token}
    environment["ACTIONS_PORT"] = str(settings.core.actions_port)
    environment["GEMEINWERK_CORE_DB"] = str(settings.var_dir.absolute() / "conversations.db")
    arguments = [str(CORE_PYTHON), "-m", "nlu.core", "run", "--model", str(ensure_model()), "--port", port]
    print(f"The core listens on port {port}", file=sys.stderr, flush=True)
    os.execve(arguments[0], arguments, environment)
