"""Who helps: audit associations, networks, funding programmes (blueprints/supporters, one file per kind)."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from data.language import words
from data.library.models import Id, Ids, Record, Sources, SupporterKind, Text, Texts, Url
from data.places import StateName, states_in

AMONG_OTHERS = "u. a."


class SupporterEntry(Record):
    """An organisation or programme that helps, as it stands in its kind's file.

    `merged_ids` are earlier ids under which it is still found; `challenge_ids` is ("all",) for every challenge.
    """

    id: Id
    name: Text
    aliases: Texts | None = None
    merged_ids: Ids | None = None
    region: Text
    website: Url | None = None
    website_note_de: Text | None = None
    more_websites: Sources | None = None
    website_verified: bool
    offers_de: Texts
    key_facts_de: Texts | None = None
    challenge_ids: Ids
    sources: Sources

    def helps_with(self, challenge_id: str | None) -> bool:
        """Whether it helps with this challenge, or with all; None asks for help with any founding."""
        return self.challenge_ids == ("all",) or challenge_id in self.challenge_ids

    @cached_property
    def states(self) -> frozenset[StateName]:
        """The Länder that its region names; empty for a nationwide one."""
        return frozenset(name for _, _, name in states_in(words(self.region)))

    def serves(self, state: StateName | None) -> bool:
        """Whether people of a Land can turn to it; its region may name examples only ("u. a.")."""
        return state is None or not self.states or state in self.states or AMONG_OTHERS in self.region


class Supporter(SupporterEntry):
    """A supporter with its kind."""

    kind: SupporterKind


class SupporterFile(Record):
    """The content of one file below blueprints/supporters."""

    kind: SupporterKind
    supporters: Annotated[tuple[SupporterEntry, ...], Field(min_length=1)]

    def placed(self) -> list[Supporter]:
        """The supporters with their kind."""
        return [Supporter(**dict(entry), kind=self.kind) for entry in self.supporters]
