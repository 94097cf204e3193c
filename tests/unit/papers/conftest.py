"""One complete, lawful founding (invented), a way to change it, and a way to read a Word file back."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from documents import paths
from documents.dossier import Dossier
from documents.papers.compose import compose, facts_of
from documents.papers.texts import papers
from documents.record import load_record
from documents.rendering.blocks import Paper
from documents.rendering.plain import passages, plain_text

RECORD = json.loads((Path(__file__).parent / "freibad.json").read_text("utf8"))
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


@pytest.fixture
def freibad() -> dict[str, Any]:
    """A fresh copy of the founding."""
    return deepcopy(RECORD)


@pytest.fixture
def changed(freibad: dict[str, Any]) -> Changed:
    """The founding with other answers: `changed({"capital.share_value_eur": 250})`."""

    def change(answers: Mapping[str, Any]) -> dict[str, Any]:
        for path, value in answers.items():
            paths.put(freibad, path, value)
        return freibad

    return change


@pytest.fixture
def held(changed: Changed) -> dict[str, Any]:
    """The founding after its meeting, everything recorded."""
    return changed(MEETING_HELD)


@pytest.fixture
def text_of() -> Callable[[Dossier, str], str]:
    """The plain text of all papers whose file name begins so, header and footer included, blanks made ordinary."""

    def read(dossier: Dossier, start: str) -> str:
        return " ".join(plain(file.bytes) for file in dossier.files if file.name.startswith(start))

    return read


@pytest.fixture
def sentences() -> Callable[[Paper], list[str]]:
    """The text of every paragraph and cell of a paper, one by one."""
    return lambda paper: [passage.text for passage in passages(paper)]


@pytest.fixture
def statutes() -> Callable[[Mapping[str, Any]], str]:
    """The text of D01 for a record, without making a file of it."""
    text = next(text for text in papers() if text.meta.number == "D01")

    def read(record: Mapping[str, Any]) -> str:
        paper = compose(text, facts_of(load_record(record)))
        return " ".join(plain_text(paper).split())

    return read


def plain(word_file: bytes) -> str:
    """Everything that a reader sees, paragraph after paragraph."""
    with zipfile.ZipFile(io.BytesIO(word_file)) as package:
        parts = [name for name in package.namelist() if re.match(r"word/(document|header\d|footer\d)\.xml", name)]
        xml = "".join(package.read(name).decode() for name in sorted(parts))
    xml = re.sub(r"<w:instrText.*?</w:instrText>", "", xml)
    text = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</w:p>|<w:tab/>|<w:br/>", " ", xml)))
    return text.replace("\u00a0", " ")
