"""What people say beside an answer: a place in the first sentence is offered where the seat is asked next."""

from __future__ import annotations

from dataclasses import replace

from pydantic import JsonValue

from documents.answers.result import Ask
from documents.interview import saying
from documents.interview.case import Case
from documents.interview.outcome import Outcome

SEAT = "coop.seat_municipality"


def with_seat(case: Case, outcome: Outcome, text: str) -> Outcome:
    """The outcome, asking whether the one place that the text names is the seat, if the seat is what comes next."""
    towns = case.towns(text) if outcome.asked.get("step") == SEAT else ()
    if len(towns) != 1:
        return outcome
    offered = Ask("utter_founding_seat_meant", {"place": towns[0]}, (towns[0],))
    pending: JsonValue = {"values": [towns[0]], "said": text}
    says = (*outcome.says[:-1], saying.ask_back(case, SEAT, offered))
    return replace(outcome, says=says, asked={**outcome.asked, "pending": pending})
