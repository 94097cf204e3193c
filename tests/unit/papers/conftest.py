"""The founding after its meeting, its papers (made once a session), and the statutes as text."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from documents import dossier
from documents.dossier import Dossier
from documents.papers.compose import compose, facts_of
from documents.papers.texts import papers
from documents.record import load_record
from documents.rendering.plain import plain_text

Changed = Callable[[Mapping[str, Any]], dict[str, Any]]

MEETING_HELD = {
    "events.invited_on": "2027-03-01",
    "events.invited_count": "9",
    "events.invitation_finding": "ordnungsgemäß",
    "events.discussion": "keine Fragen",
    "events.founded_on": "2027-03-20",
    "events.start_time": "19:00",
    "events.end_time": "21:30",
    "events.present_count": 8,
    "events.votes_total": 7,
    "events.votes.chair": {"yes": 7, "no": 0, "abstain": 0, "finding": "angenommen"},
    "events.votes.statutes": {"yes": 7, "no": 0, "abstain": 0, "finding": "angenommen"},
    "events.votes.association": {"yes": 6, "no": 0, "abstain": 1, "finding": "angenommen"},
    "events.elections": [
        {"organ": organ, "person_id": person, "yes": 6, "no": 0, "abstain": 1, "accepted": True}
        for organ, persons in (("board", ("p1", "p2")), ("supervisory_board", ("p3", "p4", "p5")))
        for person in persons
    ],
    "events.supervisory_finding": "gewählt",
    "events.board_finding": "gewählt",
    "events.waiver_finding": "verzichtet",
    "events.second_meeting": "2027-06-01",
    "events.costs_finding": "zustimmend beraten",
    "events.other_points": "keine",
    "events.as_of": "2027-03-21",
}


@pytest.fixture(scope="session")
def build() -> Callable[[Mapping[str, Any]], Dossier]:
    """The papers of a record, made once however many tests look at them."""
    made = functools.cache(lambda text: dossier.build(json.loads(text)))
    return lambda record: made(json.dumps(record))


@pytest.fixture
def held(changed: Changed) -> dict[str, Any]:
    """The founding after its meeting, everything recorded."""
    return changed(MEETING_HELD)


@pytest.fixture
def statutes() -> Callable[[Mapping[str, Any]], str]:
    """The text of D01 for a record, without making a file of it."""
    text = next(text for text in papers() if text.meta.number == "D01")

    def read(record: Mapping[str, Any]) -> str:
        paper = compose(text, facts_of(load_record(record)))
        return " ".join(plain_text(paper).split())

    return read
