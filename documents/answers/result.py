"""What a parser may say about a text. Values are JSON; texts are names with parameters, never sentences.

Parsed       the value, with a remark where something was changed or noticed
Ask          the text can be read in more than one way, or one thing is missing
Refused      it is an answer, but one that cannot be taken
NotAnAnswer  it says something else
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pydantic import JsonValue

Params: TypeAlias = Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A value to store. `remark` names a text that tells the person what was noticed (changed letters, a holiday)."""

    value: JsonValue
    remark: str = ""
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question back. `candidates` are the values that may be meant; one of them is taken by number or "ja"."""

    text: str
    params: Params = field(default_factory=dict)
    candidates: tuple[JsonValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer that cannot be taken, with the reason; what was stored before stays."""

    text: str
    params: Params = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NotAnAnswer:
    """The text does not answer this kind of question."""


Answer: TypeAlias = Parsed | Ask | Refused | NotAnAnswer
