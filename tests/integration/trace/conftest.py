"""One lawful founding (invented) and its papers, built once for all tests here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from documents.dossier import Dossier, build
from documents.record import Record, load_record

SCENARIOS = Path(__file__).parents[2] / "data/foundings.json"


@pytest.fixture(scope="session")
def plain_record() -> dict[str, Any]:
    """The village shop as JSON."""
    found: dict[str, Any] = json.loads(SCENARIOS.read_text("utf8"))["scenarios"][0]["record"]
    return found


@pytest.fixture(scope="session")
def record(plain_record: dict[str, Any]) -> Record:
    """The village shop."""
    return load_record(plain_record)


@pytest.fixture(scope="session")
def dossier(record: Record) -> Dossier:
    """Its papers."""
    return build(record)
