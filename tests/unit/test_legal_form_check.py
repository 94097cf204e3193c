"""The check of the legal form ends with a reasoned recommendation, also against the eG."""

from __future__ import annotations

from typing import Any

import pytest

from documents.errors import UnknownAnswer
from documents.fields import fields
from documents.legal_form.engine import Result, next_question, progress
from documents.legal_form.table import Question, outcomes, questions

GOOD: dict[str, Any] = {
    "founders": 8,
    "benefit": ["buy"],
    "open": "yes",
    "vote": "yes",
    "business": "yes",
    "charitable": "no",
    "audit_costs": "yes",
    "start": "later",
    "activity": ["retail"],
    "public_bodies": "no",
    "minors": "no",
    "investors": "no",
    "managers": "yes",
    "plan": "yes",
}

STOPS = [
    ("founders", 1, "gmbh"),
    ("benefit", ["dividend"], "fund"),
    ("benefit", ["others"], "verein"),
    ("benefit", ["holdings"], "gmbh"),
    ("vote", "by_money", "gmbh"),
    ("business", "no", "verein"),
    ("activity", ["insurance"], "vvag"),
    ("activity", ["retail", "pharmacy"], "sole"),
    ("investors", "majority", "gmbh"),
]

BLOCKS = [
    ("founders", 2),
    ("open", "no"),
    ("activity", ["bank"]),
    ("minors", "yes"),
    ("managers", "no"),
]

WARNINGS = [
    ("founders", 4, "§ 9 Abs. 1 GenG"),
    ("charitable", "yes", "§ 55 Abs. 1 AO"),
    ("audit_costs", "no", "§ 53 GenG"),
    ("audit_costs", "unknown", "§ 53 GenG"),
    ("start", "under_three_months", "§ 13 GenG"),
    ("activity", ["licensed_craft"], "§ 7 Abs. 1 HwO"),
    ("activity", ["medical_centre"], "§ 95 Abs. 1a SGB V"),
    ("public_bodies", "yes", "NWM-Leitfaden C.III"),
    ("plan", "no", "§ 11a Abs. 2 GenG"),
    ("plan", "unknown", "§ 11a Abs. 2 GenG"),
]

SETS = [
    ("founders", 3, {"supervisory.exists": False}),
    ("founders", 21, {"supervisory.exists": True, "board.size_min": 2}),
    ("benefit", ["buy", "social"], {"coop.purpose_types": ["wirtschaft", "soziale_belange"]}),
    ("vote", "more_for_active", {"assembly.votes_mode": "multiple"}),
    ("charitable", "yes", {"coop.charitable": True}),
    ("activity", ["housing"], {"coop.sector": "housing", "coop.activities": ["letting"]}),
    ("investors", "some", {"membership.investing_allowed": True, "membership.investing_vote": "excluded"}),
]


def result(**changed: Any) -> Result:
    """The end of the check with the good answers, some of them changed."""
    end = next_question(GOOD | changed)
    assert isinstance(end, Result)
    return end


def test_questions_come_in_the_order_of_the_table() -> None:
    asked, answers = [], {}
    while isinstance(question := next_question(answers), Question):
        asked.append(question.number)
        answers[question.key] = GOOD[question.key]
    assert asked == [*range(1, 13), 14, 15]


def test_a_village_shop_fits_with_its_reasons() -> None:
    end = result()
    assert (end.recommendation, end.form, end.score) == ("fits", "eg", 11)
    assert end.warnings == ()
    assert [reason.basis for reason in end.reasons] == [
        "§ 1 Abs. 1 GenG",
        "§ 15 GenG, § 65 GenG",
        "§ 43 Abs. 3 GenG",
        "§ 1 Abs. 1 GenG",
    ]


@pytest.mark.parametrize(("question", "answer", "form"), STOPS)
def test_a_stop_ends_at_once_with_a_better_form(question: str, answer: Any, form: str) -> None:
    end = result(**{question: answer})
    assert (end.recommendation, end.form, end.question) == ("stop", form, question)
    assert end.reasons[0].text.sie
    assert "§" in end.reasons[0].basis


