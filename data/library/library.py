"""The blueprint library in memory: finds records by id, by what they belong to, and by what somebody typed.

Gives records; what an answer shows of them is told by data.library.answers.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from data.library.challenges import Challenge, Solution
from data.library.errors import UnknownRecord
from data.library.examples import Example
from data.library.filters import WITHIN_KM, Filter
from data.library.labels import labels
from data.library.loading import BLUEPRINTS, Content, read
from data.library.models import Outcome
from data.library.order import beside_each_other
from data.library.search.passages import passages, read_sayings
from data.library.search.search import Hit, Search
from data.library.supporters import Supporter
from data.places import Place, Places, StateName, distance_km

AnyRecord = Challenge | Solution | Example | Supporter
Kind = TypeVar("Kind", Challenge, Solution, Example, Supporter)


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
        self._sayings = read_sayings(root / "sayings.yml", {challenge.id for challenge in content.challenges})

    @classmethod
    def load(cls, root: Path = BLUEPRINTS, cache: Path | None = None) -> Library:
        """Read everything (0.3 s); `cache` is a folder for what may be computed again. Raises ContentError."""
        labels()
        return cls(read(root), Places.load(), root, cache)

    def warm(self) -> None:
        """Build the search now (encoder: 1 s, 150 MB) instead of at the first question."""
        assert self._search

    # --- by id ---

    def record(self, record_id: str) -> AnyRecord:
        """The record with this id, or with this earlier id. Raises UnknownRecord."""
        if record_id not in self._records:
            raise self._unknown(record_id, object)
        return self._records[record_id]

    def challenge(self, record_id: str) -> Challenge:
        """A challenge. Raises UnknownRecord."""
        return self._find(record_id, Challenge)

    def solution(self, record_id: str) -> Solution:
        """A solution. Raises UnknownRecord."""
        return self._find(record_id, Solution)

    def example(self, record_id: str) -> Example:
        """An example. Raises UnknownRecord."""
        return self._find(record_id, Example)

    def supporter(self, record_id: str) -> Supporter:
        """A supporter, also by an id it had before a merge. Raises UnknownRecord."""
        return self._find(record_id, Supporter)

    # --- by what they belong to ---

    def challenges(self) -> tuple[Challenge, ...]:
        """Every challenge, in the order of their names."""
        return tuple(sorted(self.content.challenges, key=lambda challenge: challenge.name_de))

    def solutions_of(self, challenge_id: str) -> list[Solution]:
        """The ways to solve a challenge, in the editors' order. Raises UnknownRecord."""
        wanted = self.challenge(challenge_id).id
        return [solution for solution in self.content.solutions if solution.challenge_id == wanted]

    def examples_of(
        self,
        record_id: str,
        *,
        state: StateName | None = None,
        outcome: Outcome | None = None,
        near: Place | None = None,
        within_km: float = WITHIN_KM,
    ) -> list[Example]:
        """Real cases of a challenge or solution: nearest first if `near`, else failures beside successes.

        Raises UnknownRecord.
        """
        wanted = Filter(("example",), self.record(record_id).id, state, outcome, near, within_km)
        found = [example for example in self.content.examples if wanted.passes(example, self.distance_km)]
        if near:
            return sorted(found, key=lambda example: self.distance_km(example, near) or 0.0)
        return beside_each_other(found)

    def supporters_of(self, challenge_id: str) -> list[Supporter]:
        """Who helps with a challenge: first those for this one, then those for all. Raises UnknownRecord."""
        wanted = self.challenge(challenge_id).id
        found = [supporter for supporter in self.content.supporters if supporter.helps_with(wanted)]
        return sorted(found, key=lambda supporter: wanted not in supporter.challenge_ids)

    def twins(self, record_id: str) -> list[Challenge | Solution]:
        """Near twins of a challenge or solution, to be offered together. Raises UnknownRecord."""
        self.record(record_id)
        pairs = [pair for pair in self.content.twins if record_id in pair]
        twins = [self._records[twin] for pair in pairs for twin in pair if twin != record_id]
        return [twin for twin in twins if isinstance(twin, Challenge | Solution)]

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
        passing = (record.id for record in self._records.values() if wanted.passes(record, self.distance_km))
        return self._search.search(text, set(passing) if wanted.asks_anything else None, limit)

    # --- when and where ---

    def checked_on(self, record: AnyRecord) -> date:
        """The day on which a record was last checked against its sources."""
        return getattr(record, "checked_on", None) or self.content.about.compiled_on

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
        return Search(list(passages(self.content, self._sayings)), self.places, self._cache)

    @cached_property
    def _places_of_examples(self) -> dict[str, Place | None]:
        return {example.id: self._locate(example) for example in self.content.examples}

    def _locate(self, example: Example) -> Place | None:
        if not example.municipality or example.country != "DE":
            return None
        found = [place for state in example.states for place in self.places.find(example.municipality, state)]
        return found[0] if found else None

    def _find(self, record_id: str, kind: type[Kind]) -> Kind:
        found = self._records.get(record_id)
        if not isinstance(found, kind):
            raise self._unknown(record_id, kind)
        return found

    def _unknown(self, record_id: str, kind: type[object]) -> UnknownRecord:
        of_kind = [key for key, record in self._records.items() if isinstance(record, kind)]
        return UnknownRecord(record_id, difflib.get_close_matches(record_id[:100], of_kind, 3))
