"""The monthly figures (facts 5.6): what they count, and what they keep to themselves in a village (case 35)."""

from __future__ import annotations

from datetime import date
from typing import Any

from ledger.amounts import quarters
from ledger.figures import figures
from ledger.records import Flag

PEOPLE = ("A", "B", "D", "E", "F", "G")


def month(town: Any) -> Any:
    return figures(town.desk("2026-04-01T08:00"), 2026, 3)


def work(town: Any, people: tuple[str, ...]) -> None:
    town.given(people={name: {} for name in people})
    for number, name in enumerate(people):
        town("credit", who=name, hours=4, date=f"2026-03-{number + 2:02}")


def test_a_month_with_enough_people_is_told(town: Any) -> None:
    work(town, PEOPLE)
    for name in PEOPLE:
        town("donate", "2026-03-20T10:00", who=name, points=1)
    town("credit", who="A", hours=2, date="2026-04-01", claim="later")
    found = month(town)
    assert (found.month, found.people, found.organisations, found.hours) == (date(2026, 3, 1), 6, 1, quarters(24))
    assert found.points == {"EARN": 96, "REDEEM": 0, "DONATE": 24, "EXPIRE": 0, "REVERSE": 0}
    assert found.median_days_to_credit == 0
    assert found.rulebook == (1, town.rulebooks.versions[0].hash)
    assert found.outstanding == 96 + 8


def test_35_a_month_with_four_people_tells_nothing_about_them(town: Any) -> None:
    work(town, PEOPLE[:4])
    found = month(town)
    assert (found.people, found.points, found.hours, found.claims) == (None, None, None, None)
    assert (found.median_days_to_credit, found.late_percent, found.top_tenth_percent) == (None, None, None)


def test_35_one_rejected_claim_hides_itself_and_a_second_cell(town: Any) -> None:
    work(town, PEOPLE)
    town.submit("no", "2026-03-25", "10:00", "12:00")
    town("reject", "2026-03-26T10:00", by="C1", claim="no", reason="war nicht da")
    assert month(town).claims == [["*", "*", 0]]


def test_few_flags_of_a_kind_are_not_counted_one_by_one(town: Any) -> None:
    desk = town.desk("2026-03-10T10:00")
    for number in range(7):
        desk.store.put(Flag(f"s{number}", "second_scan", "k", "holder", desk.now))
    desk.flag("resale", "k1")
    assert month(town).flags == {"resale": "< 5", "second_scan": 7}


def test_the_largest_tenth_is_told_from_fifty_holders_on(town: Any) -> None:
    names = tuple(f"P{number}" for number in range(50))
    town.given(people={name: {} for name in names})
    for number, name in enumerate(names):
        town("credit", who=name, hours=8 if number < 5 else 1, date="2026-03-10")
    assert month(town).top_tenth_percent == round(100 * 40 / 85)
