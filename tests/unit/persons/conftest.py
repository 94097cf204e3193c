"""Case files with lists of persons, and the day of the tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from documents.answers.calendar import When

CASES = Path(__file__).parents[2] / "data" / "cases"


@pytest.fixture(scope="session")
def when() -> When:
    """A day in November 2026."""
    return When(date(2026, 11, 25))


@pytest.fixture(scope="session")
def case_folder() -> Path:
    """Where the case files lie."""
    return CASES
