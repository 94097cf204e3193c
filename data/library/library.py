"""The blueprint library in memory: finds records by id, by what they belong to, and by what somebody typed.

Gives records; which of their facts an answer shows is not its business. An unknown id finds nothing.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from data.language import words
from data.library.basics import Area
from data.library.challenges import Challenge, Solution
from data.library.errors import UnknownRecord
from data.library.examples import Example
from data.library.filters import WITHIN_KM, Filter
from data.library.loading import BLUEPRINTS, Content, read
from data.library.models import Outcome, SupporterKind
from data.library.order import beside_each_other, nearest_help_first
from data.library.search.passages import passages, read_sayings
from data.library.search.search import Hit, Search
from data.library.search.understanding import Reader
from data.library.supporters import Supporter
from data.places import Place, Places, StateName, clearly_meant, distance_km, states_in

AnyRecord = Challenge | Solution | Example | Supporter
Kind = TypeVar("Kind", Challenge, Solution, Example, Supporter)

FUNDERS = (SupporterKind.FUNDING_PROGRAMME, SupporterKind.FINANCE, SupporterKind.FOUNDATION)


class Library:
    """All blueprints. Loading reads and checks every file; the search is built at its first use, or by `warm`."""

    def __init__(self, content: Content, places: Places, root: Path = BLUEPRINTS, cache: Path | None = None) -> None:
        self.content, self.places, self._cache = content, places, cache
        records: tuple[AnyRecord, ...] = (
            *content.challenges,
            *content.solutions,
            *content.examples,
            *content.supporters,
        )
        self._records = {record.id: record for record in records}
        self._records |= {old: record for record in content.supporters for old in record.merged_ids or ()}
        sayings = read_sayings(root / "sayings.yml", {challenge.id for challenge in content.challenges})
        self._passages = list(passages(content, sayings))

    @classmethod
    def load(cls, root: Path = BLUEPRINTS, cache: Path | None = None) -> Library:
        """Read everything (0.3 s); `cache` is a folder for what may be computed again. Raises ContentError."""
        return cls(read(root), Places.load(), root, cache)

    def warm(self) -> None:
        """Build the search now (encoder: 1 s, 150 MB) instead of at the first question."""
        assert self._search

    # --- by id ---

    def record(self, record_id: str) -> AnyRecord:
        """The record with this id, or with this earlier id. Raises UnknownRecord with ids that were perhaps meant."""
        if record_id not in self._records:
            raise UnknownRecord(record_id, difflib.get_close_matches(record_id[:100], self._records, 3))
        return self._records[record_id]

    def records(self) -> Iterator[AnyRecord]:
        """Every record once."""
        return (record for record_id, record in self._records.items() if record_id == record.id)

    def challenge(self, record_id: str) -> Challenge | None:
        """The challenge with this id."""
        return self._find(record_id, Challenge)

    def solution(self, record_id: str) -> Solution | None:
        """The solution with this id."""
        return self._find(record_id, Solution)

    def example(self, record_id: str) -> Example | None:
        """The example with this id."""
        return self._find(record_id, Example)

    def supporter(self, record_id: str) -> Supporter | None:
        """The supporter with this id, or with this id from before a merge."""
        return self._find(record_id, Supporter)

    # --- by what they belong to ---

    def challenges(self) -> tuple[Challenge, ...]:
        """Every challenge, in the order of their names."""
        return tuple(sorted(self.content.challenges, key=lambda challenge: challenge.name_de))

    def areas(self) -> tuple[Area, ...]:
        """The areas of life, each with its challenges."""
        return self.content.areas

    def area(self, area_id: str) -> Area | None:
        """The area with this id."""
        return next((area for area in self.content.areas if area.id == area_id), None)

    def solutions_of(self, challenge_id: str) -> list[Solution]:
        """The ways to solve a challenge, in the editors' order."""
        return [solution for solution in self.content.solutions if solution.challenge_id == challenge_id]

    def examples_of(
        self,
        record_id: str,
        *,
        state: StateName | None = None,
        outcome: str | None = None,
        near: Place | None = None,
        within_km: float = WITHIN_KM,
    ) -> list[Example]:
        """Real cases of a challenge or solution: nearest first if `near`, else failures beside successes."""
        wanted = Filter(("example",), record_id, state, outcome, near, within_km)
        found = [example for example in self.content.examples if wanted.passes(example, self.distance_km)]
        if near:
            return sorted(found, key=lambda example: self.distance_km(example, near) or 0.0)
        return beside_each_other(found)

    def supporters_of(self, challenge_id: str | None, *, state: StateName | None = None) -> list[Supporter]:
        """Who helps with a challenge (None: with any founding), those for it and for this Land first."""
        found = [s for s in self.content.supporters if s.helps_with(challenge_id) and s.serves(state)]
        return nearest_help_first(found, challenge_id, state)

    def funders_of(self, challenge_id: str | None, *, state: StateName | None = None) -> list[Supporter]:
        """Programmes, banks and foundations for a challenge (None: for any), those for it and for this Land first."""
        found = [s for s in self.content.supporters if s.kind in FUNDERS and s.serves(state)]
        if challenge_id:
            found = [supporter for supporter in found if supporter.helps_with(challenge_id)]
        return nearest_help_first(found, challenge_id, state)

    def twins(self, record_id: str) -> list[Challenge | Solution]:
        """Near twins of a challenge or solution, to be offered together."""
        pairs = [pair for pair in self.content.twins if record_id in pair]
        twins = [self._records[twin] for pair in pairs for twin in pair if twin != record_id]
        return [twin for twin in twins if isinstance(twin, Challenge | Solution)]

    def cooperative_is_usual(self, challenge_id: str) -> bool:
        """Whether a cooperative is the first form that people choose for a challenge."""
        challenge = self.challenge(challenge_id)
        return challenge is not None and challenge.cooperative_is_usual

    def sources_of(self, record_id: str) -> tuple[str, ...]:
        """The addresses behind a record; those of its solutions and examples where it names none itself."""
        own = getattr(self._records.get(record_id), "sources", None)
        if own:
            return tuple(own)
        parts: list[Solution | Example] = [*self.solutions_of(record_id), *self.examples_of(record_id)]
        return tuple(dict.fromkeys(url for part in parts for url in part.sources or ()))

    # --- by what somebody typed ---

    def search(
        self,
        text: str,
        *,
        kinds: Collection[str] | None = None,
        challenge: str | None = None,
        state: StateName | None = None,
        outcome: Outcome | None = None,
        near: Place | None = None,
        within_km: float = WITHIN_KM,
        limit: int = 10,
    ) -> list[Hit]:
        """The records that fit a text best (5 ms); none for a text that has nothing to do with the library."""
        wanted = Filter(tuple(kinds or ()), challenge, state, outcome, near, within_km)
        if not wanted.asks_anything:
            return self._search.search(text, None, limit)
        passing = {record.id for record in self.records() if wanted.passes(record, self.distance_km)}
        return self._search.search(text, passing, limit)

    def about(self, text: str) -> Hit | None:
        """The challenge or example that a text speaks of by name; None where it names none ("wie ging das?")."""
        return self._search.about(text)

    def region_in(self, text: str) -> tuple[StateName | None, Place | None]:
        """The Land and the place that a text names; None for what it leaves open or names ambiguously."""
        states = [name for _, _, name in states_in(words(text))]
        state = states[0] if states else None
        for _, _, namesakes in self.places.mentioned(text):
            return state, clearly_meant([place for place in namesakes if state in (None, place.state)])
        return state, None

    # --- when and where ---

    def checked_on(self, record_id: str | None = None) -> str:
        """The day (ISO) on which a record, or the library, was last checked against its sources."""
        example = self.example(record_id) if record_id else None
        return str((example and example.checked_on) or self.content.about.compiled_on)

    def place_of(self, example: Example) -> Place | None:
        """Where an example is; None where its municipality is unknown, abroad, or not in the table."""
        return self._places_of_examples[example.id]

    def distance_km(self, example: Example, near: Place) -> float | None:
        """How far an example is from a place; None where its own place is unknown."""
        place = self.place_of(example)
        return distance_km(place, near) if place else None

    # --- inside ---

    @cached_property
    def _search(self) -> Search:
        return Search(self._passages, Reader(self.places), self._cache)

    @cached_property
    def _places_of_examples(self) -> dict[str, Place | None]:
        return {example.id: self._locate(example) for example in self.content.examples}

    def _locate(self, example: Example) -> Place | None:
        if not example.municipality or example.country != "DE":
            return None
        found = [place for state in example.states for place in self.places.find(example.municipality, state)]
        return found[0] if found else None

    def _find(self, record_id: str, kind: type[Kind]) -> Kind | None:
        found = self._records.get(record_id)
        return found if isinstance(found, kind) else None
