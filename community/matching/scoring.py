"""The score of every pair in a block, and -1 where a hard condition fails. The formula stands in docs/matching.md.

Every step is either a product of whole numbers or one operation a pair, so a pair scores the same in any block.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from community.matching.packed import FULL, Floats, People, Projects
from community.matching.weights import weights

KM_PER_DEGREE = np.float32(111.195)
OUT = np.float32(-1)
UNSAID = np.float32(0.5)
"""The part of times for a person who named none."""

Mask = NDArray[np.bool_]


def scores(people: People, projects: Projects) -> Floats:
    """A row for each person, a column for each project; 0 to 1, or -1."""
    share = weights().weights
    able, touched = _skills(people, projects), _interests(people, projects)
    possible = (able > 0) | (touched > 0)
    total = able * np.float32(share.skills)
    total += touched * np.float32(share.interests)
    near, possible_near = _distance(people, projects)
    total += near * np.float32(share.distance)
    free, possible_free = _times(people, projects)
    total += free * np.float32(share.times)
    total += np.multiply.outer(people.fresh * np.float32(share.freshness), projects.fresh)
    total += np.multiply.outer(people.fair * np.float32(share.fairness), projects.fair)
    possible &= possible_near
    possible &= possible_free
    possible &= _understand(people, projects)
    return np.where(possible, total, OUT)


def distances_km(people: People, projects: Projects) -> Floats:
    """Kilometres between each pair; nan where one of them has no place.

    Local differences: the product of unit vectors in float32 would be wrong by up to two kilometres.
    """
    north = (projects.lat[None, :] - people.lat[:, None]) * KM_PER_DEGREE
    east = projects.lon[None, :] - people.lon[:, None]
    east *= (KM_PER_DEGREE * np.cos(np.radians(people.lat)))[:, None]
    return np.sqrt(north * north + east * east)


def _skills(people: People, projects: Projects) -> Floats:
    """The share of a project's needs that a person covers; 1 for a project that needs hands only."""
    needed = np.count_nonzero(projects.skills, axis=1).astype(np.float32)
    covered = _product(people.skills, projects.skills) / np.maximum(needed * np.float32(FULL * FULL), 1)
    return np.asarray(covered + (needed == 0), np.float32)


def _interests(people: People, projects: Projects) -> Floats:
    """The share of a project's topics that a person cares about."""
    topics = projects.interests.sum(axis=1)
    return np.asarray(_product(people.interests, projects.interests) / np.maximum(topics, 1), np.float32)


def _product(left: Floats, right: Floats) -> Floats:
    """Over the columns that somebody on the left has: for one person few of hundreds."""
    columns = left.any(axis=0).nonzero()[0]
    return np.asarray(left[:, columns] @ right[:, columns].T, np.float32)


def _distance(people: People, projects: Projects) -> tuple[Floats, Mask]:
    """1 at the door, 0 at the edge of the radius or where a place is unknown; further away is out."""
    reach = people.radius[:, None]
    far = distances_km(people, projects)
    known = ~np.isnan(far)
    near = np.where(known & (reach > 0), 1 - far / np.maximum(reach, np.float32(1e-6)), np.float32(0))
    return np.maximum(near, 0), ~known | (far <= reach)


def _times(people: People, projects: Projects) -> tuple[Floats, Mask]:
    """The share of a project's times at which a person is free; no common time is out, if both named some."""
    wanted, free = projects.times.sum(axis=1), people.times.any(axis=1)[:, None]
    common = people.times @ projects.times.T
    share = np.where(free, common / np.maximum(wanted, 1), UNSAID)
    return np.where(wanted == 0, np.float32(1), share), (common > 0) | ~free | (wanted == 0)


def _understand(people: People, projects: Projects) -> Mask:
    """A language in common, if both named some; and everything a person cannot do without."""
    speak = (people.spoken[:, None] & projects.spoken[None, :]) != 0
    speak |= (projects.spoken == 0)[None, :] | ((people.spoken == 0) & ~people.speaks_other)[:, None]
    lacking = (people.access[:, None] & ~projects.access[None, :]) != 0
    return np.asarray(speak & ~lacking & ~people.excluded[:, None], bool)
