"""The German words for the values of the library (labels.yml). Knows no record."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import RootModel

from data.content import ContentError, line_of, load, validate
from data.library.models import Certainty, Form, Outcome, Record, Status, SupporterKind, Text

FILE = Path(__file__).with_name("labels.yml")


class Fit(StrEnum):
    """Whether a cooperative is the usual form for a challenge."""

    USUAL = "usual"
    POSSIBLE = "possible"
    UNUSUAL = "unusual"


class RecordKind(StrEnum):
    """What the library holds."""

    CHALLENGE = "challenge"
    SOLUTION = "solution"
    EXAMPLE = "example"
    SUPPORTER = "supporter"


TABLES: dict[str, type[StrEnum]] = {
    "outcome": Outcome,
    "status": Status,
    "certainty": Certainty,
    "form": Form,
    "kind": SupporterKind,
    "cooperative": Fit,
    "record": RecordKind,
}


class Label(Record):
    """What a citizen reads for a value, and what it means."""

    label: Text
    meaning: Text


class _Labels(RootModel[dict[str, dict[str, Label]]]):
    """The content of labels.yml."""


def label(table: str, value: str) -> Label:
    """The words for a value of a table, such as ("outcome", "mixed"). Raises ContentError where the file lacks it."""
    return labels()[table][value]


@cache
def labels() -> dict[str, dict[str, Label]]:
    """All tables; every value of every table has its words. Raises ContentError."""
    return read_labels(FILE)


def read_labels(file: Path) -> dict[str, dict[str, Label]]:
    """The tables of a file, complete. Raises ContentError naming what is missing or too much."""
    node = load(file)
    found = validate(file, node, _Labels).root
    for table, values in TABLES.items():
        for value in {item.value for item in values} ^ found.get(table, {}).keys():
            raise ContentError(file, line_of(node, table), f"{table}: {value!r} is missing or unknown")
    return found
