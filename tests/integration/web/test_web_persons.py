"""The founders' form: one link, one person after the other, checked before anything is stored."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from data.tables.account import Consent, Conversation
from documents import cases
from documents.answered import Change

PERSON = {
    "given_names": "Karl Heinz",
    "family_name": "O'Brandt & Söhne-Weiß",
    "street": "Mühlweg 7",
    "zip": "12345",
    "city": "Musterhausen",
    "shares": "3",
    "birth_date": "7.3.1956",
    "consent": "1",
}


@pytest.fixture
def founding(shelf: Any, plain: Any) -> int:
    """A founding of the first browser, with consent given in the talk."""
    plain.say("Hallo")
    with shelf.database.write() as session:
        conversation = session.scalars(select(Conversation)).one()
        founding = cases.open_founding(session, conversation.citizen_id, 1, shelf.now())
        conversation.founding_id = founding
        given = [Change("interview.consent", True), Change("coop.name", "Dorfladen Musterhausen eG")]
        cases.write(session, founding, given, conversation.citizen_id, None, shelf.now())
    return int(founding)


def persons(shelf: Any, founding: int) -> list[dict[str, Any]]:
    """The persons of the record."""
    with shelf.database.read() as session:
        return list(cases.facts(session, founding).record.get("persons") or [])


def opened(plain: Any) -> str:
    """The address of a fresh form."""
    token = plain.page.xpath("//form[@id='schreiben']//input[@name='csrf']/@value")[0]
    answer = plain.http.post("/personen", data={"csrf": token})
    plain.open(answer.url.path)
    return str(answer.url.path)


def test_a_person_is_stored_shown_and_said_in_the_talk(shelf: Any, plain: Any, founding: int) -> None:
    opened(plain)
    assert "Dorfladen Musterhausen eG" in plain.text()
    plain.send("contains(@class,'form')", **PERSON)
    assert plain.status == 200
    assert "Mühlweg 7" in plain.text()
    (person,) = persons(shelf, founding)
    assert person["family_name"] == "O'Brandt & Söhne-Weiß"
    assert person["birth_date"] == "1956-03-07"
    assert person["shares"] == 3
    plain.open("/gespraech")
    assert "O'Brandt & Söhne-Weiß ist eingetragen" in plain.text("//*[@class='note']")
    with shelf.database.read() as session:
        assert [row.purpose for row in session.scalars(select(Consent))] == ["persons_form"]


def test_a_field_in_error_is_named_and_everything_typed_is_still_there(shelf: Any, plain: Any, founding: int) -> None:
    opened(plain)
    plain.send("contains(@class,'form')", **{**PERSON, "zip": "1234", "birth_date": "30.02.1956"})
    assert plain.status == 422
    assert persons(shelf, founding) == []
    assert plain.page.xpath("//input[@id='street']/@value") == ["Mühlweg 7"]
    assert plain.page.xpath("//input[@aria-invalid='true']/@id") == ["zip", "birth_date"]
    assert plain.count("//*[@role='alert']//a[@href='#zip']") == 1
    assert "fünf Ziffern" in plain.text("//*[@id='zip-falsch']")


def test_nothing_is_stored_without_consent(shelf: Any, plain: Any, founding: int) -> None:
    opened(plain)
    plain.send("contains(@class,'form')", **{key: value for key, value in PERSON.items() if key != "consent"})
    assert plain.status == 422
    assert persons(shelf, founding) == []


@pytest.mark.usefixtures("founding")
def test_an_empty_form_names_what_is_missing(plain: Any) -> None:
    opened(plain)
    plain.send("contains(@class,'form')")
    assert plain.status == 422
    assert len(plain.page.xpath("//*[@class='wrong']")) == 7


def test_one_person_enters_all_of_them_and_closes_the_link(shelf: Any, plain: Any, other: Any, founding: int) -> None:
    path = opened(plain)
    for name in ("Albers", "Brandt", "Celik"):
        plain.open(path)
        plain.send("contains(@class,'form')", **{**PERSON, "family_name": name})
    assert [person["family_name"] for person in persons(shelf, founding)] == ["Albers", "Brandt", "Celik"]
    plain.send("@action and .//button[@name='done']", done="1")
    other.open(path)
    assert other.status == 410


def test_each_enters_themselves_and_sees_no_one_else(shelf: Any, plain: Any, other: Any, founding: int) -> None:
    path = opened(plain)
    plain.send("contains(@class,'form')", **{**PERSON, "family_name": "Albers"})
    other.open(path)
    assert "Albers" not in other.text()
    other.send("contains(@class,'form')", **{**PERSON, "family_name": "Celik", "given_names": "Aylin"})
    other.http.post(path, data={"done": "1"})
    other.open(path)
    assert other.status == 200
    assert [person["family_name"] for person in persons(shelf, founding)] == ["Albers", "Celik"]


def test_the_same_form_sent_twice_adds_one_person(shelf: Any, plain: Any, founding: int) -> None:
    opened(plain)
    before = plain.page
    plain.send("contains(@class,'form')", **PERSON)
    plain.page = before
    plain.send("contains(@class,'form')", **PERSON)
    assert len(persons(shelf, founding)) == 1


def test_someone_in_the_list_already_is_completed_instead_of_doubled(shelf: Any, plain: Any, founding: int) -> None:
    with shelf.database.write() as session:
        citizen = session.scalars(select(Conversation.citizen_id)).one()
        known = [Change("persons[p1].given_names", "Karl Heinz"), Change("persons[p1].family_name", "Brandt")]
        cases.write(session, founding, [*known, Change("persons[p1].type", "natural")], citizen, None, shelf.now())
    opened(plain)
    plain.send("contains(@class,'form')", **{**PERSON, "family_name": "Brandt"})
    (person,) = persons(shelf, founding)
    assert (person["id"], person["street"]) == ("p1", "Mühlweg 7")


def test_an_organisation_needs_no_first_name(shelf: Any, plain: Any, founding: int) -> None:
    opened(plain)
    row = {
        **PERSON,
        "given_names": "",
        "family_name": "",
        "birth_date": "",
        "company_name": "Sportverein Musterhausen e. V.",
    }
    plain.send("contains(@class,'form')", **row)
    (person,) = persons(shelf, founding)
    assert (person["company_name"], person["type"]) == ("Sportverein Musterhausen e. V.", "legal_private")


def test_before_consent_there_is_no_form(plain: Any) -> None:
    plain.say("Hallo")
    opened(plain)
    assert "/personen" not in plain.source.split("<main")[1]


def test_a_made_up_link_opens_nothing(plain: Any) -> None:
    plain.open("/personen/abc")
    assert plain.status == 410
