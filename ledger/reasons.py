"""The sentences behind the reason keys (`reasons.yml`), for whoever speaks to people."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from data.content import parse

FILE = Path(__file__).with_name("reasons.yml")


class Reasons(BaseModel):
    """Key → sentence, by the kind of answer that needs it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    refused: dict[str, str]
    waiting: dict[str, str]
    cut_by: dict[str, str]
    card: dict[str, str]
    hints: dict[str, str]


@cache
def reasons() -> Reasons:
    """The whole table. Raises ContentError."""
    return parse(FILE, Reasons)
