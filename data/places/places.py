"""German places with coordinates: finding one by name, measuring distances.

The table places.tsv is GeoNames (CC BY 4.0), 11,866 places of 500 people and more. Smaller ones are honestly missing.

DataError
└── PlaceError    the table cannot be read
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from data.content import load
from data.errors import DataError
from data.language import fold, words
from data.places.states import StateName, states

FILE = Path(__file__).with_name("places.tsv")
WORDS = Path(__file__).with_name("words.yml")
EARTH_KM = 6371.0
LONGEST_NAME = 4  # words
CITY = 50_000  # people; smaller ones are often everyday words
FAR_BIGGER = 10  # a city ten times the size of its namesakes is meant when nothing else is said
_ADDITION = re.compile(r"\s*(\(.*|/.*| (am|an|auf|bei|im|in|ob|unter|vor|vorm|b\.|a\.) .*)$")


class PlaceError(DataError):
    """The table of places is missing or broken."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `population` is 0 where unknown."""

    name: str
    state: StateName
    latitude: float
    longitude: float
    population: int
    other_names: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """Every folded name under which it is found."""
        return {fold(name) for name in (self.name, base_name(self.name), *self.other_names)}


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance in kilometres."""
    north, south = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(chord))


class Places:
    """All places of the table."""

    def __init__(self, places: tuple[Place, ...]) -> None:
        self.all = places

    @classmethod
    def load(cls, file: Path = FILE) -> Places:
        """Read the table (about 30 ms). Raises PlaceError with its line."""
        try:
            lines = file.read_text("utf8").splitlines()
        except OSError as error:
            raise PlaceError(f"{file}: cannot be read: {error.strerror}") from error
        names = {state.code: state.name for state in states()}
        rows = enumerate(lines, 1)
        return cls(tuple(_place(f"{file}:{n}", line, names) for n, line in rows if not line.startswith("#")))

    def find(self, name: str, state: StateName | None = None) -> list[Place]:
        """Every place of this name, biggest first; several mean: ask back. "Krumbach (Schwaben)" finds Krumbach."""
        found = self._named.get(fold(name)) or self._named.get(fold(base_name(name))) or []
        return [place for place in found if state in (None, place.state)]

    def likely(self, name: str, state: StateName | None = None) -> Place | None:
        """The one place that is meant by a name, if that is clear (see `clearly_meant`)."""
        return clearly_meant(self.find(name, state))

    def similar(self, name: str, limit: int = 3) -> list[Place]:
        """Places whose name is spelled nearly so, for asking back after a typing error."""
        from rapidfuzz import process  # 40 ms, rarely needed

        close = process.extract(fold(name), list(self._named), limit=limit, score_cutoff=84)
        return [self._named[key][0] for key, _, _ in close]

    def nearest(self, latitude: float, longitude: float) -> Place:
        """The place nearest to a point, for a location that somebody sent."""
        here = Place("", self.all[0].state, latitude, longitude, 0)
        return min(self.all, key=lambda place: distance_km(here, place))

    def mentioned(self, text: str) -> Iterator[tuple[int, int, list[Place]]]:
        """Places named in a sentence: first word, word after the last, the namesakes; the longest name wins.

        Any place counts behind "in", "bei", "aus" …; without such a word only a city that is no everyday word.
        """
        said, start = words(text), 0
        while start < len(said):
            led = start > 0 and said[start - 1] in self._words["leads"]
            size, found = self._named_at(said, start, led)
            if found:
                yield start, start + size, found
            start += size

    def _named_at(self, said: list[str], start: int, led: bool) -> tuple[int, list[Place]]:
        """The longest place name that begins here, with its number of words; one word and no place otherwise."""
        unread = self._words["everyday"] | (frozenset() if led else self._words["led_only"])
        for size in range(min(LONGEST_NAME, len(said) - start), 0, -1):
            name = " ".join(said[start : start + size])
            found = self._named.get(name)
            if found and name not in unread and (led or found[0].population >= CITY):
                return size, found
        return 1, []

    @cached_property
    def _named(self) -> dict[str, list[Place]]:
        named: dict[str, list[Place]] = {}
        for place in sorted(self.all, key=lambda place: -place.population):
            for name in place.names:
                named.setdefault(name, []).append(place)
        return named

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(text.split()) for name, text in load(WORDS).items()}


def clearly_meant(namesakes: Sequence[Place]) -> Place | None:
    """The only one of the places, or the first when it is ten times bigger than the next; else None: ask back."""
    if len(namesakes) > 1 and namesakes[0].population < FAR_BIGGER * namesakes[1].population:
        return None
    return namesakes[0] if namesakes else None


def _place(where: str, line: str, names: dict[str, StateName]) -> Place:
    """One row of the table."""
    try:
        name, code, north, east, people, *others = line.split("\t")
        more = tuple(others[0].split("; ")) if others else ()
        return Place(name, names[code], float(north), float(east), int(people), more)
    except (ValueError, KeyError) as error:
        raise PlaceError(f"{where}: wants name, Land, latitude, longitude, population") from error


def base_name(name: str) -> str:
    """The name without what tells it from its namesakes: "Neustadt an der Aisch" is Neustadt."""
    return _ADDITION.sub("", name) or name
