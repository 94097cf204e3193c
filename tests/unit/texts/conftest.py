"""The texts of `domain/` as the tests of their wording need them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.markdown import to_plain
from bot.texts import Texts
from data.content import load

DOMAIN = Path(__file__).parents[3] / "domain"
TONES_OF_FILE = {
    "basics": {"sie", "du", "leicht", "en"},
    "smalltalk": {"sie", "du", "leicht", "en"},
    "account": {"sie", "du", "leicht", "en"},
    "privacy": {"sie", "du", "leicht", "en"},
    "faq": {"sie", "du", "leicht", "en"},
    "projects": {"sie", "du"},
    "points": {"sie", "du"},
    "participation": {"sie", "du"},
    "readings": {"sie"},
    "pages": {"sie", "du"},
}
PLAUSIBLE = {
    "link": "http://127.0.0.1:8080/weiter/apfel-brief-falke-garten-honig-insel",
    "limit": 4000,
    "contact": "Frau Muster, 02461 1234",
    "words": "apfel brief falke garten honig insel",
    "minutes": 30,
    "days": 14,
    "tone_chosen": "du",
    "begun": True,
    "operator_name": "Gemeinde Musterhausen",
    "operator_address": "Rathausplatz 1, 52428 Musterhausen",
    "operator_email": "rathaus@musterhausen.example",
    "operator_phone": "02461 1234",
}


@dataclass(frozen=True)
class Variant:
    """One wording: its file (without ending), name, tone, and source."""

    file: str
    name: str
    tone: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}.yml {self.name} ({self.tone})"


def _variants() -> Iterator[Variant]:
    for file in TONES_OF_FILE:
        for name, found in load(DOMAIN / f"{file}.yml")["responses"].items():
            for variant in found:
                yield Variant(file, name, variant.get("metadata", {}).get("tone", "sie"), variant["text"])


@pytest.fixture(scope="session")
def variants() -> list[Variant]:
    """All wordings of the files that these tests look after."""
    return list(_variants())


@pytest.fixture(scope="session")
def tones_of_file() -> dict[str, set[str]]:
    """In which tones the texts of a file must stand when they address a person."""
    return TONES_OF_FILE


@pytest.fixture(scope="session")
def plausible() -> dict[str, object]:
    """Values for every parameter that a text of these files may have."""
    return PLAUSIBLE


@pytest.fixture(scope="session")
def read(texts: Texts, variants: list[Variant]) -> dict[Variant, str]:
    """Every wording as somebody reads it, with plausible values."""
    return {variant: to_plain(texts.render(variant.name, PLAUSIBLE, variant.tone)) for variant in variants}
