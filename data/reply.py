"""What the bot wants to say: names of texts with parameters, never sentences.

Shared by services, actions and the outbox; knows neither the wording nor a channel.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, JsonValue


class Button(BaseModel):
    """One choice below a reply: `title` names a text, or `label` is data to be shown as it is (a name, a number).

    `payload` is what a press means: an intent with entities as the core reads it (`/pick{"id": "swimming-pool"}`).
    Choices are numbered where a channel has no buttons; an `aside` (later, back) is offered without a number, so that
    a typed "2" stays an answer.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    payload: str
    title: str = ""
    label: str = ""
    note: str = ""
    aside: bool = False
    params: dict[str, JsonValue] = Field(default_factory=dict)


class Say(BaseModel):
    """One part of an answer: the name of a text, its parameters, buttons, and ids of files to hand over."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    say: str
    with_: dict[str, JsonValue] = Field(default_factory=dict, alias="with")
    buttons: list[Button] = Field(default_factory=list)
    files: list[int] = Field(default_factory=list)

    def as_json(self) -> dict[str, JsonValue]:
        """The shape in which it travels through the core and is kept in the outbox."""
        dumped: dict[str, JsonValue] = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return dumped
