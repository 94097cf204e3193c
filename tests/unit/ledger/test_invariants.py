"""What holds whatever happens (facts 5.5): sums of zero, signs, lots; twice is once; where order does not matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.amounts import quarters, shown
from ledger.desk import Desk
from ledger.errors import AmountError, BookingError, NoSuchTime
from ledger.hours.claim import Claim, parts_of
from ledger.journal import AT_MOST_ZERO, Entry, Kind, moves, totals
from ledger.local_time import BERLIN, day_of, instant, last_day_of, midnight, months_later
from ledger.points.coverage import supply
from ledger.points.due import reminders, settle_due
from ledger.points.gifts import donate, pot_spend
from ledger.points.issuing import Request, issue
from ledger.points.lots import Lot
from ledger.points.taking import consume
from ledger.rulebook import Rulebooks, default_rulebook
from ledger.verify import broken

START = date(2026, 1, 5)
PEOPLE = st.sampled_from("ABD")
AMOUNTS = st.integers(1, 40).map(shown)
EVENTS = st.one_of(
    st.fixed_dictionaries({"do": st.just("credit"), "who": PEOPLE, "hours": st.integers(1, 32).map(shown)}),
    st.fixed_dictionaries(
        {"do": st.just("redeem"), "who": PEOPLE, "item": st.sampled_from(["POOL", "MUSEUM"]), "code": st.just("")}
    ),
    st.fixed_dictionaries({"do": st.just("consume"), "code": st.integers(0, 40).map(str)}),
    st.fixed_dictionaries({"do": st.just("cancel"), "who": PEOPLE, "code": st.integers(0, 40).map(str)}),
    st.fixed_dictionaries({"do": st.just("donate"), "who": PEOPLE, "points": AMOUNTS}),
    st.fixed_dictionaries({"do": st.just("offset"), "who": PEOPLE, "points": AMOUNTS}),
    st.fixed_dictionaries({"do": st.sampled_from(["write_off", "pot_spend"]), "points": AMOUNTS}),
    st.fixed_dictionaries(
        {"do": st.just("reverse"), "claim": st.integers(0, 40).map(str), "reason": st.just("clerical")}
    ),
    st.fixed_dictionaries({"do": st.just("recheck_open"), "claim": st.integers(0, 40).map(str)}),
    st.fixed_dictionaries({"do": st.just("pause"), "who": PEOPLE, "days": st.integers(1, 200)}),
    st.fixed_dictionaries({"do": st.sampled_from(["opt_out", "erase", "freeze", "unfreeze"]), "who": PEOPLE}),
)
STORY = st.lists(st.tuples(EVENTS, st.integers(0, 60)), min_size=1, max_size=25)
FRESH = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def tell(town: Any, story: list[tuple[dict[str, Any], int]], after: Callable[[], None] = lambda: None) -> datetime:
    """Lets a story happen, some days between its events; what names nothing there is left out. The last moment."""
    day = START
    for number, (event, days) in enumerate(story):
        day += timedelta(days=days)
        if event["do"] in ("reverse", "recheck_open") and town.store.get(Claim, event["claim"]) is None:
            continue
        named = {"credit": "claim", "redeem": "code"}.get(event["do"])
        when = {"date": day.isoformat()} if event["do"] == "credit" else {"at": f"{day}T22:00"}
        town(**{**event, **when, **({named: str(number)} if named else {})})
        after()
    return instant(datetime.combine(day, datetime.min.time())) + timedelta(hours=23)


@FRESH
@given(story=STORY)
def test_after_every_event_all_invariants_hold(town: Any, story: list[tuple[dict[str, Any], int]]) -> None:
    town = type(town)()

    def check() -> None:
        assert broken(town.store) == []
        for account in ("issuance", "correction", "worked", "pot", "redeemed", "person:A", "hours:A"):
            assert (town.store.balance(account) <= 0) if account in AT_MOST_ZERO else (town.store.balance(account) >= 0)

    tell(town, story, check)


@FRESH
@given(story=STORY)
def test_booking_everything_again_changes_nothing(town: Any, story: list[tuple[dict[str, Any], int]]) -> None:
    town = type(town)()
    tell(town, story)
    before = {account: town.store.balance(account) for account in ("issuance", "pot", "redeemed", "person:A", "worked")}
    entries = list(town.store.entries())
    assert not any(town.store.append(entry) for entry in entries)
    assert list(town.store.entries()) == entries
    assert {account: town.store.balance(account) for account in before} == before


@FRESH
@given(story=STORY, cut=st.integers(0, 25))
def test_the_supply_follows_what_each_epoch_hands_to_the_chain(
    town: Any, story: list[tuple[dict[str, Any], int]], cut: int
) -> None:
    town = type(town)()
    desk = Desk(town.store, town.rulebooks, tell(town, story))
    entries = list(town.store.entries())
    after = 0
    for epoch in (entries[:cut], entries[cut:]):
        counted = totals(epoch)
        after += counted.awarded - counted.redeemed - counted.expired
    assert after == supply(desk)


@FRESH
@given(story=STORY, days=st.integers(1, 900), steps=st.integers(1, 12))
def test_waiting_once_or_day_by_day_comes_to_the_same(
    town: Any, story: list[tuple[dict[str, Any], int]], days: int, steps: int
) -> None:
    ends = []
    for count in (1, steps):
        fresh = type(town)()
        moment = tell(fresh, story)
        for step in range(1, count + 1):
            settle_due(Desk(fresh.store, fresh.rulebooks, moment + timedelta(days=days) * step / count))
        ends.append([(entry.key, entry.at, entry.postings) for entry in fresh.store.entries()])
    assert ends[0] == ends[1]


WORKED = st.dictionaries(st.integers(0, 75), st.integers(1, 40), min_size=1, max_size=12)


def released_in(town: Any, worked: dict[int, int], order: list[int]) -> tuple[int, int]:
    """Points and hours (quarters) of A after claims were released in an order; days after the start → quarters."""
    town.rulebooks = Rulebooks([default_rulebook().changed("earning.open_claims_max", 20, START)])
    for number in sorted(worked):
        day = (START + timedelta(days=number)).isoformat()
        town.submit(str(number), day, "06:00", clock(24 + worked[number]), at=f"{day}T23:00")
        town("confirm", f"{day}T23:10", by="OC", claim=str(number))
    for number in order:
        for coach in ("C1", "C2"):
            town("release", "2026-04-30T10:00", by=coach, claim=str(number))
    return town.store.balance("person:A"), town.store.balance("hours:A")


@FRESH
@given(worked=WORKED, data=st.data())
def test_caps_give_the_same_points_in_whatever_order_claims_are_released(
    town: Any, worked: dict[int, int], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(sorted(worked)))
    assert released_in(type(town)(), worked, other) == released_in(type(town)(), worked, sorted(worked))


def clock(number: int) -> str:
    """The time of day of so many quarters of an hour."""
    return f"{number // 4:02}:{number % 4 * 15:02}"


def test_the_same_request_twice_gives_once(town: Any) -> None:
    town("credit", who="A", hours=8, date="2026-03-02")
    desk = town.desk("2026-03-03T10:00")
    assert [donate(desk, "r1", "A", 8), donate(desk, "r1", "A", 8)] == [8, 0]
    assert [pot_spend(desk, "v1", 4), pot_spend(desk, "v1", 4)] == [4, 0]
    assert issue(desk, Request("k1", "A", "POOL")) == issue(desk, Request("k1", "A", "POOL"))
    assert desk.points("A") == 4
    consume(desk, "k1")
    settle_due(desk)
    assert broken(town.store) == []


def test_one_key_for_two_different_entries_is_a_fault(town: Any) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    town.store.append(Entry("claim:c:EARN:0", Kind.EARN, now, moves(("issuance", -4), ("person:A", 4)), "c"))
    with pytest.raises(BookingError, match="key of another"):
        town.store.append(Entry("claim:c:EARN:0", Kind.EARN, now, moves(("issuance", -8), ("person:A", 8)), "c"))
    with pytest.raises(BookingError, match="would bring"):
        town.store.append(Entry("request:1:DONATE", Kind.DONATE, now, moves(("person:A", -8), ("pot", 8)), "1"))


def test_reminders_come_ninety_thirty_and_seven_days_before(town: Any) -> None:
    town("credit", who="A", hours=2, date="2026-01-15")
    days = {}
    for ahead in (91, 90, 31, 30, 8, 7, 0):
        at = date(2028, 1, 15) - timedelta(days=ahead)
        days[ahead] = [left for _, left in reminders(town.desk(f"{at}T10:00"))]
    assert days == {91: [], 90: [90], 31: [], 30: [30], 8: [], 7: [7], 0: []}
    assert [lot.expires for lot in town.store.where(Lot)] == [date(2028, 1, 15)]


@given(st.integers(-10_000, 10_000))
def test_what_is_shown_is_what_is_stored(number: int) -> None:
    assert quarters(shown(number)) == number
    assert quarters(str(shown(number))) == number


@pytest.mark.parametrize("amount", ["0.3", "1.1", "NaN", "Infinity", "viel", ""])
def test_no_rest_of_an_amount_is_lost_silently(amount: str) -> None:
    with pytest.raises(AmountError):
        quarters(amount)


MOMENTS = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minute: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
)


@given(MOMENTS, st.integers(1, 4000), st.integers(0, 300))
def test_parts_lie_on_their_days_and_lose_at_most_seven_minutes_each(
    start: datetime, minutes: int, break_minutes: int
) -> None:
    end = start + timedelta(minutes=minutes)
    parts = parts_of(start, end, break_minutes, BERLIN)
    days = [part.day for part in parts]
    assert days == sorted(set(days))
    assert all(day_of(start) <= day <= last_day_of(start, end) for day in days)
    spanned = (last_day_of(start, end) - day_of(start)).days + 1
    worked = max(0, minutes - break_minutes)
    assert abs(15 * sum(part.quarters for part in parts) - worked) <= 7 * spanned


@given(MOMENTS)
def test_every_instant_lies_between_the_midnights_of_its_day(moment: datetime) -> None:
    day = day_of(moment)
    assert midnight(day) <= moment < midnight(day + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2028-02-29", 24, "2030-02-28"), ("2026-12-31", 2, "2027-02-28"), ("2026-01-15", 12, "2027-01-15")],
)
def test_months_later_keep_the_day_or_take_the_months_last(day: str, months: int, expected: str) -> None:
    assert months_later(date.fromisoformat(day), months).isoformat() == expected


def test_the_skipped_hour_does_not_exist_and_the_repeated_one_is_the_first_unless_said() -> None:
    with pytest.raises(NoSuchTime):
        instant(datetime.fromisoformat("2026-03-29T02:30"))
    repeated = datetime.fromisoformat("2026-10-25T02:30")
    assert instant(repeated.replace(fold=1)) - instant(repeated) == timedelta(hours=1)
    hours = [instant(datetime.fromisoformat(f"2026-03-29T0{hour}:00")) for hour in (0, 1, 3)]
    assert [later - earlier for earlier, later in pairwise(hours)] == [timedelta(hours=1)] * 2