@pytest.mark.parametrize(("question", "answer"), BLOCKS)
def test_a_block_says_what_must_change_first(question: str, answer: Any) -> None:
    end = result(**{question: answer})
    assert (end.recommendation, end.form, end.question) == ("blocked", "eg", question)
    assert "§" in end.reasons[0].basis


@pytest.mark.parametrize(("question", "answer", "basis"), WARNINGS)
def test_a_warning_does_not_end_the_check(question: str, answer: Any, basis: str) -> None:
    end = result(**{question: answer})
    assert end.recommendation == "fits"
    assert any(basis in warning.basis for warning in end.warnings)


@pytest.mark.parametrize(("question", "answer", "known"), SETS)
def test_answers_fill_the_founding_record(question: str, answer: Any, known: dict[str, Any]) -> None:
    assert known.items() <= dict(result(**{question: answer}).sets).items()


def test_the_first_stop_counts_and_later_questions_are_not_asked() -> None:
    end = next_question({"founders": 1})
    assert isinstance(end, Result)
    assert end.alternatives == ("ug", "sole")


def test_the_energy_question_is_for_energy_alone() -> None:
    question = next_question(GOOD | {"activity": ["retail", "energy"]})
    assert isinstance(question, Question)
    assert question.key == "citizen_energy"
    end = result(activity=["energy"], citizen_energy="yes")
    assert end.sets["coop.eeg_citizen_energy"] is True
    assert len(end.warnings) == 2


def test_only_a_yield_stops_but_a_yield_beside_use_does_not() -> None:
    assert result(benefit=["use_services", "dividend"]).recommendation == "fits"


def test_who_does_not_know_much_yet_shall_compare() -> None:
    end = result(benefit=["unknown"])
    assert (end.recommendation, end.score) == ("fits", 8)
    end = result(vote="unknown", business="unknown")
    assert (end.recommendation, end.form, end.score) == ("possible", "eg", 6)
    assert end.alternatives == ("verein", "gmbh", "gbr")
    end = result(benefit=["unknown"], open="unknown", vote="unknown", charitable="yes")
    assert (end.recommendation, end.form, end.alternatives) == ("other", "verein", ("ggmbh",))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("founders", 0),
        ("founders", -3),
        ("founders", True),
        ("open", "perhaps"),
        ("benefit", []),
        ("open", ["yes", "no"]),
    ],
)
def test_an_unknown_answer_is_refused(question: str, answer: Any) -> None:
    with pytest.raises(UnknownAnswer):
        next_question(GOOD | {question: answer})


def test_a_number_may_also_be_picked_from_the_list() -> None:
    assert result(founders="more").sets["supervisory.exists"] is True


def test_progress_counts_the_questions_of_this_way() -> None:
    assert progress({}) == (0, 14)
    assert progress({"founders": 8, "activity": ["energy"]}) == (2, 15)


def test_every_question_is_worded_in_sie_and_du() -> None:
    assert [question.number for question in questions().values()] == list(range(1, 16))
    for question in questions().values():
        assert question.ask.sie.endswith("?") or question.ask.sie.endswith(".")
        assert question.ask.du, question.key
        assert "Sie " not in question.ask.spoken("du"), question.key


def test_texts_address_people_in_both_tones_or_in_none() -> None:
    endings = [
        part
        for question in questions().values()
        for answer in question.answers.values()
        for part in (answer.block, answer.stop, *answer.warn)
        if part
    ]
    for part in endings:
        addressed = any(word in f" {part.text.sie}" for word in (" Sie die", " Sie eine", " Sie be", " brauchen Sie"))
        assert part.text.du or not addressed, part.text.sie


def test_every_fact_that_an_answer_sets_has_a_possible_value() -> None:
    for question in questions().values():
        for answer in question.answers.values():
            for path, value in answer.set.items():
                choices = fields()[path].choices
                assert not choices or set(value if isinstance(value, list) else [value]) <= set(choices), path


def test_every_form_has_a_name_and_says_when_it_suits() -> None:
    for form in outcomes().forms.values():
        assert form.name
        assert form.suits.sie.endswith(".")
        assert form.basis
