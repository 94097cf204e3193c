"""Who helps: audit associations, networks, funding programmes (blueprints/supporters, one file per kind)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from data.library.models import Id, Ids, Record, Sources, SupporterKind, Text, Texts, Url


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

    def helps_with(self, challenge_id: str) -> bool:
        """Whether it helps with this challenge, or with all."""
        return self.challenge_ids == ("all",) or challenge_id in self.challenge_ids


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
