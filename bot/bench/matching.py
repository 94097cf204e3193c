"""Matching a whole region: exact by cells, beside all pairs in numpy and beside a nearest-neighbour index."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from bot.bench.row import Row, median
from community.matching.market import BLOCK, Market
from community.matching.packed import Terms, pack_people, pack_projects
from community.matching.ranking import best_of_rows
from community.matching.scoring import scores
from community.matching.sides import SLOTS, Person, Project

PEOPLE, PROJECTS, PEER_PEOPLE = 100_000, 10_000, 2_000
SKILLS, TOPICS, TOWNS, NEAREST, BEST = 200, 40, 3_000, 200, 10
LATITUDES, LONGITUDES = (47.5, 54.8), (6.0, 14.8)


def matching() -> list[Row]:
    """Rows of the matching: everybody, one person, and the peers on a part of the people, scaled up."""
    people, projects = _region()
    market = Market(projects)
    everybody, whole = _timed(lambda: market.best_for_all(people, BEST))
    few = people[:PEER_PEOPLE]
    pairs, exact = _timed(lambda: _all_pairs(projects, few))
    index, near = _timed(lambda: _nearest(projects, few))
    scale = PEOPLE / PEER_PEOPLE
    return [
        Row("matching", "100,000 people × 10,000 projects, exact", everybody, "s", "≤ 5"),
        Row("matching", "one person's ten best: median", _one(market, people), "ms", "≤ 2"),
        Row("matching", "all pairs in numpy, scaled", pairs * scale, "s", "", "peer"),
        Row("matching", "same ten best as all pairs", _same(whole.projects[:PEER_PEOPLE], exact), "share", "1"),
        Row("matching", "nearest-neighbour index, scaled", index * scale, "s", "", "peer"),
        Row("matching", "recall of the nearest-neighbour index", _same(whole.projects[:PEER_PEOPLE], near), "share"),
    ]


def _all_pairs(projects: list[Project], people: list[Person]) -> list[list[int]]:
    """Without cells and boxes: every person with every project."""
    terms = Terms.of(projects)
    every, some = pack_projects(projects, terms), pack_people(people, terms)
    blocks = (some.take(slice(first, first + BLOCK)) for first in range(0, len(people), BLOCK))
    return [row for block in blocks for row in best_of_rows(scores(block, every), every.ids, BEST)[0].tolist()]


def _region() -> tuple[list[Person], list[Project]]:
    """Towns of uneven size all over the country; the same every time."""
    chance = random.Random(20261125)
    towns = [(chance.uniform(*LATITUDES), chance.uniform(*LONGITUDES)) for _ in range(TOWNS)]
    crowd = [chance.paretovariate(1.2) for _ in towns]
    homes = chance.choices(towns, crowd, k=PEOPLE + PROJECTS)
    people = [
        Person(
            number,
            {f"s{chance.randrange(SKILLS)}": chance.choice((1.0, 1.0, 0.6)) for _ in range(4)},
            frozenset(f"t{chance.randrange(TOPICS)}" for _ in range(3)),
            _beside(homes[number], chance),
            chance.choice((5.0, 10.0, 20.0, 30.0, 50.0)),
            chance.getrandbits(SLOTS),
            days_quiet=chance.randrange(60),
            asked=chance.randrange(4),
        )
        for number in range(PEOPLE)
    ]
    projects = [
        Project(
            number,
            frozenset(f"s{chance.randrange(SKILLS)}" for _ in range(3)),
            frozenset(f"t{chance.randrange(TOPICS)}" for _ in range(2)),
            _beside(homes[PEOPLE + number], chance),
            chance.getrandbits(SLOTS) & chance.getrandbits(SLOTS),
            days_quiet=chance.randrange(30),
        )
        for number in range(PROJECTS)
    ]
    return people, projects


def _beside(town: tuple[float, float], chance: random.Random) -> tuple[float, float]:
    return town[0] + chance.gauss(0, 0.02), town[1] + chance.gauss(0, 0.03)


def _one(market: Market, people: list[Person]) -> float:
    return median([_timed(partial(market.best_for, person, BEST))[0] * 1000 for person in people[:300]])


def _nearest(projects: list[Project], people: list[Person]) -> list[list[int]]:
    """What an index of neighbours does: the nearest by place first, then the score among these."""
    terms = Terms.of(projects)
    every, some = pack_projects(projects, terms), pack_people(people, terms)
    index = cKDTree([_flat(project.place) for project in projects])
    _, found = index.query([_flat(person.place) for person in people], NEAREST)
    near = [(some.take(slice(row, row + 1)), every.take(np.sort(places))) for row, places in enumerate(found)]
    return [best_of_rows(scores(person, few), few.ids, BEST)[0][0].tolist() for person, few in near]


def _flat(place: tuple[float, float] | None) -> tuple[float, float]:
    north, east = place or (0.0, 0.0)
    return north, east * 0.64


def _same(exact: np.ndarray, found: list[list[int]]) -> float:
    """Which share of the exact best is among the found."""
    wanted = [{int(one) for one in row if one >= 0} for row in exact]
    hits = sum(len(one & set(other)) for one, other in zip(wanted, found, strict=True))
    return hits / max(sum(map(len, wanted)), 1)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result
