"""The words of the sheets: `founding/questionnaire.yml`, checked when read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from data.content import parse

FILE = Path(__file__).parents[1] / "founding" / "questionnaire.yml"


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FounderLine(_Content):
    """A line to write on: the facts of a person that belong there, what to write, its width in millimetres."""

    facts: list[str]
    hint: str
    width: float


class FounderCheck(_Content):
    """A short question to one founder."""

    fact: str
    ask: str


class GroupWords(_Content):
    """The sheet of the group."""

    title: str
    intro: str
    nothing: str
    choices: str
    if_so: str
    line: str
    proposals: str
    block_how: str
    block_columns: list[str]
    block_open: str
    founders: str


class FounderWords(_Content):
    """The sheet of one founder."""

    title: str
    intro: str
    known: str
    typed: str
    lines: list[list[FounderLine]]
    checks: list[FounderCheck]
    columns: list[str]


class InformationWords(_Content):
    """What everybody is told whose data are entered (Art. 13 and 14 DSGVO)."""

    title: str
    intro: str
    points: list[str]
    wrong: str
    signing: list[str]


class Words(_Content):
    """Everything in the file."""

    title: str
    header: str
    number: str
    large: str
    state: str
    answers_of: str
    group: GroupWords
    founder: FounderWords
    information: InformationWords


@cache
def words() -> Words:
    """The file; a mistake is a ContentError with its line."""
    return parse(FILE, Words)
