"""The whole way: a village shop in few answers, every path to its end, no fact without a question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.completeness import missing, out_of_type
from documents.fields import Phase, fields
from documents.interview import engine
from documents.interview.kinds import kind_of, titles
from documents.interview.questions import OWN, questions
from documents.rules.check import check

Talks = Callable[..., Any]


def test_a_dorfladen_with_eight_founders_takes_at_most_60_answers_and_25_about_the_cooperative(
    at: Callable[[str], Any], dorfladen: Mapping[str, list[str]]
) -> None:
    talk = at("end")
    assert talk.last.kind == "done"
    assert talk.answers <= 60
    own = sum(len(dorfladen[name]) for name in ("idea", "name", "shares", "rules"))
    assert own <= 25


def test_its_record_has_no_error_and_nothing_is_missing_for_the_founding(
    at: Callable[[str], Any],
) -> None:
    talk = at("end")
    record = engine.full_record(talk.case.facts)
    assert [f.key for f in check(record) if f.severity == "error"] == []
    assert set(missing(record, Phase.invited)) <= {"coop.expected_employees"}  # comes with the figures of the plan
    assert out_of_type(record) == []


def test_with_figures_of_the_plan_it_still_takes_at_most_60_answers(at: Callable[[str], Any]) -> None:
    talk = at("plan")
    talk.say_all(["ja", "nein", "85.000", "25.000", "40.000", "20.000"])
    talk.say_all(["420.000; 470.000; 505.000", "-9.000; 1.500; 6.200"])
    talk.say_all(["1.800", "5", "ja"])
    assert talk.last.kind == "done"
    assert talk.answers <= 60
    assert talk.value("plan.result_y1") == -9000
    assert missing(engine.full_record(talk.case.facts), Phase.founded) == []


def test_every_fact_that_people_know_has_exactly_one_question() -> None:
    asked = {path for path, field in fields().items() if field.source == "ask"}
    covered = [fact for q in questions().values() for fact in (q.fact, *q.with_) if not fact.startswith(OWN)]
    assert set(covered) == asked
    assert len([f for f in questions() if not f.startswith(OWN)]) == len(asked)


def test_every_block_is_used_and_every_choice_is_one_of_the_field() -> None:
    used = {q.block for q in questions().values() if q.block}
    assert used == set(questions().blocks)
    for question in questions().values():
        if question.choices and question.field is not None:
            assert set(question.choices) <= set(question.field.choices), question.fact
            assert set(titles(question)) == set(question.field.choices), question.fact


@pytest.mark.parametrize("tone", ["sie", "du", "leicht"])
def test_every_question_has_words_in_every_tone(tone: str) -> None:
    assert all(q.ask.of(tone).strip() and q.why.strip() for q in questions().values())


def test_constants_and_derived_facts_are_never_asked() -> None:
    assert all(q.field is None or q.field.source == "ask" for q in questions().values())


@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_on_every_path_every_fact_gets_asked(data: st.DataObject, new_talk: Talks) -> None:
    """Whatever is chosen, the interview ends, and nothing that matters is missing but what was put off."""
    talk = new_talk()
    talk.begin()
    for _ in range(220):
        if talk.last.kind == "done":
            break
        talk.say(_some_answer(talk, data))
    assert talk.last.kind == "done", talk.step
    record = engine.full_record(talk.case.facts)
    put_off = {path for path, kind in talk.case.facts.status.items() if kind == "skipped"}
    plan = (
        set()
        if talk.value("interview.plan")
        else {p for p in fields() if p.startswith("plan.")} | {"coop.expected_employees"}
    )
    assert set(missing(record, Phase.founded)) - put_off - plan == set()


def _some_answer(talk: Any, data: st.DataObject) -> str:
    """An answer of the kind that is asked, any choice as likely as the other."""
    step = talk.step
    if step.startswith("block:"):
        return _some_row(talk, step, data)
    if step.startswith("finding:"):
        return "später"
    if step == "later":
        return "nein"
    question = talk.case.questions[step]
    kind = kind_of(question)
    if step.startswith("persons[]."):
        return "niemand"
    if kind == "choice":
        return str(data.draw(st.integers(1, len(titles(question)))))
    if kind in ("yes_no", "some"):
        return data.draw(st.sampled_from(["ja", "nein"]))
    return PLAIN[kind](talk, step)


def _some_row(talk: Any, step: str, data: st.DataObject) -> str:
    """Accept a block, or change one row of choices first (once: a changed row is known and not drawn again)."""
    rows = [
        q
        for q in talk.case.questions.in_block(step.removeprefix("block:"))
        if kind_of(q) in ("choice", "yes_no", "some")
    ]
    open_rows = [q for q in rows if not q.of_person and talk.case.matters(q) and not talk.case.known(q.fact)]
    if open_rows and data.draw(st.booleans()):
        question = data.draw(st.sampled_from(open_rows))
        words = list(titles(question).values()) or ["ja", "nein"]
        return f"{question.name} ändern: {data.draw(st.sampled_from(words))}"
    return "ja"


def _persons(talk: Any, _: str) -> str:
    count = len(talk.case.persons)
    return "fertig" if count >= 6 else f"Anna Test{'abcdef'[count]}, Weg {count + 1}, 12345 Musterhausen, geb. 1.2.1970"


def _pick(step: str) -> str:
    return {"supervisory.member_ids": "3, 4, 5", "board.member_ids": "1, 2"}.get(step, "1, 2, 3")


PLAIN: Mapping[str, Callable[[Any, str], str]] = {
    "address_line": lambda *_: "Am Anger 1, 12345 Musterhausen",
    "amount": lambda *_: "1000",
    "amounts": lambda *_: "1000; 2000; 3000",
    "birthday": lambda *_: "3.4.1970",
    "consent": lambda *_: "ja",
    "cooperative_name": lambda *_: "Dorfladen Musterhausen eG",
    "day": lambda *_: "1.3.2027",
    "federal_state": lambda *_: "Hessen",
    "figure": lambda *_: "100",
    "medium": lambda *_: "Musterhäuser Bote",
    "moment": lambda *_: "20.3.2027 19 Uhr",
    "months": lambda *_: "6",
    "municipality": lambda *_: "Musterhausen",
    "one_text": lambda *_: "Musterhäuser Bote",
    "percent": lambda *_: "10",
    "person": lambda *_: "6",
    "persons": lambda talk, step: _persons(talk, step) if step == "interview.persons" else _pick(step),
    "place": lambda *_: "Musterhausen",
    "several": lambda *_: "1",
    "signed_amount": lambda *_: "1000",
    "text": lambda *_: "Förderung der Mitglieder durch ein Angebot im Ort",
    "time": lambda *_: "19 Uhr",
    "website": lambda *_: "keine",
    "whole": lambda *_: "60",
}
