"""A challenge of a town and the ways to solve it (blueprints/challenges, one file each)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from data.library.models import Id, Ids, Record, Sources, Text, Texts

COOPERATIVES = ("eG", "eSG")

Amount = Annotated[int, Field(ge=0)]


class Investment(Record):
    """What a solution typically costs, in euro; all amounts may be unknown, then only the basis is told."""

    min_eur: Amount | None = None
    max_eur: Amount | None = None
    per_household_eur: Amount | None = None
    basis_de: Text
    sources: Sources

    @model_validator(mode="after")
    def _in_order(self) -> Investment:
        if self.min_eur is not None and self.max_eur is not None and self.min_eur > self.max_eur:
            raise ValueError("min_eur is above max_eur")
        return self


class MemberRange(Record):
    """How many members a solution typically has."""

    min: Amount | None = None
    max: Amount | None = None
    text_de: Text
    based_on: Ids | None = None
    sources: Sources | None = None


class SolutionEntry(Record):
    """A way to solve a challenge, as it stands in the challenge's file."""

    id: Id
    name_de: Text
    summary_de: Text
    prerequisites_de: Texts
    first_steps_de: Texts
    investment: Investment | None = None
    members: MemberRange | None = None
    risks_de: Texts
    funding_de: Texts
    sources: Sources | None = None


class Solution(SolutionEntry):
    """A way to solve a challenge; `position` counts from 1 in the order of the file."""

    challenge_id: Id
    position: int


class Challenge(Record):
    """A problem that people of a town have. Its solutions, examples and supporters refer to it, not the reverse."""

    id: Id
    name_de: Text
    name_en: Text
    summary_de: Text
    causes_de: Texts
    legal_forms: Texts
    why_cooperative_de: Text
    sources: Sources | None = None

    @property
    def cooperative_is_usual(self) -> bool:
        """Whether the first of the usual legal forms is a cooperative (eG, eSG)."""
        return self.legal_forms[0].startswith(COOPERATIVES)


class ChallengeFile(Challenge):
    """The content of one file below blueprints/challenges."""

    solutions: Annotated[tuple[SolutionEntry, ...], Field(min_length=1)]

    def challenge(self) -> Challenge:
        """The challenge without its solutions."""
        return Challenge(**{name: getattr(self, name) for name in Challenge.model_fields})

    def placed_solutions(self) -> list[Solution]:
        """The solutions with their challenge and position."""
        return [
            Solution(**dict(entry), challenge_id=self.id, position=position)
            for position, entry in enumerate(self.solutions, 1)
        ]
