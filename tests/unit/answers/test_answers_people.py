"""Names stay letter for letter, addresses stay whole (cases 4 and 6)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.answers.addresses import address, street_key
from documents.answers.people import name_part, person_name
from documents.answers.result import Ask, NotAnAnswer, Parsed, Refused

NAMES = {
    "Erika von und zu Achenbach-Großkreutz": ("Erika", "von und zu Achenbach-Großkreutz", False),
    "karl-heinz müller-lüdenscheid": ("Karl-Heinz", "Müller-Lüdenscheid", True),
    "MÜLLER, HANS-JÖRG": ("Hans-Jörg", "Müller", True),
    "Großmann, Jörg": ("Jörg", "Großmann", False),
    "GROSSMANN JÖRG": "utter_founding_name_order",
    "Dr. med. Anna Maria Freifrau zum Probst": ("Anna Maria", "Freifrau zum Probst", False),
    "Sean O’Donnell": ("Sean", "O’Donnell", False),
    "d'Artagnan Paul": ("Paul", "d'Artagnan", True),
    "Nguyễn Thị Ánh": "utter_founding_name_order",
    "Łukasz Wiśniewski": ("Łukasz", "Wiśniewski", False),
    "Ayşe Yılmaz": ("Ayşe", "Yılmaz", False),
    "José García López": ("José", "García López", False),
    "Suharto": "utter_founding_name_only_one",
    "Max Mustermann jun.": ("Max", "Mustermann jun.", False),
    "ich bin die Erika": "utter_founding_name_family_missing",
}
"""Given names, family name, whether it is said back because letters or order were changed; or the question back."""


def test_every_line_of_the_names_has_its_right_value_here(cases: Any) -> None:
    assert [said for said, _ in cases("namen.txt")] == list(NAMES)


@pytest.mark.parametrize(("said", "right"), NAMES.items(), ids=str)
def test_a_name_is_taken_apart_and_never_rewritten_silently(said: str, right: Any) -> None:
    read = person_name(said)
    if isinstance(right, str):
        assert isinstance(read, Ask)
        assert read.text == right
    else:
        assert isinstance(read, Parsed)
        assert isinstance(read.value, dict)
        assert (read.value["given_names"], read.value["family_name"], bool(read.remark)) == right


def test_a_title_is_kept_apart() -> None:
    read = person_name("Dr. med. Anna Maria Freifrau zum Probst")
    assert isinstance(read, Parsed)
    assert isinstance(read.value, dict)
    assert read.value["title"] == "Dr. med."


def test_capitals_leave_order_and_sharp_s_open() -> None:
    read = person_name("GROSSMANN JÖRG")
    assert isinstance(read, Ask)
    assert {(c["given_names"], c["family_name"]) for c in read.candidates if isinstance(c, dict)} >= {
        ("Jörg", "Grossmann"),
        ("Jörg", "Großmann"),
    }


def test_an_account_number_is_no_name() -> None:
    assert person_name("DE89 3704 0044 0532 0130 00") == Refused("utter_founding_name_iban")
    assert name_part("DE89370400440532013000") == Refused("utter_founding_name_iban")


@pytest.mark.parametrize("said", ["Nein", "Null", "Wolke True"])
def test_real_names_that_look_like_words_are_names(said: str) -> None:
    assert name_part(said) == Parsed(said)


@pytest.mark.parametrize("said", ["Was kostet das?", "<b>Erika</b>", "123", "🙈"])
def test_what_is_no_name_is_no_answer(said: str) -> None:
    assert person_name(said) == NotAnAnswer()


def test_every_address_of_the_case_file_comes_out_whole(cases: Any) -> None:
    for said, right in cases("anschriften.txt"):
        read = address(said)
        if right.startswith("ASK"):
            assert isinstance(read, Ask), said
        else:
            assert isinstance(read, Parsed), said
            assert isinstance(read.value, dict)
            assert " | ".join(map(str, read.value.values())) == right.split(" (")[0], said


def test_a_street_without_number_is_asked_once_and_can_be_taken() -> None:
    read = address("Musterweg, 12345 Musterhausen")
    assert isinstance(read, Ask)
    assert read.candidates == ({"street": "Musterweg", "zip": "12345", "city": "Musterhausen"},)


def test_spellings_of_one_street_are_equal_for_comparing() -> None:
    assert street_key("Musterstr. 12a-c") == street_key("Musterstraße 12 a-c") == street_key("Musterstrasse 12 A-C")
    assert street_key("Musterstr. 1") != street_key("Musterstr. 12")


@given(st.text(max_size=80))
def test_no_text_breaks_the_readers(said: str) -> None:
    assert isinstance(person_name(said), (Parsed, Ask, Refused, NotAnAnswer))
    assert isinstance(address(said), (Parsed, Ask, Refused, NotAnAnswer))
