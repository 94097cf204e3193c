"""The founding records of the law reference (`tests/data/foundings.json`) with what must be found in each."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from documents import paths

FILE = Path(__file__).parents[2] / "data" / "foundings.json"
SPAN = re.compile(r"persons\[(\w)(\d+)(?:\.\.\w(\d+))?\]\.(.+)")

Cases = dict[str, tuple[dict[str, Any], list[str]]]


@pytest.fixture(scope="session")
def foundings() -> Cases:
    """Id → record and the keys of the rules that must fire: 9 scenarios and 110 mutations of them."""
    data = json.loads(FILE.read_text("utf8"))
    scenarios = {s["id"]: (s["record"], s["expected"]) for s in data["scenarios"]}
    return scenarios | {m["id"]: _mutated(m, *scenarios[m["scenario"]]) for m in data["mutations"]}


@pytest.fixture(scope="session")
def scenarios(foundings: Cases) -> Cases:
    """The nine scenarios alone."""
    return {name: case for name, case in foundings.items() if name[0] in "VI"}


@pytest.fixture
def village_shop(foundings: Cases) -> dict[str, Any]:
    """A fresh copy of V1, a lawful and complete record."""
    return copy.deepcopy(foundings["V1"][0])


def _mutated(mutation: dict[str, Any], record: dict[str, Any], expected: list[str]) -> tuple[dict[str, Any], list[str]]:
    """`a.b = JSON; persons[p1..p3].field = JSON; .field = JSON` (the last one: the same persons again)."""
    changed, span = copy.deepcopy(record), []
    for assignment in mutation["change"].split(";"):
        path, text = (part.strip() for part in assignment.split("=", 1))
        match, value = SPAN.fullmatch(path), json.loads(text)
        if match:
            kind, first, last, path = match.groups()
            span = [f"{kind}{number}" for number in range(int(first), int(last or first) + 1)]
        people = span if match or path.startswith(".") else []
        for target in [paths.of_person(person, path.lstrip(".")) for person in people] or [path]:
            paths.put(changed, target, value)
    gone = set(mutation.get("gone", []))
    return changed, [key for key in expected if key not in gone] + mutation["new"]
