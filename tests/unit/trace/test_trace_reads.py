"""Which answers decide about a line of a template: those in it and those of the conditions around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.papers import texts
from documents.papers.people import People
from documents.record import load_record
from documents.trace.reads import PEOPLE, answers, reads

TEXT = """---
number: T1
---
1. Immer.
{% if capital.share_value_eur > 100 %}
1. Hoch: {{ capital.share_value_eur }}.
1. Auch hoch.
{% elif supervisory.exists %}
1. Mit Aufsichtsrat.
{% else %}
1. Sonst.
{% endif %}
{% for person in people.board %}
- {{ person.full_name }}
{% endfor %}
{% if phase.founded and vote("statutes").yes %}Beschlossen.{% endif %}
"""
SHARE, SUPERVISORY = "capital.share_value_eur", "supervisory.exists"


@pytest.fixture
def lines(tmp_path: Path) -> dict[int, set[str]]:
    file = tmp_path / "T1.md"
    file.write_text(TEXT, "utf8")
    return {line: set(paths) for line, paths in reads(file).items()}


def test_a_line_without_condition_depends_on_nothing(lines: dict[int, set[str]]) -> None:
    assert lines[4] == set()


def test_a_condition_decides_about_every_line_under_it(lines: dict[int, set[str]]) -> None:
    assert (lines[6], lines[7]) == ({SHARE}, {SHARE})


def test_what_stands_under_else_depends_on_all_conditions_before(lines: dict[int, set[str]]) -> None:
    assert (lines[9], lines[11]) == ({SHARE, SUPERVISORY}, {SHARE, SUPERVISORY})


def test_lists_of_people_events_and_votes_are_traced_to_their_answers(lines: dict[int, set[str]]) -> None:
    assert lines[14] == {"board.member_ids"}
    assert lines[16] == {"events.founded_on", "events.votes.statutes"}


def test_the_condition_of_a_text_is_read_too() -> None:
    assert answers("supervisory.exists and not capital.minimum_capital") == (SUPERVISORY, "capital.minimum_capital")


def test_every_list_of_people_is_known() -> None:
    own = vars(People(load_record({}))).keys() | {k for k, v in vars(People).items() if isinstance(v, property)}
    assert {name for name in own if not name.startswith("_")} == set(PEOPLE)


def test_every_text_of_ours_can_be_read() -> None:
    files = [*(text.path for text in texts.clauses().values()), *(text.path for text in texts.papers())]
    assert all(reads(file) for file in files)
