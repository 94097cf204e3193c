"""What the benchmarks say, in turn; the same for us and for the peers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data.content import load


@cache
def said() -> list[str]:
    """The messages of `said.yml`."""
    return list(load(Path(__file__).with_suffix(".yml")))


def message(number: int) -> str:
    """The message of one turn."""
    return said()[number % len(said())]
