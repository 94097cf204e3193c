"""Why two fit, as names of texts with parameters: what was matched by word, by meaning, how far, when."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from community.matching.scoring import KM_PER_DEGREE
from community.matching.sides import SLOTS, Person, Project


@dataclass(frozen=True)
class Reason:
    """One reason: the name of a text and its parameters (skills, interests and times by id)."""

    text: str
    params: dict[str, Any] = field(default_factory=dict)


def reasons(person: Person, project: Project) -> list[Reason]:
    """Why this person and this project fit, most telling first; the same for both sides."""
    return [*_skills(person, project), *_interests(person, project), *_place(person, project), *_times(person, project)]


def _skills(person: Person, project: Project) -> Iterator[Reason]:
    fitting = {skill: person.skills[skill] for skill in sorted(project.needs) if person.skills.get(skill, 0) > 0}
    if said := [skill for skill, surely in fitting.items() if surely >= 1]:
        yield Reason("utter_match_skills", {"skills": said})
    if meant := [skill for skill, surely in fitting.items() if surely < 1]:
        yield Reason("utter_match_skills_meant", {"skills": meant})
    if not project.needs:
        yield Reason("utter_match_any_hand")


def _interests(person: Person, project: Project) -> Iterator[Reason]:
    if shared := sorted(person.interests & project.topics):
        yield Reason("utter_match_interests", {"interests": shared})


def _place(person: Person, project: Project) -> Iterator[Reason]:
    if person.place and project.place:
        north = (project.place[0] - person.place[0]) * float(KM_PER_DEGREE)
        narrow = math.cos(math.radians(person.place[0]))
        east = (project.place[1] - person.place[1]) * float(KM_PER_DEGREE) * narrow
        yield Reason("utter_match_distance", {"km": round(math.hypot(north, east))})


def _times(person: Person, project: Project) -> Iterator[Reason]:
    common = person.times & project.times
    if common:
        yield Reason("utter_match_times", {"slots": [slot for slot in range(SLOTS) if common >> slot & 1]})
