"""The present moment, passed in wherever it matters, so that tests can set it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""


def system_now() -> datetime:
    """The machine's own time."""
    return datetime.now(UTC)
