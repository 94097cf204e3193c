"""A real case: who solved a challenge where and how, what came of it (blueprints/examples, one file each)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from data.library.models import (
    Backer,
    Certainty,
    Fact,
    Form,
    Id,
    Ids,
    Moment,
    Outcome,
    Record,
    Sources,
    Status,
    Step,
    Text,
    Url,
)
from data.places.states import StateName

Year = Annotated[int, Field(ge=1800, le=2100)]
Euro = Annotated[int | float, Field(gt=0)]


class Founded(Record):
    """When it was founded."""

    year: Year | None = None
    note_de: Text | None = None
    sources: Sources | None = None


class MemberCount(Record):
    """How many members it had at a time."""

    count: Annotated[int, Field(ge=0)]
    as_of: Moment
    note_de: Text | None = None
    sources: Sources


class SharePrice(Record):
    """What one share costs, in euro: one price or a range."""

    eur: Euro | None = None
    eur_min: Euro | None = None
    eur_max: Euro | None = None
    as_of: Moment | None = None
    note_de: Text | None = None
    sources: Sources | None = None


class StartCapital(Record):
    """The money at the start, in euro or in Deutsche Mark."""

    eur: Euro | None = None
    dm: Euro | None = None
    note_de: Text | None = None
    sources: Sources


class Contact(Record):
    """How to reach the organisation; never a person's name, mail or telephone."""

    website: Url
    note_de: Text | None = None
    sources: Sources | None = None


class Example(Record):
    """A real case with everything that was read about it. `municipality` is today's, for distances only."""

    id: Id
    name: Text
    legal_form_de: Text
    form: Form
    is_eg: bool
    charitable: bool
    has_eg_component: bool | None = None
    status: Status
    status_year: Year | None = None
    status_note_de: Text | None = None
    outcome: Outcome
    certainty: Certainty
    checked_on: date | None = None
    country: Literal["DE", "AT", "NL"]
    states: tuple[StateName, ...]
    region: Text | None = None
    place: Text
    municipality: Text | None = None
    postal_code: Annotated[str, StringConstraints(pattern=r"^\d{5}$")] | None = None
    basics_sources: Sources
    founded: Founded | None = None
    members: tuple[MemberCount, ...] = ()
    share_price: SharePrice | None = None
    start_capital: StartCapital | None = None
    challenge_ids: Ids
    solution_ids: Ids
    problem: Fact
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    results: tuple[Fact, ...] = ()
    difficulties: tuple[Fact, ...] = ()
    backers: tuple[Backer, ...] = ()
    lesson_de: Text | None = None
    contrast_note_de: Text | None = None
    contact: Contact | None = None
    sources: Sources

    @model_validator(mode="after")
    def _every_source_listed(self) -> Example:
        missing = [url for url in self.sources_of_facts() if url not in self.sources]
        if missing:
            raise ValueError(f"`sources` lacks {missing[0]}")
        return self

    def sources_of_facts(self) -> list[str]:
        """Every address that stands at a single fact, in order."""
        parts: list[object] = [self.founded, self.share_price, self.start_capital, self.problem, self.contact]
        parts += [*self.members, *self.steps, *self.results, *self.difficulties, *self.backers]
        cited = (getattr(part, "sources", None) or () for part in parts)
        return [*self.basics_sources, *(url for urls in cited for url in urls)]
