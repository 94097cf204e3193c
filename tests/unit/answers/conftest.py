"""The case files of real life (`tests/data/cases`) as (said, right) pairs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

CASES = Path(__file__).parents[2] / "data" / "cases"


@pytest.fixture(scope="session")
def cases() -> Callable[[str], list[tuple[str, str]]]:
    """Reads one case file: lines `said => right`, comments begin with #."""

    def read(name: str) -> list[tuple[str, str]]:
        lines = (CASES / name).read_text("utf8").split("\n")
        pairs = [line.split(" => ") for line in lines if line.strip() and not line.startswith("#")]
        return [(said, right) for said, right in pairs]

    return read
