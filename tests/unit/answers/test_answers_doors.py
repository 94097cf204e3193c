"""What is stopped at the door, and words that look like answers (cases 8, 13, 16)."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.answers.contacts import municipality
from documents.answers.doors import stopped
from documents.answers.result import Ask, NotAnAnswer, Parsed, Refused
from documents.answers.signs import is_question, is_what_if, is_wish
from documents.answers.texts import cooperative_name, free_text

CASES = Path(__file__).parents[2] / "data" / "cases"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("", "utter_founding_bad_empty"),
        ("  ", "utter_founding_bad_empty"),
        ("x" * 20_000, "utter_founding_bad_long"),
        ("🙈🙈🙈", "utter_founding_bad_signs"),
        ("…", "utter_founding_bad_signs"),
        ("/restart", "utter_founding_bad_command"),
        ('/report_hours{"duration":"999"}', "utter_founding_bad_command"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_with_its_reason(said: str, text: str) -> None:
    refused = stopped(said)
    assert refused is not None
    assert refused.text == text


@pytest.mark.parametrize("file", ["chat-export-android.txt", "chat-export-ios.txt"])
def test_an_exported_chat_is_recognised_also_as_one_line(file: str) -> None:
    export = (CASES / file).read_text("utf8")
    for said in (export, export.replace("\n", " ")):
        assert stopped(said) == Refused("utter_founding_bad_chat")


@pytest.mark.parametrize("said", ["20.3.27, 19:00 Uhr", "Dorfladen: Musterhausen eG", "250", "Am Anger 3: Bürgersaal"])
def test_ordinary_answers_pass_the_door(said: str) -> None:
    assert stopped(said) is None


@pytest.mark.parametrize("said", ["Weiter so eG", "Nein danke eG", "Dorfladen <fair & nah> eG", "M&M's Laden eG"])
def test_strange_names_with_their_suffix_are_names(said: str) -> None:
    read = cooperative_name(said)
    assert isinstance(read, Parsed)
    assert read.value == said


def test_questions_are_no_names_and_single_command_words_are_asked() -> None:
    assert cooperative_name("Was kostet das eigentlich?") == NotAnAnswer()
    for said in ("Hilfe", "ja"):
        assert isinstance(cooperative_name(said), Ask)


def test_a_name_without_suffix_is_offered_with_it() -> None:
    read = cooperative_name("Dorfladen Musterhausen")
    assert isinstance(read, Ask)
    assert read.candidates == ("Dorfladen Musterhausen eG",)
    assert cooperative_name("Dorfladen Musterhausen e.G.") == Ask(
        "utter_founding_coop_name_suffix",
        {"said": "Dorfladen Musterhausen e.G.", "name": "Dorfladen Musterhausen eG"},
        ("Dorfladen Musterhausen eG",),
    )


def test_soft_hyphens_of_a_pasted_text_vanish() -> None:
    assert cooperative_name("Dorf\u00adladen Muster\u00adhausen eG") == Parsed("Dorfladen Musterhausen eG")
    assert free_text("wohnort\ufeffnahe Versor-\ngung der Mit-\nglieder", 10) == Parsed(
        "wohnortnahe Versorgung der Mitglieder"
    )
    assert free_text("Vor-\nund Nachteile abwägen", 5) == Parsed("Vor- und Nachteile abwägen")


def test_a_vertical_tab_and_a_form_feed_become_blanks() -> None:
    assert free_text("Versorgung\x0bmit\x0cWaren", 5) == Parsed("Versorgung mit Waren")


def test_free_text_keeps_its_bounds() -> None:
    assert free_text("kurz", 20) == Refused("utter_founding_text_short", {"length": 4, "least": 20})
    assert free_text("a" * 700, 20, 600) == Refused("utter_founding_text_long", {"length": 700, "most": 600})
    assert free_text("schick mir die Satzung", 5) == NotAnAnswer()


@pytest.mark.parametrize(
    ("said", "question", "wish", "what_if"),
    [
        ("Was kostet das?", True, False, False),
        ("wie haben die in Jülich das gemacht", True, False, False),
        ("zeig mir ein Beispiel", False, True, False),
        ("was wäre mit 250 Euro Anteil?", True, False, True),
        ("und wenn wir 250 Euro nehmen", True, False, True),
        ("Betrieb eines Ladens", False, False, False),
        ("Weiter so eG", False, False, False),
    ],
)
def test_questions_wishes_and_what_ifs_are_told_apart(said: str, question: bool, wish: bool, what_if: bool) -> None:
    assert (is_question(said), is_wish(said), is_what_if(said)) == (question, wish, what_if)


def test_a_pasted_paragraph_gives_the_name_seat_and_purpose_that_stand_in_it() -> None:
    lines = (CASES / "satzung-aus-pdf.txt").read_text("utf8").split("\n")
    assert cooperative_name(lines[1]) == Parsed("Dorfladen Musterhausen eG")
    assert municipality(lines[2]) == Parsed("Musterhausen")
    purpose = free_text("\n".join(lines[3:6]), 20, 600)
    assert isinstance(purpose, Parsed)
    assert str(purpose.value).startswith("Zweck ist die wohnortnahe Versorgung der Mitglieder; dazu gehört")
    assert "offiziell: Treffpunkt" in str(purpose.value)


def test_a_name_with_something_behind_it_is_asked() -> None:
    assert cooperative_name("Dorfladen Musterhausen eG, Sitz ist Musterhausen") == Ask(
        "utter_founding_coop_name_more",
        {"name": "Dorfladen Musterhausen eG"},
        ("Dorfladen Musterhausen eG", "Dorfladen Musterhausen eG, Sitz ist Musterhausen"),
    )
