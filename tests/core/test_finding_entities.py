"""Sums, dates, spans and names in what people type, with the patterns and marked words of the real examples."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from nlu.core.understanding import Understanding, open_archive


@pytest.fixture(scope="module")
def understanding(model: Path) -> Understanding:
    return open_archive(model)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hab gestern 3 Stunden geholfen", {"date": "gestern", "duration": "3 Stunden"}),
        ("anderthalb Stunden am 3. Mai", {"duration": "anderthalb Stunden", "date": "3. Mai"}),
        ("2,5 h am 03.05.2027", {"duration": "2,5 h", "date": "03.05.2027"}),
        ("der Anteil ist 1.250,50 €", {"amount": "1.250,50 €"}),
        ("250 Euro", {"amount": "250 Euro"}),
        ("ich wohne in 52428", {"postal_code": "52428"}),
        ("80000 Euro", {"amount": "80000 Euro"}),
        ("was is in juelich los", {"place": "juelich"}),
        ("unsere SATZUNG bitte", {"document": "Satzung"}),
        ("DE89370400440532013000", {}),
        ("1234567", {}),
        ("", {}),
    ],
)
def test_what_is_marked_is_found(understanding, typed: str, found: dict[str, str]) -> None:
    kinds = {"date", "duration", "amount", "postal_code", "place", "document"}
    assert {e["entity"]: e["value"] for e in understanding.entities(typed) if e["entity"] in kinds} == found


def test_finds_never_overlap_and_point_at_their_words(understanding) -> None:
    text = "am Samstag, 3. Mai 2027 haben wir 2 Stunden in Jülich für 50 Euro gearbeitet"
    finds = understanding.entities(text)
    assert all(a["end"] <= b["start"] for a, b in pairwise(finds))
    assert all(text[e["start"] : e["end"]].lower() == e["value"].lower() for e in finds)


def test_names_are_kept_folded_in_the_archive(understanding) -> None:
    assert all(json.dumps(name).isascii() for name in understanding.finder._names)
