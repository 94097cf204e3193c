"""The sixteen Länder and how people write them. Knows nothing of towns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, RootModel

from data.content import parse
from data.language import words

FILE = Path(__file__).with_name("states.yml")

StateName = Literal[
    "Baden-Württemberg",
    "Bayern",
    "Berlin",
    "Brandenburg",
    "Bremen",
    "Hamburg",
    "Hessen",
    "Mecklenburg-Vorpommern",
    "Niedersachsen",
    "Nordrhein-Westfalen",
    "Rheinland-Pfalz",
    "Saarland",
    "Sachsen",
    "Sachsen-Anhalt",
    "Schleswig-Holstein",
    "Thüringen",
]


class State(BaseModel):
    """One Land: its two letters, its name, other spellings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    name: StateName
    aliases: tuple[str, ...]


class _States(RootModel[tuple[State, ...]]):
    """The content of states.yml."""


@cache
def states() -> tuple[State, ...]:
    """All Länder, as states.yml lists them. Raises ContentError."""
    return parse(FILE, _States).root


def state_named(text: str) -> StateName | None:
    """The Land that this whole text names ("NRW", "Meck-Pomm", "bayern", "BY"); None if it names none."""
    said = tuple(words(text))
    by_code = {state.code.lower(): state.name for state in states()}
    return _spellings().get(said) or by_code.get(" ".join(said))


def states_in(folded: list[str]) -> Iterator[tuple[int, int, StateName]]:
    """Every Land named in folded words: first word, word after the last, name; the longest spelling wins."""
    spellings = _spellings()
    start = 0
    while start < len(folded):
        for size in (4, 3, 2, 1):
            name = spellings.get(tuple(folded[start : start + size]))
            if name and start + size <= len(folded):
                yield start, start + size, name
                start += size - 1
                break
        start += 1


@cache
def _spellings() -> dict[tuple[str, ...], StateName]:
    return {tuple(words(said)): state.name for state in states() for said in (state.name, *state.aliases)}
