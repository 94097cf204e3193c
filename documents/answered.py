"""What was answered, as changes to single facts, and the facts that they fold into.

Knows neither the database nor a question: `documents/cases.py` keeps the changes, the interview tries them out.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from documents import paths

ANSWERED, ACCEPTED, DERIVED, SKIPPED, REMOVED = "answered", "accepted", "derived", "skipped", "removed"


@dataclass(frozen=True)
class Change:
    """One fact to be written: `kind` as in the table `answer`."""

    path: str
    value: Any
    kind: str = ANSWERED


@dataclass
class Facts:
    """A founding as its answers say it: record, how each path got its value, when the last came and its id."""

    record: dict[str, Any] = field(default_factory=dict)
    status: dict[str, str] = field(default_factory=dict)
    last_at: datetime | None = None
    last_id: int | None = None


def fold(changes: Iterable[Change], before: Facts | None = None) -> Facts:
    """The facts after these changes. Later ones to the same path replace earlier ones; "later" keeps the value."""
    known = before or Facts()
    found = Facts(copy.deepcopy(known.record), dict(known.status), known.last_at, known.last_id)
    for change in changes:
        if change.kind == REMOVED:
            _remove(found, change.path)
            continue
        found.status[change.path] = change.kind
        if change.kind != SKIPPED:
            paths.put(found.record, change.path, change.value)
    return found


def _remove(found: Facts, path: str) -> None:
    """A person who was taken off again, or a fact to be asked anew."""
    if path.startswith("persons[") and path.endswith("]"):
        person = path.removeprefix("persons[").removesuffix("]")
        found.record["persons"] = [p for p in found.record.get("persons", []) if p.get("id") != person]
    elif paths.get(found.record, path) is not None:
        paths.put(found.record, path, None)
    for known in [p for p in found.status if p == path or p.startswith(path + ".")]:
        del found.status[known]
