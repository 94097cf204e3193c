"""What goes to the court becomes public: no private address, no birth date beyond what the law asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from documents.dossier import Dossier
from documents.papers.german import long_date
from documents.papers.texts import papers

Build = Callable[[Mapping[str, Any]], Dossier]
TextOf = Callable[[Dossier, str], str]
COURT = [text.meta.name for text in papers() if text.meta.court_copy]


def private(record: Mapping[str, Any]) -> list[str]:
    keys = ("street", "email", "phone")
    found = [person[key] for person in record["persons"] for key in keys if person.get(key)]
    return [text for text in found if text not in str(record["coop"]["business_address"])]


def test_court_copies_are_marked() -> None:
    assert set(COURT) == {
        "D01_Satzung", "D03_Anwesenheitsliste_Gericht", "D04_Gruendungsprotokoll", "D19_Anmeldung",
    }  # fmt: skip


@pytest.mark.parametrize("name", COURT)
@pytest.mark.parametrize("recorded", [False, True])
def test_court_copy_holds_no_private_address(
    name: str, recorded: bool, freibad: dict[str, Any], held: dict[str, Any], text_of: TextOf, build: Build
) -> None:
    record = held if recorded else freibad
    text = text_of(build(record), name)
    assert [secret for secret in private(record) if secret in text] == []


def test_birth_dates_stand_only_in_the_application_and_only_of_the_board(
    freibad: dict[str, Any], text_of: TextOf, build: Build
) -> None:
    dossier = build(freibad)
    dates = {person["id"]: long_date(person["birth_date"]) for person in freibad["persons"] if person["birth_date"]}
    for file in dossier.files:
        seen = {person for person, day in dates.items() if day in text_of(dossier, file.name)}
        assert seen == ({"p1", "p2"} if file.number == "D19" else set()), file.name


def test_private_data_stand_in_no_property_or_bookmark(freibad: dict[str, Any], build: Build) -> None:
    dossier = build(freibad)
    for file in dossier.files:
        if file.name in COURT:
            assert all(secret.encode() not in file.bytes for secret in private(freibad))
