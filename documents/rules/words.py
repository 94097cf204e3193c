"""Loads the word lists and fixed sentences of `founding/words.yml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from data.content import parse

FILE = Path(__file__).parents[1] / "founding" / "words.yml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Representation(_Strict):
    """Who may sign for the cooperative, as a sentence (§ 25 GenG)."""

    joint_all: str
    joint_two: str
    joint_two_or_one: str
    with_procurator: str
    single: str


class ChairRule(_Strict):
    """Who leads the general assembly (§ 6 Nr. 4 GenG)."""

    with_supervisory_board: str
    without_supervisory_board: str


class Words(_Strict):
    """The whole file."""

    generic_names: list[str]
    harmless_bank_words: list[str]
    representation: Representation
    chair_rule: ChairRule


@cache
def words() -> Words:
    """The word lists; a broken file is a `ContentError`."""
    return parse(FILE, Words)
