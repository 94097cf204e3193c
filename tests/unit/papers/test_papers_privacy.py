"""What goes to the court becomes public: no private address, no birth date beyond what the law asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
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
        "D01_Satzung", "D03_Anwesenheitsliste_Gericht", "D04_Gruendungsprotokoll", "D06_Protokoll_Aufsichtsrat",
        "D12_Versicherung_des_Vorstands", "D13_Erklaerungen_der_Mitglieder", "D19_Anmeldung",
    }  # fmt: skip


@pytest.mark.parametrize("name", COURT)
@pytest.mark.parametrize("recorded", [False, True])
def test_court_copy_holds_no_private_address(
    name: str, recorded: bool, freibad: dict[str, Any], held: dict[str, Any], text_of: TextOf, build: Build
) -> None:
    record = deepcopy(held if recorded else freibad)
    if name[:3] in ("D12", "D13"):
        record["founding"] |= {"variant": "text_form", "text_declaration_ids": ["p1", "p2", "p3"]}
    text = text_of(build(record), name)
    assert text
    assert [secret for secret in private(record) if secret in text] == []


def test_birth_dates_stand_only_where_the_law_or_the_office_asks_and_only_of_the_board(
    freibad: dict[str, Any], text_of: TextOf, build: Build
) -> None:
    dossier = build(freibad)
    asked = {"D17", "D19", "D28", "D29", "D31"}
    dates = {person["id"]: long_date(person["birth_date"]) for person in freibad["persons"] if person["birth_date"]}
    for file in dossier.files:
        seen = {person for person, day in dates.items() if day in text_of(dossier, file.name)}
        assert seen == ({"p1", "p2"} if file.number in asked else set()), file.name


def test_private_addresses_stand_only_in_confidential_papers(
    freibad: dict[str, Any], text_of: TextOf, build: Build
) -> None:
    dossier = build(freibad)
    told = [file.name for file in dossier.files if any(s in text_of(dossier, file.name) for s in private(freibad))]
    marked = [file.name for file in dossier.files if file.confidential]
    assert set(told) <= set(marked)
    assert {"D03_Anwesenheitsliste", "D11_Mitgliederliste", "D16_Aufnahmeantrag", "D17_Personenangaben"} <= set(told)


def test_nothing_that_is_filed_is_confidential() -> None:
    assert [text.meta.name for text in papers() if text.meta.court_copy and text.meta.confidential] == []


def test_private_data_stand_in_no_property_or_bookmark(freibad: dict[str, Any], build: Build) -> None:
    dossier = build(freibad)
    for file in dossier.files:
        if file.name in COURT:
            assert all(secret.encode() not in file.bytes for secret in private(freibad))
