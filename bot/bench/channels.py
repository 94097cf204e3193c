"""The messengers, each beside a bare bot on the same library in the same run."""

from __future__ import annotations

from bot.bench.matrix import matrix
from bot.bench.row import Row
from bot.bench.telegram import telegram


def channels() -> list[Row]:
    """Rows of all messengers."""
    return [*telegram(), *matrix()]
