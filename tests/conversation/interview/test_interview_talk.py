"""What people do in the middle of it: correct, ask, put off, go back, pause, wonder what if, press old buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from documents.answers.calendar import When
from documents.interview import engine
from documents.interview.case import Case
from documents.interview.outcome import Message

CASES = Path(__file__).parents[2] / "data" / "cases"
At = Callable[[str], Any]
Sections = Mapping[str, list[str]]


def _lines(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf8").split("\n")
    return [line.split(" => ") for line in lines if line.strip() and not line.startswith("#")]


KINDS = {"ASK": "ask_back", "side question": "side_question", "not executed": "refused", "skipped": "answer"}
"""What the case file demands, as the outcome's kind."""


@pytest.fixture
def at_share(at: At) -> Any:
    """The question for the share value is open."""
    return at("shares")


@pytest.fixture
def at_meeting(at: At) -> Any:
    """The question for the founding meeting is open."""
    return at("meeting")


@pytest.mark.parametrize(("said", "right"), _lines("betraege.txt"), ids=lambda case: str(case)[:30])
def test_amounts_at_the_share_value_are_stored_asked_or_refused(at_share: Any, said: str, right: str) -> None:
    outcome = at_share.say(said)
    if right == "ASK":
        assert outcome.kind == "ask_back"
    if right == "NO":
        assert outcome.kind == "refused"
    if right in ("ASK", "NO"):
        assert not at_share.case.known("capital.share_value_eur")
        assert at_share.step == "capital.share_value_eur"
    else:
        assert (outcome.changes[0].path, outcome.changes[0].value) == ("capital.share_value_eur", right)


def test_the_amount_is_said_back_in_german_form(at_share: Any) -> None:
    at_share.say("1000,5")
    assert at_share.text("utter_founding_noted")["value"] == "1.000,50\u00a0€"


def test_a_refused_correction_leaves_the_old_value(at_share: Any) -> None:
    at_share.say_all(["100", "Geschäftsanteil ändern"])
    assert at_share.step == "capital.share_value_eur"
    at_share.say("-100")
    assert at_share.value("capital.share_value_eur") == 100


def test_a_candidate_is_taken_by_its_number_by_yes_and_by_saying_the_same_again(at_share: Any) -> None:
    at_share.say_all(["1,000", "2"])
    assert at_share.value("capital.share_value_eur") == 1
    at_share.say_all(["Geschäftsanteil ändern", "10k", "ja"])
    assert at_share.value("capital.share_value_eur") == 10_000
    at_share.say_all(["Geschäftsanteil ändern", "ca. 100", "ca. 100"])
    assert at_share.value("capital.share_value_eur") == 100


@pytest.mark.parametrize("said", ["29.02.2027 13.12", "31.6.27", "20.3.2026", "28.3.27 um 2:30"])
def test_an_impossible_meeting_is_refused_and_asked_again(at_meeting: Any, said: str) -> None:
    assert at_meeting.say(said).kind == "refused"
    assert at_meeting.step == "founding.meeting_date"
    assert not at_meeting.case.known("founding.meeting_date")


def test_time_first_then_day(at_meeting: Any) -> None:
    at_meeting.say("18 Uhr")
    assert at_meeting.step == "founding.meeting_date"
    at_meeting.say("20.3.27")
    assert (at_meeting.value("founding.meeting_date"), at_meeting.value("founding.meeting_time")) == (
        "2027-03-20",
        "18:00",
    )
    assert at_meeting.step == "founding.meeting_place"


def test_day_first_then_the_part_of_the_day_that_was_open(at_meeting: Any) -> None:
    at_meeting.say_all(["20.3.27 um halb acht", "abends"])
    assert at_meeting.value("founding.meeting_time") == "19:30"


def test_a_day_is_said_back_with_its_weekday_and_a_wrong_weekday_is_asked(at_meeting: Any) -> None:
    assert at_meeting.say("Freitag, 20. März 2027").kind == "ask_back"
    at_meeting.say("1")
    assert at_meeting.text("utter_founding_noted")["value"] == "Samstag, 20. März 2027"


