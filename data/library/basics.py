"""What the library says about itself, about founding in general, and which entries are near twins."""

from __future__ import annotations

from datetime import date

from data.library.models import Id, Record, Text, Texts, Url


class About(Record):
    """How and when the library was compiled. `compiled_on` is the check date of all that names none."""

    compiled_on: date
    revised_on: date
    titles_de: Texts
    method_de: Texts
    caveats_de: Texts


class Statement(Record):
    """One statement about founding with its source."""

    text_de: Text
    source: Url


class MinimumMembers(Statement):
    """How many people a founding needs."""

    value: int


class EuroRange(Record):
    """From … to … euro."""

    min: int
    max: int


class Costs(Statement):
    """What a founding costs, in euro."""

    founding_audit: EuroRange
    membership_per_year: EuroRange
    small_audit_every_two_years: int
    register_court: int


class FoundingBasics(Record):
    """What holds for every founding; for the answers to frequent questions."""

    minimum_members: MinimumMembers
    audit: Statement
    costs_eur: Costs
    documents_de: Statement
    liability_de: Statement
    social_purpose_de: Statement


class Twins(Record):
    """Pairs of challenges or of solutions that are offered together and never merged."""

    twins: tuple[tuple[Id, Id], ...]


class Area(Record):
    """An area of life: challenges that are listed together, each with a short word for it (id → word)."""

    id: Id
    name_de: Text
    topics: dict[Id, Text]


class Areas(Record):
    """All areas, in the order in which they are shown."""

    areas: tuple[Area, ...]
