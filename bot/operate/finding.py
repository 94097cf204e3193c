"""One thing that `doctor` saw."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A part, its state (good, note or bad), what was seen, and what to do (empty when good)."""

    part: str
    state: str
    what: str
    advice: str = ""


def good(part: str, what: str) -> Finding:
    """All is well."""
    return Finding(part, "good", what)


def note(part: str, what: str, advice: str) -> Finding:
    """Works, but somebody should know."""
    return Finding(part, "note", what, advice)


def bad(part: str, what: str, advice: str) -> Finding:
    """Something must be done."""
    return Finding(part, "bad", what, advice)
