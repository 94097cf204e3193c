"""The two sides of a match as plain values: what a person brings and wants, what a project needs and offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SLOTS = 28
"""Times of a week: seven days by four parts; a set of them is an integer with these bits, Monday morning the lowest."""

Skill = str
"""The id of a skill in the vocabulary; interests, languages and access needs are ids too."""


@dataclass(frozen=True, slots=True)
class Person:
    """A citizen who wants to be found or to find.

    `skills`: how surely they can do it, 1 when they said so, less when only the meaning of their words is near
    (`meaning.skills_in`). `times` 0, `languages` empty, no place, no radius: not said, which excludes nobody.
    `access`: what they cannot do without. `asked`: how often they were asked lately. Latitude and longitude in degrees.
    """

    id: int
    skills: Mapping[Skill, float] = field(default_factory=dict)
    interests: frozenset[str] = frozenset()
    place: tuple[float, float] | None = None
    radius_km: float | None = None
    times: int = 0
    languages: frozenset[str] = frozenset()
    access: frozenset[str] = frozenset()
    days_quiet: float = 0.0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Project:
    """Something that needs people. Without `needs` anybody can help; `times` 0: any time will do.

    `access`: what it offers (no steps, by telephone …). `asked`: how many people it was shown to lately.
    """

    id: int
    needs: frozenset[Skill] = frozenset()
    topics: frozenset[str] = frozenset()
    place: tuple[float, float] | None = None
    times: int = 0
    languages: frozenset[str] = frozenset()
    access: frozenset[str] = frozenset()
    days_quiet: float = 0.0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """One of the best, by the id of the other side; `score` between 0 and 1."""

    id: int
    score: float
