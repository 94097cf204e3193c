"""What the command line prints of the library."""

import json
from datetime import date

import pytest

from data.library import Library, UnknownRecord, operate


def test_every_line_in_gives_one_json_line_out(library: Library) -> None:
    lines = list(operate.search_lines(library, ["freibad retten\n", "\n", "asdf jklö\r\n"]))
    answers = [json.loads(line) for line in lines]
    assert [answer["query"] for answer in answers] == ["freibad retten", "", "asdf jklö"]
    assert answers[0]["results"][0]["id"] == "swimming-pool"
    assert set(answers[0]["results"][0]) == {"kind", "id", "title", "score"}
    assert answers[1]["results"] == answers[2]["results"] == []
    assert all(line.isascii() for line in lines)


@pytest.mark.parametrize("record_id", ["swimming-pool", "pool-operator-coop", "bolando-eg", "gvwe"])
def test_a_record_is_shown_whole_and_as_json(library: Library, record_id: str) -> None:
    shown = operate.show(library, record_id)
    assert json.loads(json.dumps(shown)) == shown
    assert shown["checked_on"]
    assert shown["kind"] in ("challenge", "solution", "example", "supporter")


def test_a_challenge_is_shown_with_what_belongs_to_it(library: Library) -> None:
    shown = operate.show(library, "market-hall")
    assert shown["solution_ids"] == ["market-hall-coop"]
    assert shown["twin_ids"] == ["regionale-lebensmittelversorgung"]


def test_an_unknown_id_is_an_error_of_ours(library: Library) -> None:
    with pytest.raises(UnknownRecord):
        operate.show(library, "x" * 10000)


def test_stale_facts_are_plain_values(library: Library) -> None:
    facts = operate.stale_facts(library, date(2026, 11, 25))
    assert json.loads(json.dumps(facts)) == facts
    assert set(facts[0]) == {"kind", "id", "fact", "as_of", "reason"}
