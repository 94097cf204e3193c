"""One line of the benchmark table."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A figure: what was measured, its value with unit, and the design's budget in words (empty: none)."""

    bench: str
    what: str
    value: float
    unit: str
    budget: str = ""
    peer: str = ""


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0–1) of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)