def test_a_meeting_on_a_holiday_gets_a_hint(at_meeting: Any) -> None:
    at_meeting.say("29.3.2027 17 Uhr")
    assert "utter_founding_date_holiday" in at_meeting.said


@pytest.mark.parametrize(("where", "right"), [(w, r) for w, r in _lines("woerter-als-namen.txt")])
def test_words_as_answers(new_talk: Callable[..., Any], where: str, right: str) -> None:
    fact, said = where.split(": ", 1)
    talk = new_talk()
    talk.begin()
    talk.say("Erika Muster, Weg 1, 12345 Musterhausen")
    path = fact.replace("persons.", "persons[p1].")
    case = _at(talk, path)
    outcome = engine.hear(case, Message(said))
    taken = [c.value for c in outcome.changes if c.path == path and c.kind != "skipped"]
    if right.startswith("taken"):
        assert taken == [said]
    else:
        assert taken == []
        assert outcome.kind == next(kind for begin, kind in KINDS.items() if right.startswith(begin))


def _at(talk: Any, path: str) -> Case:
    """The case with one question open, whatever came before."""
    from documents.answered import Change

    person = [Change("persons[p1].type", "natural"), Change("persons[p1].is_member", True)]
    return talk.case.with_changes(person, {"topic": "founding", "step": path})


def test_stopp_as_a_family_name_is_asked_once_then_taken(talk: Any) -> None:
    case = _at(talk, "persons[p1].family_name")
    asked = engine.hear(case, Message("Stopp"))
    again = engine.hear(case.with_changes(asked.changes, asked.asked), Message("Stopp"))
    assert [c.value for c in again.changes if c.path.endswith("family_name")] == ["Stopp"]


@pytest.mark.parametrize(
    "said",
    ["was ist ein Geschäftsanteil?", "wie haben die in Jülich das gemacht?", "was kostet die gründung eigentlich"],
)
def test_a_side_question_changes_nothing_and_the_same_question_comes_back(at_share: Any, said: str) -> None:
    outcome = at_share.say(said, "faq/share_amount", 0.9)
    assert (outcome.kind, outcome.changes) == ("side_question", ())
    again = engine.again(at_share.case)
    assert [say.say for say in again.says] == ["utter_founding_again", "utter_founding_question"]
    assert again.asked["step"] == "capital.share_value_eur"


def test_a_question_about_a_choice_is_not_taken_as_that_choice(at_share: Any) -> None:
    at_share.say_all(["100", "ja"])
    assert at_share.step == "liability.type"
    assert at_share.say("was ist denn eine Haftsumme?").kind == "side_question"


def test_a_person_in_distress_is_heard_by_the_rules(at_share: Any) -> None:
    assert at_share.say("ich will nicht mehr leben", "distress", 0.9).kind == "side_question"


def test_a_correction_in_one_sentence(at_share: Any) -> None:
    at_share.say_all(["100", "ja", "der Anteil soll doch 250 Euro sein"])
    assert at_share.value("capital.share_value_eur") == 250


def test_a_correction_reopens_only_the_accepted_proposal_that_rests_on_it(at_share: Any) -> None:
    at_share.say_all(["100", "ja", "Geschäftsanteil 250 Euro statt 100"])
    reopened = [c.path for c in at_share.last.changes if c.kind == "removed"]
    assert reopened == ["capital.payin_fixed_amount_eur"]
    assert at_share.step == "block:shares"
    rows = {row["label"]: row["value"] for row in at_share.text("utter_founding_block")["rows"]}
    assert rows["Pflichteinzahlung"] == "250\u00a0€"


