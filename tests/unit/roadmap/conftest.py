"""Records with a meeting day, for the roadmap."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from documents.record import Record, load_record

Founding = Callable[..., Record]


@pytest.fixture(scope="session")
def founding(root: Path) -> Founding:
    """The village shop in Hessen; changes by path, events as keywords."""
    content = json.loads((root / "tests/data/foundings.json").read_text("utf8"))
    shop = next(scenario["record"] for scenario in content["scenarios"] if scenario["id"] == "V1")

    def make(changes: dict[str, Any] | None = None, **events: str) -> Record:
        record = copy.deepcopy(shop) | {"events": events}
        for path, value in (changes or {}).items():
            section, key = path.split(".", 1)
            record[section][key] = value
        return load_record(record)

    return make
