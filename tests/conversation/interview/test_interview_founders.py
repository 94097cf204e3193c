"""The list of founders inside the interview: lines, files, forms, taking out, gaps, answers about several persons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from documents.interview import engine

CASES = Path(__file__).parents[2] / "data" / "cases"
Sections = Mapping[str, list[str]]
ERIKA = "Erika Muster, Weg 1, 12345 Musterhausen"


@pytest.fixture
def at_list(at: Callable[[str], Any]) -> Any:
    """The list of persons is open, consent given."""
    talk = at("people")
    talk.say("ja")
    return talk


@pytest.fixture
def at_block(at: Callable[[str], Any], dorfladen: Sections) -> Any:
    """Eight persons are listed; what holds for all of them is open."""
    talk = at("people")
    talk.say_all(["ja", "\n".join(dorfladen["people"][1:-2]), "fertig"])
    return talk


def test_a_line_adds_a_person_and_is_said_back(at_list: Any) -> None:
    at_list.say(f"{ERIKA}, geb. 3.4.1970")
    assert at_list.text("utter_founding_persons_noted")["added"] == [f"{ERIKA}, 3. April 1970"]
    assert at_list.value("persons[p1].birth_date") == "1970-04-03"


def test_a_whole_list_in_one_message(at_list: Any, dorfladen: Sections) -> None:
    at_list.say("\n".join(dorfladen["people"][1:-2]))
    assert len(at_list.case.persons) == 8


def test_the_same_person_again_is_not_doubled(at_list: Any) -> None:
    at_list.say_all([ERIKA, ERIKA])
    assert len(at_list.case.persons) == 1
    assert at_list.text("utter_founding_persons_noted")["known"] == [ERIKA]


def test_fewer_than_three_are_not_enough_and_nothing_is_lost(at_list: Any) -> None:
    at_list.say(ERIKA)
    assert at_list.say("fertig").kind == "refused"
    assert at_list.step == "interview.persons"
    assert len(at_list.case.persons) == 1


def test_a_person_is_taken_out_by_number_or_name_and_ids_are_not_reused(at_list: Any) -> None:
    at_list.say_all([ERIKA, "Max Muster, Weg 2, 12345 Musterhausen", "2 entfernen"])
    assert [p["id"] for p in at_list.case.persons] == ["p1"]
    at_list.say("Erika Muster löschen")
    assert at_list.case.persons == []


def test_a_file_adds_its_persons_and_names_the_broken_row(at_list: Any) -> None:
    outcome = engine.add_file(at_list.case, (CASES / "mitglieder-abbruch.csv").read_bytes(), "liste.csv")
    noted = outcome.says[0].with_
    assert noted["count"] == 5
    assert [(p["row"], p["field"]) for p in noted["problems"]] == [(4, "email")]  # type: ignore[index,union-attr]


def test_rows_of_the_web_form_are_taken_like_lines(at_list: Any) -> None:
    row = {"given_names": "Erika", "family_name": "Muster", "street": "Weg 1", "zip": "12345", "city": "Musterhausen"}
    outcome = engine.add_persons(at_list.case, [row])
    assert [(c.path, c.value) for c in outcome.changes][0:2] == [
        ("persons[p1].given_names", "Erika"),
        ("persons[p1].family_name", "Muster"),
    ]


def test_a_side_question_at_the_list_is_no_person(at_list: Any) -> None:
    assert at_list.say("wie viele Leute brauchen wir denn?").kind == "side_question"


def test_shares_of_single_persons(at_block: Any) -> None:
    at_block.say_all(["Zahl der Anteile ändern", "1: 3, Max Mustermann: 2"])
    assert at_block.value("persons[p1].shares") == 3
    assert at_block.value("persons[p2].shares") == 2
    rows = {row["label"]: row["value"] for row in at_block.text("utter_founding_block")["rows"]}
    assert rows["Zahl der Anteile"] == "1\u00a0Anteil; Erika Musterfrau: 3\u00a0Anteile; Max Mustermann: 2\u00a0Anteile"
    assert "Erklärung über weitere Anteile" in rows


def test_named_persons_get_the_other_value(at_block: Any) -> None:
    at_block.say_all(["Mitglied als Unternehmer ändern", "2 und 3"])
    marked = [p["id"] for p in at_block.case.persons if p["entrepreneur"]]
    assert marked == ["p2", "p3"]


def test_relatives_are_pairs_of_the_list(at_block: Any) -> None:
    at_block.say_all(["Verwandtschaft ändern", "1: 2"])
    assert at_block.value("persons[p1].related_to") == ["p2"]


def test_whoever_shall_join_the_board_is_asked_for_the_birthday(at_block: Any) -> None:
    at_block.say_all(["ja", "1, 3"])
    assert at_block.step == "persons[p3].birth_date"
    assert at_block.text("utter_founding_question")["ask"] == "Wann ist Otto Testmann geboren?"
    at_block.say("20.3.27")
    assert at_block.last.kind == "ask_back"
    at_block.say("1.6.1959")
    assert at_block.value("persons[p3].birth_date") == "1959-06-01"
    assert at_block.step == "supervisory.member_ids"


def test_nobody_may_be_in_both_organs(at_block: Any) -> None:
    at_block.say_all(["ja", "1, 2", "2, 3, 4"])
    assert at_block.step == "finding:both_organs"
    at_block.say("Mitglieder des Aufsichtsrats ändern: 3, 4, 5")
    assert at_block.step == "founding.chair_id"


def test_an_address_of_a_person_is_corrected_in_one_line(at_block: Any) -> None:
    at_block.say("Straße von Erika Musterfrau ändern")
    assert at_block.step == "persons[p1].street"
    at_block.say("Am Anger 7, 54321 Neustadt")
    assert (at_block.value("persons[p1].street"), at_block.value("persons[p1].city")) == ("Am Anger 7", "Neustadt")


@pytest.mark.parametrize(
    ("said", "intent", "kind"),
    [
        ("schick mir die Unterlagen", "get_documents", "side_question"),
        ("weiter mit der Gründung", "resume_founding", "command"),
        ("erzähl mir was über Jülich", "ask_example", "side_question"),
        ("Geschäftsanteil ändern", "change_answer", "command"),
        ("Pause", "", "paused"),
    ],
)
def test_a_command_or_a_wish_at_the_list_is_no_person(at_list: Any, said: str, intent: str, kind: str) -> None:
    assert at_list.say(said, intent, 0.9).kind == kind
    assert at_list.case.persons == []


@pytest.mark.parametrize("said", ["Erika Muster", "erika muster", "Peter von der Heide"])
def test_a_name_alone_is_a_person_and_the_address_is_asked_later(at_list: Any, said: str) -> None:
    at_list.say(said, "out_of_scope", 0.8)
    assert len(at_list.case.persons) == 1
