"""The worked sequences of the facts (5.10, 2.2) and of the case book come out exactly; what is wrong has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.content import ContentError
from ledger.card.cases import Checked, check_file
from ledger.replay.run import Replayed, replay_file

FILES = Path(__file__).parents[2] / "data" / "ledger"


@pytest.mark.parametrize("name", ["points-cases", "punkte-zeit", "own-cases"])
def test_sequences_of_hours_and_points_come_out_as_worked(name: str) -> None:
    results = list(replay_file(FILES / f"{name}.yml"))
    assert results
    assert [result for result in results if not isinstance(result, Replayed) or result.differs] == []


def test_card_cases_come_out_as_worked() -> None:
    results = list(check_file(FILES / "card-cases.yml"))
    assert sum(len(result.line["results"]) for result in results if isinstance(result, Checked)) == 45
    assert [result for result in results if not isinstance(result, Checked) or result.differs] == []


@pytest.mark.parametrize("name", ["points-cases.yml", "card-cases.yml"])
def test_our_copies_are_those_of_the_checks(shared: Path, name: str) -> None:
    assert (FILES / name).read_text("utf8") == (shared / "checks" / name).read_text("utf8")


def test_an_organisation_that_nobody_confirms_for_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cases.yml"
    given = "given: {orgs: {O3: {}}, tasks: {T9: {org: O3}}}"
    event = "{do: credit, who: A, hours: 1, date: 2026-02-01, task: T9}"
    file.write_text(f"- id: x\n  {given}\n  events: [{event}]\n", "utf8")
    (wrong,) = replay_file(file)
    assert isinstance(wrong, ContentError)
    assert "unknown confirmer of 'O3'" in wrong.reason


GOOD = "- id: good\n  events:\n    - {do: clock, at: 2026-03-02T10:00}\n"


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("{do: fly, at: 2026-03-02T10:00}", "fly"),
        ("{do: donate, at: 2026-03-02T10:00, who: A, points: 0.3}", "no whole number of quarters"),
        ("{do: donate, at: 2026-03-02T10:00, who: A, points: -1}", "above zero"),
        ("{do: donate, at: 2026-03-02T10:00, who: A, points: .nan}", "no whole number of quarters"),
        ("{do: donate, at: 2026-03-02T10:00, who: A, points: .inf}", "no whole number of quarters"),
        ("{do: donate, at: 2026-03-02T10:00, who: A, points: yes}", "is no number"),
        ("{do: donate, at: 2026-03-02T10:00, who: Z, points: 1}", "unknown person 'Z'"),
        ("{do: confirm, at: 2026-03-02T10:00, by: OC, claim: c7}", "unknown claim 'c7'"),
        ("{do: clock, at: yesterday}", "is no time like"),
        ("{do: clock, at: 2026-03-29T02:30}", "does not exist"),
        ("{do: clock, at: 9999-12-31T10:00}", "lies outside"),
        ("{do: clock, at: 2026-03-02T10:00, hour: 3}", "Extra inputs"),
        ("{do: credit, who: A, hours: 2, date: soon}", "date"),
        ("{do: reverse, at: 2026-03-02T10:00, claim: c1, reason: angry}", "hours_inflated"),
        ("{at: 2026-03-02T10:00}", "do"),
    ],
)
def test_a_wrong_event_is_named_with_its_line_and_the_other_cases_still_run(
    tmp_path: Path, event: str, reason: str
) -> None:
    file = tmp_path / "cases.yml"
    file.write_text(f"- id: bad\n  events:\n    - {event}\n{GOOD}", "utf8")
    wrong, right = replay_file(file)
    assert isinstance(wrong, ContentError)
    assert (wrong.file, wrong.line) == (file, 3)
    assert reason in wrong.reason
    assert isinstance(right, Replayed)


@pytest.mark.parametrize("text", ["", "hello", "a: 1", "- 2026-02-30", "- [", "- {id: x, id: y}"])
def test_a_file_that_is_no_list_of_cases_is_a_content_error(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cases.yml"
    file.write_text(text, "utf8")
    with pytest.raises(ContentError):
        list(replay_file(file))


@pytest.mark.parametrize("case", ["- 3", "- id: x", "- {id: x, events: []}", "- {id: x, events: 3}", "- null"])
def test_a_case_without_events_is_an_error_of_its_own(tmp_path: Path, case: str) -> None:
    file = tmp_path / "cases.yml"
    file.write_text(f"{case}\n{GOOD}", "utf8")
    wrong, right = replay_file(file)
    assert isinstance(wrong, ContentError)
    assert isinstance(right, Replayed)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ("{age: -1}", "greater than or equal to 0"),
        ("{age: 34.5}", "integer"),
        ("{hours_week: .nan}", "finite"),
        ("{hours_weak: 3}", "hours_week"),
        ("{qualifications: [captain]}", "juleica"),
        ("3", "facts"),
    ],
)
def test_a_wrong_fact_is_named_with_its_line(tmp_path: Path, facts: str, reason: str) -> None:
    file = tmp_path / "cases.yml"
    file.write_text(f"- id: bad\n  facts: {facts}\n  expect: {{BY: {{}}}}\n", "utf8")
    (wrong,) = check_file(file)
    assert isinstance(wrong, ContentError)
    assert wrong.line == 2
    assert reason in f"{wrong.reason} {wrong.suggestion}"


def test_an_unknown_land_and_an_override_that_no_town_can_set_are_wrong_input(tmp_path: Path) -> None:
    file = tmp_path / "cases.yml"
    file.write_text(
        "- {id: a, facts: {}, expect: {XX: {}}}\n"
        "- {id: b, facts: {}, override: {HE: {min_hours: 3}}, expect: {HE: {}}}\n",
        "utf8",
    )
    land, override = check_file(file)
    assert isinstance(land, ContentError)
    assert isinstance(override, ContentError)
    assert "min_hours" in override.reason
