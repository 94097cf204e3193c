"""What a message to the interview leads to: facts to write, texts to say, and the question that is open afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import JsonValue

from data.reply import Say
from documents.answered import Change

Kind = Literal["answer", "ask_back", "refused", "command", "side_question", "paused", "done"]


@dataclass(frozen=True)
class Message:
    """What a person sent: a text with its intent, or a pressed button (`pressed`: entities of `/answer_question`)."""

    text: str = ""
    intent: str = ""
    confidence: float = 0.0
    pressed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """`changes` are to be appended to the founding, `says` to be said in order, `asked` to be kept in the conversation.

    side_question: nothing is said or changed here; the rules answer, then `engine.again` repeats the open question.
    """

    kind: Kind
    changes: tuple[Change, ...] = ()
    says: tuple[Say, ...] = ()
    asked: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Unit:
    """One thing to be answered: a question (its path), or a block of proposals ("block:shares")."""

    id: str
    topic: str
    state: Literal["open", "answered", "skipped"]

    @property
    def block(self) -> str:
        """The name of the block, "" for a question."""
        return self.id.removeprefix("block:") if self.id.startswith("block:") else ""


@dataclass(frozen=True)
class Progress:
    """How far the interview is: steps answered, steps known by now, the section of the open one."""

    answered: int
    known: int
    section: int
    sections: int
    title: str

    def as_params(self) -> dict[str, Any]:
        """For texts and pages."""
        return {name: getattr(self, name) for name in ("answered", "known", "section", "sections", "title")}
