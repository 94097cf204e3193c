"""Teams for many projects at once: every project gets its smallest team before anyone gets a second helper.

One assignment of people to seats, solved exactly (Hungarian method of scipy): first as many seats of smallest teams
as can be filled, then the best total score. A person has one seat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from community.matching.packed import Terms, pack_people, pack_projects
from community.matching.scoring import scores
from community.matching.sides import Person, Project, Skill

STEPS = 1000
"""A score as whole steps, so that sums are exact."""


@dataclass(frozen=True)
class Role:
    """Seats of one kind in a project: at least `least` people with the skill, at most `most`."""

    project: int
    skill: Skill
    least: int
    most: int


@dataclass(frozen=True)
class Seat:
    """A person on a seat. `spare`: beyond the smallest team."""

    project: int
    skill: Skill
    person: int
    spare: bool


def teams(people: Sequence[Person], projects: Sequence[Project], roles: Sequence[Role]) -> list[Seat]:
    """Who sits where, by project, skill and person; nobody where a hard condition fails or the skill is lacking."""
    seats = [(role, number >= role.least) for role in roles for number in range(role.most)]
    if not people or not seats:
        return []
    worth = _worth(people, projects, roles)
    table = np.stack([worth[roles.index(role)] for role, _ in seats], axis=1)
    first = np.array([not spare for _, spare in seats])
    bonus = STEPS * (min(len(people), len(seats)) + 1)
    gain = np.where(table >= 0, table + 1 + first * bonus, 0)
    rows, columns = linear_sum_assignment(gain, maximize=True)
    chosen = [
        Seat(seats[column][0].project, seats[column][0].skill, people[row].id, seats[column][1])
        for row, column in zip(rows, columns, strict=True)
        if gain[row, column] > 0
    ]
    return sorted(chosen, key=lambda seat: (seat.project, seat.skill, seat.person))


def _worth(people: Sequence[Person], projects: Sequence[Project], roles: Sequence[Role]) -> list[np.ndarray]:
    """For each role the worth of every person in steps, -1 where they cannot sit."""
    terms = Terms.of(projects)
    table = scores(pack_people(people, terms), pack_projects(projects, terms))
    column = {project.id: place for place, project in enumerate(projects)}
    worth = []
    for role in roles:
        fit = table[:, column[role.project]]
        able = np.array([person.skills.get(role.skill, 0.0) for person in people])
        worth.append(np.where((fit >= 0) & (able > 0), np.round((fit + able) / 2 * STEPS), -1))
    return worth
