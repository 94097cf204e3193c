"""People and projects as arrays, a row each, so that thousands are compared at once.

Skills, interests and times become small whole numbers: their products are exact in float32, whatever the block.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from community.matching.sides import SLOTS, Person, Project
from community.matching.weights import weights

FULL = 100
"""A skill that was said in so many words; a nearness of meaning counts less, in hundredths."""

Floats = NDArray[np.float32]
Bits = NDArray[np.uint64]


@dataclass(frozen=True)
class Terms:
    """The column or bit of each id. What only one side knows can never match and has none."""

    skills: Mapping[str, int]
    interests: Mapping[str, int]
    languages: Mapping[str, int]
    access: Mapping[str, int]

    @classmethod
    def of(cls, projects: Sequence[Project]) -> Terms:
        """All that projects ask for or offer."""
        return cls(
            _numbered(need for p in projects for need in p.needs),
            _numbered(topic for p in projects for topic in p.topics),
            _numbered(language for p in projects for language in p.languages),
            _numbered(offer for p in projects for offer in p.access),
        )


@dataclass(frozen=True)
class Rows:
    """What both sides have: `nan` for no place; `fresh` and `fair` between 0 and 1; `spoken` 0 for not said."""

    ids: NDArray[np.int64]
    lat: Floats
    lon: Floats
    skills: Floats
    interests: Floats
    times: Floats
    spoken: Bits
    access: Bits
    fresh: Floats
    fair: Floats

    def __len__(self) -> int:
        return len(self.ids)

    def take(self, rows: NDArray[np.int64] | slice) -> Self:
        """Some of the rows."""
        return type(self)(*(getattr(self, column.name)[rows] for column in fields(self)))


@dataclass(frozen=True)
class People(Rows):
    """Packed people. `speaks_other`: they speak languages, but none that a project asks for."""

    radius: Floats
    speaks_other: NDArray[np.bool_]
    excluded: NDArray[np.bool_]


@dataclass(frozen=True)
class Projects(Rows):
    """Packed projects."""


def pack_people(people: Sequence[Person], terms: Terms) -> People:
    """People as rows. Who needs access that no project offers is `excluded`."""
    known = weights()
    spoken = _bits((p.languages for p in people), terms.languages)
    return People(
        *_common(people, terms, [p.skills for p in people], [p.interests for p in people]),
        spoken=spoken,
        access=_bits((p.access for p in people), terms.access),
        fresh=_fresh(people),
        fair=_fair(people),
        radius=np.array([known.radius_km if p.radius_km is None else p.radius_km for p in people], np.float32),
        speaks_other=np.array([bool(p.languages) for p in people], bool) & (spoken == 0),
        excluded=np.array([not p.access <= terms.access.keys() for p in people], bool),
    )


def pack_projects(projects: Sequence[Project], terms: Terms) -> Projects:
    """Projects as rows."""
    needs = [dict.fromkeys(p.needs, 1.0) for p in projects]
    return Projects(
        *_common(projects, terms, needs, [p.topics for p in projects]),
        spoken=_bits((p.languages for p in projects), terms.languages),
        access=_bits((p.access for p in projects), terms.access),
        fresh=_fresh(projects),
        fair=_fair(projects),
    )


def _numbered(ids: Iterable[str]) -> dict[str, int]:
    return {name: column for column, name in enumerate(sorted(set(ids)))}


def _common(
    side: Sequence[Person] | Sequence[Project],
    terms: Terms,
    skills: Sequence[Mapping[str, float]],
    interests: Sequence[Iterable[str]],
) -> tuple[NDArray[np.int64], Floats, Floats, Floats, Floats, Floats]:
    places = np.array([one.place or (np.nan, np.nan) for one in side], np.float32).reshape(-1, 2)
    times = np.array([one.times for one in side], np.int64)
    bits = (times[:, None] >> np.arange(SLOTS)) & 1
    return (
        np.array([one.id for one in side], np.int64),
        places[:, 0],
        places[:, 1],
        _table(skills, terms.skills, FULL),
        _table([dict.fromkeys(some, 1.0) for some in interests], terms.interests, 1),
        bits.astype(np.float32),
    )


def _table(rows: Sequence[Mapping[str, float]], columns: Mapping[str, int], scale: int) -> Floats:
    """Whole numbers up to `scale`; columns lie together in memory, since few of them are needed at a time."""
    table = np.zeros((len(rows), len(columns)), np.float32, order="F")
    for row, values in enumerate(rows):
        for name, value in values.items():
            if name in columns:
                table[row, columns[name]] = round(min(max(value, 0.0), 1.0) * scale)
    return table


def _bits(rows: Iterable[Iterable[str]], columns: Mapping[str, int]) -> Bits:
    return np.array([sum(1 << columns[name] for name in row if name in columns) for row in rows], np.uint64)


def _fresh(side: Sequence[Person] | Sequence[Project]) -> Floats:
    days = np.array([max(one.days_quiet, 0.0) for one in side])
    return np.asarray(0.5 ** (days / weights().fresh_days), np.float32)


def _fair(side: Sequence[Person] | Sequence[Project]) -> Floats:
    return np.asarray(1 / (1 + np.array([max(one.asked, 0) for one in side], np.float64)), np.float32)
