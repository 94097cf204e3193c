"""What actions may use; put together once by `bot.wiring`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.clock import Now
from data.db import Database
from data.files import FileStore
from data.settings import Settings

if TYPE_CHECKING:
    from data.library import Library


@dataclass(frozen=True)
class Services:
    """The services of all topics."""

    database: Database
    files: FileStore
    library: Library
    settings: Settings
    now: Now