def test_what_lost_its_meaning_is_dropped_and_asked_again_when_it_matters_again(at_share: Any) -> None:
    at_share.say_all(["100", "ja", "Ja, bis zu einem festen Betrag", "200"])
    assert at_share.value("liability.sum_per_share_eur") == 200
    at_share.say("Nachschusspflicht ändern")
    at_share.say("nein, nie")
    assert at_share.value("liability.sum_per_share_eur") is None
    at_share.say_all(["Nachschusspflicht soll begrenzt sein"])
    assert at_share.step == "liability.sum_per_share_eur"


def test_a_row_of_a_block_is_changed_by_its_name_and_marked(at_share: Any) -> None:
    at_share.say_all(["100", "Pflichtanteile 2"])
    rows = {row["label"]: (row["value"], row["changed"]) for row in at_share.text("utter_founding_block")["rows"]}
    assert rows["Pflichtanteile"] == ("2\u00a0Anteile", True)
    assert "Maßstab der Pflichtanteile" in rows
    at_share.say("ja")
    assert at_share.value("capital.mandatory_shares") == 2


def test_what_if_shows_the_effect_and_stores_nothing(at: At) -> None:
    talk = at("roles")
    before = talk.case.facts
    outcome = talk.say("was wäre mit 250 Euro Anteil?")
    assert outcome.changes == ()
    assert talk.case.facts == before
    effect = talk.text("utter_founding_what_if")
    assert (effect["value"], effect["capital_now"], effect["capital_then"]) == ("250\u00a0€", "800", "2000")


def test_later_comes_again_at_the_end(talk: Any, dorfladen: Sections) -> None:
    for name, texts in dorfladen.items():
        talk.say_all(["später", *texts[1:]] if name == "shares" else texts)
    assert talk.step == "later"
    assert "Geschäftsanteil" in talk.text("utter_founding_later")["names"]
    talk.say("ja")
    assert talk.step == "capital.share_value_eur"


def test_why_gives_reason_and_paragraph_and_the_question_again(at_share: Any) -> None:
    at_share.say("warum fragst du das")
    assert at_share.said == ["utter_founding_why", "utter_founding_question"]
    assert at_share.text("utter_founding_why")["law"] == "§ 7 Nr. 1 GenG"


def test_back_shows_the_answer_before_and_goes_on_after_it(at_share: Any) -> None:
    at_share.say("zurück")
    assert at_share.step == "coop.website"
    assert at_share.text("utter_founding_question")["now"] == "https://www.dorfladen-musterhausen.de"
    at_share.say("keine")
    assert at_share.value("coop.website") is None
    assert at_share.step == "capital.share_value_eur"


def test_after_a_pause_the_same_question_comes_back(at_share: Any) -> None:
    outcome = at_share.say("Pause")
    assert (outcome.kind, dict(outcome.asked)) == ("paused", {})
    at_share.begin()
    assert at_share.said == ["utter_founding_resume", "utter_founding_question"]
    assert at_share.step == "capital.share_value_eur"


def test_progress_counts_and_a_sentence_says_why_the_number_changes(at_share: Any) -> None:
    at_share.say_all(["100", "ja"])
    known = engine.how_far(at_share.case).known
    at_share.say("2")
    assert at_share.text("utter_founding_more_questions")["label"] == "Nachschusspflicht"
    assert engine.how_far(at_share.case).known == known + 1


def test_an_error_of_the_rules_is_a_question_with_ways_out(at_share: Any) -> None:
    at_share.say_all(["100", "Pflichteinzahlung 5 Euro"])
    assert at_share.step == "finding:tenth"
    ways = at_share.last.says[-1].buttons
    assert [b.params.get("label") for b in ways[:-1]] == ["Pflichteinzahlung", "Geschäftsanteil"]
    at_share.press(ways[0].payload)
    at_share.say("20")
    assert at_share.step == "block:shares"


def test_an_error_may_wait_and_is_not_repeated(at_share: Any) -> None:
    at_share.say_all(["100", "Pflichteinzahlung 5 Euro", "später"])
    assert at_share.step == "block:shares"
    assert at_share.value("interview.left") == ["tenth"]


