"""What a search or a list of examples may be narrowed to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from data.library.examples import Example
from data.places import Place, StateName

WITHIN_KM = 100.0  # what "near" means unless told otherwise

Distance = Callable[[Example, Place], float | None]


@dataclass(frozen=True)
class Filter:
    """Every wish that is given must hold; what is empty or None is no wish.

    `belongs_to` is the id of a challenge or solution, `kinds` are "challenge", "solution", "example", "supporter".
    """

    kinds: tuple[str, ...] = ()
    belongs_to: str | None = None
    state: StateName | None = None
    outcome: str | None = None
    near: Place | None = None
    within_km: float = WITHIN_KM

    @property
    def asks_anything(self) -> bool:
        """Whether there is a wish at all."""
        return bool(self.kinds or self.belongs_to or self.state or self.outcome or self.near)

    def passes(self, record: Any, distance_km: Distance) -> bool:
        """Whether a record fulfils every wish. A record without Land, outcome or place fails a wish for it."""
        return (
            (not self.kinds or type(record).__name__.lower() in self.kinds)
            and (not self.belongs_to or self.belongs_to in _belongings(record))
            and (not self.state or self.state in getattr(record, "states", ()))
            and (not self.outcome or self.outcome == getattr(record, "outcome", None))
            and (not self.near or self._is_near(record, self.near, distance_km))
        )

    def _is_near(self, record: Any, near: Place, distance_km: Distance) -> bool:
        distance = distance_km(record, near) if isinstance(record, Example) else None
        return distance is not None and distance <= self.within_km


def _belongings(record: Any) -> set[str]:
    """The ids of what a record is, and of what it is part of."""
    listed = (*getattr(record, "challenge_ids", ()), *getattr(record, "solution_ids", ()))
    return {record.id, getattr(record, "challenge_id", record.id), *listed}
