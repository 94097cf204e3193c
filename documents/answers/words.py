"""The table of words by which answers are recognised (`words.yml`), read once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from data.content import parse
from data.language import fold

_LONGEST_FOR_A_TERM = 8  # words; a longer text asks for more than what a word means


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AmountWords(_Table):
    """Words around an amount of money."""

    euro: list[str]
    cent: list[str]
    foreign: list[str]
    about: list[str]
    short_scales: dict[str, int]
    scales: dict[str, int]


class DateWords(_Table):
    """Words of days and times."""

    months: dict[str, int]
    weekdays: dict[str, int]
    relative: dict[str, int]
    next_word: list[str]
    this_word: list[str]
    small_numbers: dict[str, int]
    evening: list[str]
    morning: list[str]
    fillers: list[str]


class SpanWords(_Table):
    """Units of time to months and to days; other units that a number may have."""

    months: dict[str, int]
    days: dict[str, int]
    other: list[str]


class PeopleWords(_Table):
    """Words inside and before a person's name."""

    openings: list[str]
    titles: list[str]
    particles: list[str]
    suffixes: list[str]
    double_family: list[str]
    family_first: list[str]


class OrganisationWords(_Table):
    """Words by which an organisation is told from a person."""

    public: list[str]
    private: list[str]
    partnership: list[str]


class Words(_Table):
    """The whole table; see the comments in `words.yml`."""

    affirm: list[str]
    deny: list[str]
    none: list[str]
    all: list[str]
    skip: list[str]
    why: list[str]
    back: list[str]
    pause: list[str]
    progress: list[str]
    cancel: list[str]
    ready: list[str]
    help: list[str]
    in_doubt: dict[str, list[str]]
    terms: dict[str, list[str]]
    question_openings: list[str]
    wish_openings: list[str]
    correction_noise: list[str]
    correction_calls: list[str]
    fillers: list[str]
    amounts: AmountWords
    fractions: dict[str, Decimal]
    dates: DateWords
    people: PeopleWords
    organisations: OrganisationWords
    states: dict[str, list[str]]
    holiday_codes: dict[str, str]
    small_in_names: list[str]
    spans: SpanWords
    votes: dict[str, list[str]]
    unanimous: list[str]


@cache
def words() -> Words:
    """The word table. ContentError where the file is wrong."""
    return parse(Path(__file__).with_name("words.yml"), Words)


def says(text: str, phrases: Iterable[str]) -> bool:
    """Whether the whole text, folded, is one of the phrases."""
    return fold(text) in set(phrases)


def mentions(text: str, phrases: Iterable[str], longest: int = 12) -> bool:
    """Whether a short text holds one of the phrases that have several words ("so, morgen weiter")."""
    folded = fold(text)
    inside = any(f" {phrase} " in f" {folded} " for phrase in phrases if " " in phrase)
    return inside and len(folded.split()) <= longest


def opens_with(text: str, openings: Iterable[str]) -> bool:
    """Whether the folded text begins with one of the phrases, as whole words."""
    folded = fold(text) + " "
    return any(folded.startswith(opening + " ") for opening in openings)


def without_fillers(text: str) -> str:
    """The text without words that only surround a value ("nehmen wir 250 Euro bitte" becomes "250 Euro")."""
    parts = text.split()
    while parts and (size := _filler(parts)):
        parts = parts[size:]
    while parts and (size := _filler(parts[::-1], reverse=True)):
        parts = parts[:-size]
    return " ".join(parts)


def _filler(parts: list[str], reverse: bool = False) -> int:
    """How many words at the beginning are a filler; 0 for none. With `reverse` the words come last first."""
    for size in (3, 2, 1):
        said = parts[:size][::-1] if reverse else parts[:size]
        if len(parts) > size and fold(" ".join(said)) in words().fillers:
            return size
    return 0


def term_in(text: str) -> str | None:
    """The word of the field that a short text asks for, by the key of its explanation."""
    folded = fold(text)
    if len(folded.split()) > _LONGEST_FOR_A_TERM:
        return None
    named = (key for key, forms in words().terms.items() if any(f" {form} " in f" {folded} " for form in forms))
    return next(named, None)
