"""The scenarios among the founding records, and one of them to change."""

from __future__ import annotations

import copy
from typing import Any

import pytest

Cases = dict[str, tuple[dict[str, Any], list[str]]]


@pytest.fixture(scope="session")
def scenarios(foundings: Cases) -> Cases:
    """The nine scenarios alone."""
    return {name: case for name, case in foundings.items() if name[0] in "VI"}


@pytest.fixture
def village_shop(foundings: Cases) -> dict[str, Any]:
    """A fresh copy of V1, a lawful and complete record."""
    return copy.deepcopy(foundings["V1"][0])
