"""All projects of now, ready to be asked: the ten best for one person, for everybody, or the people for one project.

Exact: whoever could fit by place is scored; cells and boxes only leave out what lies beyond every radius.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from threadpoolctl import threadpool_limits

from community.matching.packed import People, Projects, Terms, pack_people, pack_projects
from community.matching.ranking import NOBODY, Ids, best_of_rows
from community.matching.scoring import KM_PER_DEGREE, scores
from community.matching.sides import Match, Person, Project

CELL_LAT, CELL_LON = 0.25, 0.4
"""Degrees, about 28 by 28 km in Germany."""
BLOCK = 256
"""People scored at once: their table stays in the processor's cache."""
NARROWEST = 0.5
"""The cosine of 60° north: a degree of longitude is never narrower than half here."""
SLACK_KM = 0.1
"""For the rounding of float32."""


@dataclass(frozen=True)
class Everybody:
    """For each person (row, in the order given) the ids of the best projects, best first, with their scores."""

    projects: Ids
    scores: np.ndarray


class Market:
    """Projects in the order of their latitude; those without a place at the end, since they are always near."""

    def __init__(self, projects: Sequence[Project]) -> None:
        self._terms = Terms.of(projects)
        packed = pack_projects(projects, self._terms)
        self._packed = packed.take(np.argsort(packed.lat, kind="stable"))
        self._placed = int(np.count_nonzero(~np.isnan(packed.lat)))

    def best_for(self, person: Person, count: int = 10) -> list[Match]:
        """The best projects for one person."""
        packed = pack_people([person], self._terms)
        near = self._near(packed)
        return _matches(*best_of_rows(scores(packed, near), near.ids, count))

    def best_for_all(self, people: Sequence[Person], count: int = 10, workers: int = 2) -> Everybody:
        """The best projects for everybody; `workers` threads, since numpy lets go of Python's lock."""
        packed = pack_people(people, self._terms)
        ids = np.full((len(people), count), NOBODY, np.int64)
        best = np.full((len(people), count), -1, np.float32)

        def work(rows: Ids) -> None:
            some = packed.take(rows)
            near = self._near(some)
            ids[rows], best[rows] = best_of_rows(scores(some, near), near.ids, count)

        with threadpool_limits(1, "blas"), ThreadPoolExecutor(workers) as pool:
            list(pool.map(work, _blocks(packed)))
        return Everybody(ids, best)

    def _near(self, people: People) -> Projects:
        """The projects in a box around these people that reaches as far as any of their radii."""
        if np.isnan(people.lat).any():
            return self._packed
        reach = (float(np.max(people.radius)) + SLACK_KM) / float(KM_PER_DEGREE)
        placed = self._packed.lat[: self._placed]
        first, last = np.searchsorted(placed, [np.min(people.lat) - reach, np.max(people.lat) + reach])
        lon = self._packed.lon[first:last]
        wide = reach / NARROWEST
        inside = np.nonzero((lon >= np.min(people.lon) - wide) & (lon <= np.max(people.lon) + wide))[0] + first
        return self._packed.take(np.concatenate([inside, np.arange(self._placed, len(self._packed))]))


def best_people(project: Project, people: Sequence[Person], count: int = 10) -> list[Match]:
    """The people who fit one project best, by the same score."""
    terms = Terms.of([project])
    table = scores(pack_people(people, terms), pack_projects([project], terms))
    return _matches(*best_of_rows(table.T, np.array([person.id for person in people], np.int64), count))


def _blocks(people: People) -> Iterator[Ids]:
    """Rows of people who live in one cell, at most `BLOCK` at a time; those without a place together."""
    nowhere = np.isnan(people.lat)
    north = np.where(nowhere, 0, np.floor(people.lat / CELL_LAT)).astype(np.int64)
    east = np.where(nowhere, 0, np.floor(people.lon / CELL_LON)).astype(np.int64)
    cell = np.where(nowhere, -1, north * 10_000 + east)
    order = np.argsort(cell, kind="stable")
    starts = np.nonzero(np.diff(cell[order], prepend=cell[order[:1]] - 1))[0]
    for rows in np.split(order, starts[1:]):
        for first in range(0, len(rows), BLOCK):
            yield rows[first : first + BLOCK]


def _matches(ids: Ids, best: np.ndarray) -> list[Match]:
    return [
        Match(int(one), round(float(score), 6)) for one, score in zip(ids[0], best[0], strict=True) if one != NOBODY
    ]
