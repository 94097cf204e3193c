"""What the pages are given: settings, texts, the tables, the files, the running app."""

from __future__ import annotations

from dataclasses import dataclass

from bot.app import App
from bot.channels.webchat import Webchat
from bot.texts import Texts
from data.clock import Now
from data.db import Database
from data.files import FileStore
from data.settings import Settings


@dataclass(frozen=True)
class Site:
    """Put together by `bot.wiring`."""

    settings: Settings
    texts: Texts
    database: Database
    files: FileStore
    webchat: Webchat
    app: App
    now: Now

    @property
    def secure(self) -> bool:
        """Whether people reach the page through TLS."""
        return self.settings.public_url.startswith("https://")
