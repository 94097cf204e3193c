"""Reads a typed question: which words tell the topic, which Land, which place, whether failures are asked for.

Works on folded words with the lists of words.yml and dialect.yml; knows nothing of the library's content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import RootModel

from data.content import parse
from data.language import words
from data.places import Places, StateName, states_in

FOLDER = Path(__file__).parent
COMMON_WEIGHT = 0.4  # of a word that fits every topic ("Dorf", "Verein"); 0.2 to 0.7 give nearly the same
_COOPERATIVE = re.compile(r"^(.*?)genossenschaft(?:s|en|lich\w*)?(.*)$")
_SHORTEST_PART = 4


class _Lists(RootModel[dict[str, str]]):
    """Words by name of their list, separated by blanks."""


@dataclass(frozen=True)
class Question:
    """What a question asks: weighted words of its topic, its sentence in standard German, and its wishes."""

    topic: tuple[tuple[str, float], ...]
    sentence: str
    states: frozenset[StateName]
    towns: frozenset[str]
    failure: float = 0.0
    success: float = 0.0
    kind: str = ""
    points_there: bool = False


class Reader:
    """Understands questions; one per process."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._lists = {name: tuple(text.split()) for name, text in parse(FOLDER / "words.yml", _Lists).root.items()}
        self._filler = frozenset(self._lists["filler"])
        self._common = frozenset(self._lists["common"])
        self.unsure = frozenset(self._lists["unsure"])

    def read(self, text: str) -> Question:
        """The question behind a text of any length and spelling."""
        said = words(text)
        states = list(states_in(said))
        towns = list(self._places.mentioned(text))
        taken = {at for start, end, _ in (*states, *towns) for at in range(start, end)}
        rest = [word for at, word in enumerate(said) if at not in taken]
        failure = 1.0 if self._has(rest, "failure") else 0.5 if self._has(rest, "gave_up") else 0.0
        return Question(
            topic=tuple(self._topic(rest, failure)),
            sentence=" ".join(dialect().get(word, word) for word in rest),
            states=frozenset(name for _, _, name in states),
            towns=frozenset(name for _, _, found in towns for place in found for name in place.names),
            failure=failure,
            success=float(not failure and self._has(rest, "success")),
            kind=next((kind for kind in ("supporter", "example") if self._has(rest, kind)), ""),
            points_there=bool(set(rest) & set(self._lists["those"])) and "auch" not in rest,
        )

    def _has(self, said: list[str], name: str) -> bool:
        return any(word.startswith(self._lists[name]) for word in said)

    def _topic(self, said: list[str], failure: float) -> Iterator[tuple[str, float]]:
        """Words that tell the topic, dialect made standard, "Genossenschafts-" taken off."""
        for word in (part for raw in said for part in dialect().get(raw, raw).split()):
            if word in self._filler or (failure == 1.0 and word.startswith(self._lists["failure"])):
                continue
            for part in _without_cooperative(word):
                yield part, COMMON_WEIGHT if part in self._common else 1.0


def _without_cooperative(word: str) -> list[str]:
    """ "genossenschaftsgasthaus" is a gasthaus; the cooperative itself tells nothing here."""
    match = _COOPERATIVE.match(word)
    parts = [part for part in match.groups() if len(part) >= _SHORTEST_PART] if match else []
    return parts or [word]


@cache
def dialect() -> Mapping[str, str]:
    """Dialect word to standard word(s), folded."""
    lists = parse(FOLDER / "dialect.yml", _Lists).root
    return {said: standard for standard, spoken in lists.items() for said in spoken.split()}