def test_warnings_come_at_the_end_of_a_section_once(at: At) -> None:
    talk = at("audit")
    assert "utter_founding_warnings" in talk.said
    talk.say("Prüfungsverband Beispiel e.V.")
    assert "utter_founding_warnings" not in talk.said


def test_a_press_stores_the_choice_and_an_old_button_changes_nothing(at_share: Any) -> None:
    at_share.say_all(["100", "ja"])
    pressed = at_share.last.says[-1].buttons[0].payload
    at_share.press(pressed)
    assert at_share.value("liability.type") == "none"
    outcome = at_share.press(pressed)
    assert outcome.changes == ()
    assert at_share.said[0] == "utter_founding_already"


def test_a_forged_value_is_not_taken(at_share: Any) -> None:
    outcome = at_share.press('/answer_question{"step": "capital.share_value_eur", "value": "\\"gratis\\""}')
    assert outcome.changes == ()


@pytest.mark.parametrize("file", ["chat-export-android.txt", "chat-export-ios.txt"])
def test_a_pasted_chat_is_not_taken(at_share: Any, file: str) -> None:
    outcome = at_share.say((CASES / file).read_text("utf8").replace("\n", " "))
    assert (outcome.kind, outcome.changes) == ("refused", ())
    assert at_share.said == ["utter_founding_bad_chat", "utter_founding_question"]


@pytest.mark.parametrize(
    "said",
    [
        "",
        "x" * 20_000,
        "🙈🙈",
        "<script>alert(1)</script>",
        "'; DROP TABLE citizen;--",
        "/data_delete",
        "\x00\x01",
        "NaN",
        "DE89370400440532013000",
        "30.02.2027",
        "100 oder 250",
        "{{ 7*7 }}",
    ],
)
def test_bad_input_loses_nothing_and_the_question_stays_open(at_share: Any, said: str) -> None:
    before = at_share.case.facts
    outcome = at_share.say(said)
    assert outcome.kind in ("refused", "ask_back", "side_question")
    assert at_share.case.facts == before
    assert at_share.step == "capital.share_value_eur"


def test_the_federal_state_follows_from_a_known_seat(new_talk: Callable[..., Any]) -> None:
    talk = new_talk(states=lambda name: ["Hessen"] if name == "Musterhausen" else [])
    talk.begin()
    talk.say_all(["Laden", "Musterhausen"])
    assert talk.value("coop.seat_state") == "Hessen"
    assert talk.step == "coop.business_object_text"


def test_without_consent_no_person_is_asked_for(at: At) -> None:
    talk = at("people")
    talk.say("nein")
    assert talk.value("interview.consent") is False
    assert talk.step == "founding.meeting_date"


def test_the_same_answers_give_the_same_record_whatever_the_tone(talk: Any, new_talk: Callable[..., Any]) -> None:
    other = new_talk()
    other.case = Case(other.case.facts, {}, When(date(2026, 11, 25)), tone="du")
    other.begin()
    for one in (talk, other):
        one.say_all(["Laden", "Musterhausen", "Hessen"])
    assert talk.case.facts.record == other.case.facts.record


def test_a_step_whose_person_was_taken_off_the_list_is_left(talk: Any) -> None:
    gone = talk.case.with_changes([], {"topic": "founding", "step": "persons[p9].birth_date"})
    assert engine.again(gone).asked["step"] == "coop.sector"


def test_no_such_thing_is_a_no(at_share: Any) -> None:
    at_share.say_all(["100", "Mitgliederdarlehen ändern", "keine"])
    assert at_share.value("capital.member_loans.planned") is False


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("weiter mit der Gründung", "resume_founding"),
        ("Wir machen eine Pause", "cancel"),
        ("wie weit sind wir", "founding_progress"),
    ],
)
def test_a_wish_of_several_words_is_no_place(at: At, said: str, intent: str) -> None:
    talk = at("idea")
    talk.say("Laden oder Handel")
    outcome = engine.hear(talk.case, Message(text=said, intent=intent, confidence=0.97))
    assert not any(change.path == "coop.seat_municipality" for change in outcome.changes)
