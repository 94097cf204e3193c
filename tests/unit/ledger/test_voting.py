"""Votes on the rulebook (facts 6.2): the worked cases, and the ballots of abuse case 30."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ledger.errors import Refused
from ledger.rulebook import default_rulebook
from ledger.voting import Ballots, chosen, decided, in_force, quorum, sunset, supporters_needed

OPENS = datetime(2027, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("matter", "entitled", "votes", "expected"),
    [
        ("ordinary", 800, (24, 12, 5), "adopted"),
        ("ordinary", 800, (20, 20, 4), "rejected"),
        ("ordinary", 300, (9, 3, 2), "quorum_missed"),
        ("core", 1200, (80, 40, 0), "adopted"),
        ("core", 1200, (79, 40, 1), "rejected"),
        ("core", 200, (0, 0, 20), "rejected"),
    ],
)
def test_yes_and_no_come_out_as_worked(matter: str, entitled: int, votes: tuple[int, int, int], expected: str) -> None:
    assert decided(matter, entitled, *votes) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("approvals", "ballots", "expected"),
    [
        ({"a": 41, "b": 38, "stays": 30}, 70, "a"),
        ({"a": 41, "b": 41, "stays": 30}, 70, "run_off"),
        ({"a": 30, "b": 22, "stays": 30}, 55, "rejected"),
        ({"a": 30, "stays": 2}, 49, "quorum_missed"),
    ],
)
def test_several_options_come_out_as_worked(approvals: dict[str, int], ballots: int, expected: str) -> None:
    assert chosen("ordinary", 5000, approvals, ballots) == expected


def test_a_core_matter_with_options_needs_two_thirds_of_the_ballots() -> None:
    assert chosen("core", 300, {"a": 20, "stays": 5}, 30) == "a"
    assert chosen("core", 300, {"a": 19, "stays": 5}, 30) == "rejected"


def test_a_small_village_can_reach_supporters_and_quorum() -> None:
    assert [supporters_needed(people) for people in (50, 301, 5000)] == [3, 4, 10]
    assert [quorum("ordinary", people) for people in (8, 100, 5000)] == [8, 10, 50]
    assert [quorum("core", people) for people in (8, 150, 1201)] == [8, 20, 121]


def test_a_rule_holds_from_the_first_of_a_month_after_thirty_days_and_lapses_after_eighteen_months() -> None:
    assert in_force(date(2026, 3, 31)) == date(2026, 5, 1)
    assert in_force(date(2026, 4, 2)) == date(2026, 6, 1)
    assert in_force(date(2026, 11, 25)) == date(2027, 1, 1)
    assert [sunset(day) for day in (date(2026, 5, 1), date(2026, 6, 1))] == [date(2027, 11, 1), date(2027, 12, 1)]


@pytest.mark.parametrize(
    ("parameter", "value", "reason"),
    [
        ("caps.per_year_points", 150, "out_of_bounds"),
        ("transfer.person_to_person", True, "protected_parameter"),
        ("caps.per_day_points", 8, "unchanged"),
    ],
)
def test_proposals_come_out_as_worked(parameter: str, value: object, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        default_rulebook().changed(parameter, value, date(2027, 1, 1))
    assert default_rulebook().changed("caps.per_month_points", 25, date(2027, 1, 1)).version == 2


def test_30_of_two_ballots_of_a_person_the_last_one_counts_and_once() -> None:
    ballots = Ballots(OPENS, OPENS + timedelta(days=10))
    assert ballots.put("A", ("a",), OPENS, entitled=True)
    assert not ballots.put("A", ("b", "b"), OPENS + timedelta(days=1), entitled=True)
    assert ballots.put("B", ("b",), OPENS, entitled=True)
    assert (len(ballots.cast), ballots.approvals()) == (2, {"b": 2})


@pytest.mark.parametrize(
    ("after", "entitled", "reason"),
    [(timedelta(0), False, "not_entitled"), (timedelta(days=10), True, "closed"), (-timedelta(1), True, "closed")],
)
def test_30_who_is_not_entitled_or_too_late_does_not_vote(after: timedelta, entitled: bool, reason: str) -> None:
    ballots = Ballots(OPENS, OPENS + timedelta(days=10))
    with pytest.raises(Refused, match=reason):
        ballots.put("A", ("a",), OPENS + after, entitled=entitled)
    assert ballots.cast == {}
