"""What all records of the blueprint library are made of: small frozen models that refuse what they do not know.

The contract is the schema in docs/blueprints.md. Knows neither files nor search. Texts are German and are content.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://\S+$")]
Sources = Annotated[tuple[Url, ...], Field(min_length=1)]
Ids = Annotated[tuple[Id, ...], Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


def _moment(value: Any) -> Any:
    """A bare year in YAML is a number, a bare day a date; both mean text here."""
    if isinstance(value, date) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value)
    return value


Moment = Annotated[Text, BeforeValidator(_moment)]
"""When something happened or was counted, as the source says it: 2017, "Ende 2004", 2012-2016."""


class Record(BaseModel):
    """The root of all models here: frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Fact(Record):
    """One statement as it was read, with its sources and, where known, its time."""

    text: Text
    when: Moment | None = None
    sources: Sources


class Step(Fact):
    """A fact that happened at a told time."""

    when: Moment


class Backer(Record):
    """Who helped an example."""

    text: Text
    sources: Sources


class Outcome(StrEnum):
    """How an example ended, judged by the last state that was read."""

    SUCCESS = "success"
    MIXED = "mixed"
    FAILURE = "failure"
    OPEN = "open"


class Status(StrEnum):
    """Whether an example still runs, by the last state that was read."""

    ACTIVE = "active"
    ACTIVE_AT_LAST_SOURCE = "active_at_last_source"
    UNKNOWN_AFTER_LAST_SOURCE = "unknown_after_last_source"
    CLOSED = "closed"
    INSOLVENT = "insolvent"
    SOLD = "sold"
    RESTRUCTURED = "restructured"


class Certainty(StrEnum):
    """How well an example is attested; the bot says it aloud unless confirmed."""

    CONFIRMED = "confirmed"
    SINGLE_SOURCE = "single_source"
    UNVERIFIED = "unverified"


class Form(StrEnum):
    """The legal form of an example, as a kind; `legal_form_de` holds the source's words."""

    EG = "eg"
    EG_IN_FORMATION = "eg_in_formation"
    EG_AND_VEREIN = "eg_and_verein"
    VEREIN = "verein"
    SCHOOL_COOP = "school_coop"
    AG = "ag"
    KG = "kg"
    UG = "ug"
    GGMBH = "ggmbh"
    FOUNDATION = "foundation"
    MUNICIPAL = "municipal"
    WELFARE = "welfare"
    INITIATIVE = "initiative"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class SupporterKind(StrEnum):
    """What kind of help a supporter is."""

    AUDIT_ASSOCIATION = "audit_association"
    FEDERATION = "federation"
    NETWORK = "network"
    ADVICE = "advice"
    PUBLIC_BODY = "public_body"
    FUNDING_PROGRAMME = "funding_programme"
    FINANCE = "finance"
    FOUNDATION = "foundation"
    KNOWLEDGE = "knowledge"
    PROGRAMME = "programme"
