"""The abuse cases of the facts (5.8) about points, codes, partners and the books; the number stands in each name."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ledger import guards
from ledger.errors import Refused
from ledger.journal import Kind
from ledger.leaves import EPOCH_LEAVES, recomputed
from ledger.people.accounts import unfreeze
from ledger.points import catalogue, taking
from ledger.points.code import Code
from ledger.points.issuing import Request, issue
from ledger.points.offline import Noted, offline_items, settle_evening
from ledger.records import Item, Partner, Person
from ledger.rulebook import default_rulebook
from ledger.verify import broken


def refusal(call: Any, *arguments: Any, **named: Any) -> str:
    """The reason key with which a call is refused."""
    with pytest.raises(Refused) as caught:
        call(*arguments, **named)
    return caught.value.reason


@pytest.fixture
def rich(town: Any) -> Any:
    """A has 16 points and one code k1 for the pool, issued on 5 March 2026 at 10:00."""
    town("credit", who="A", hours=8, date="2026-03-02")
    town("credit", who="A", hours=8, date="2026-03-03")
    town("redeem", "2026-03-05T10:00", who="A", item="POOL", code="k1")
    return town


def test_09_without_the_pin_nobody_redeems_for_somebody_else(rich: Any) -> None:
    desk = rich.desk("2026-03-06T10:00")
    assert refusal(issue, desk, Request("k2", "A", "POOL", pin_right=False)) == "pin_wrong"
    assert desk.points("A") == 44


def test_13_a_new_device_waits_and_five_wrong_pins_freeze_the_account(rich: Any) -> None:
    desk = rich.desk("2026-03-06T10:00")
    rich.change(Person, "A", devices=(("phone", desk.now - timedelta(hours=3)),))
    assert refusal(issue, desk, Request("k2", "A", "POOL", device="phone")) == "device_wait"
    for _ in range(5):
        assert refusal(issue, desk, Request("k2", "A", "POOL", pin_right=False)) == "pin_wrong"
    assert refusal(issue, desk, Request("k2", "A", "POOL")) == "account_frozen"
    assert rich.flags("account_frozen") == ["holder"]
    assert refusal(unfreeze, desk, "A", "OC") == "not_authorised"
    unfreeze(desk, "A", "C1")
    assert issue(desk, Request("k2", "A", "POOL")).state == "issued"


def test_15_a_pin_written_in_a_group_is_void(rich: Any) -> None:
    desk = rich.desk("2026-03-06T10:00")
    assert refusal(guards.pin_in_group, desk, "A") == "pin_in_group"
    assert refusal(issue, desk, Request("k2", "A", "POOL")) == "pin_wrong"
    desk.flag("phishing", "message 7")
    assert rich.flags("phishing") == ["operator"]


def test_16_a_copied_code_is_refused_with_the_time_of_the_first_use(rich: Any) -> None:
    rich("consume", "2026-03-06T15:00", code="k1", partner="P1")
    second = rich("consume", "2026-03-06T15:01", code="k1", partner="P2")
    assert second == {"refused": "code_used", "used_at": rich.desk("2026-03-06T15:00").now}
    assert rich.flags("second_scan") == ["holder"]


def test_17_of_two_shops_exactly_one_takes_the_code(rich: Any) -> None:
    results = [rich("consume", "2026-03-06T15:00", code="k1", partner=shop) for shop in ("P1", "P2")]
    assert [result.get("state", result.get("refused")) for result in results] == ["consumed", "code_used"]


def test_17_an_offline_conflict_is_paid_once_by_the_pot_and_ends_the_shops_offline_mode(rich: Any) -> None:
    rich("donate", "2026-03-05T12:00", who="A", points=6)
    rich("consume", "2026-03-06T15:00", code="k1", partner="P1")
    evening = rich.desk("2026-03-06T20:00")
    earlier = [Noted("k1", rich.desk("2026-03-06T14:00").now)]
    assert settle_evening(evening, "P2", earlier) == {"k1": "consumed"}
    assert rich.store.get(Code, "k1").partner == "P2"
    assert settle_evening(evening, "P2", earlier) == {"k1": "code_used"}
    assert settle_evening(evening, "P3", [Noted("k1", evening.now)]) == {"k1": "code_used"}
    assert rich.booked(Kind.POT_SPEND) == 1
    assert not rich.store.get(Partner, "P1").offline
    assert set(rich.flags("offline_conflict")) == {"municipality"}
    assert [item.id for item in offline_items(evening)] == ["POOL"]
    assert broken(rich.store) == []


def test_18_guessing_codes_stops_after_five_until_the_hour_is_over(rich: Any) -> None:
    for minute in range(5):
        guess = rich("consume", f"2026-03-06T15:0{minute}", code=f"x{minute}", partner="P1")
        assert guess == {"refused": "code_unknown"}
    assert rich("consume", "2026-03-06T15:30", code="k1", partner="P1") == {"refused": "too_many_tries"}
    assert rich.flags("code_guessing") == ["operator"]
    assert rich("consume", "2026-03-06T16:05", code="k1", partner="P1") == {"state": "consumed"}


def test_19_a_code_without_delivery_may_come_back_and_three_complaints_block_the_item(rich: Any) -> None:
    rich.given(people={"E": {}})
    for number, person in enumerate(("B", "D"), start=2):
        rich("credit", who=person, hours=8, date="2026-03-04")
        rich("redeem", "2026-03-05T10:00", who=person, item="POOL", code=f"k{number}")
    for number, person in enumerate(("A", "B", "D"), start=1):
        rich("consume", "2026-03-06T15:00", code=f"k{number}")
        taking.not_delivered(rich.desk("2026-03-07T10:00"), f"k{number}", person)
    assert rich.flags("not_delivered") == ["coach"] * 3
    assert rich.store.get(Item, "POOL").status == "blocked"
    desk = rich.desk("2026-03-08T10:00")
    assert taking.order_return(desk, "k1").points == 20
    assert refusal(taking.order_return, desk, "k1") == "wrong_state"
    assert desk.points("A") == 64
    assert broken(rich.store) == []


def test_19_after_a_week_or_for_somebody_else_there_is_no_complaint(rich: Any) -> None:
    rich("consume", "2026-03-06T15:00", code="k1")
    assert refusal(taking.not_delivered, rich.desk("2026-03-07T10:00"), "k1", "B") == "not_authorised"
    assert refusal(taking.not_delivered, rich.desk("2026-03-13T15:01"), "k1", "A") == "wrong_state"


def test_20_a_complaint_about_a_partner_is_a_flag_and_a_blocked_item_is_not_redeemed(rich: Any) -> None:
    desk = rich.desk("2026-03-06T10:00")
    desk.flag("partner_conduct", "P1")
    catalogue.block(desk, "POOL")
    assert rich.flags("partner_conduct") == ["municipality"]
    assert refusal(issue, desk, Request("k2", "A", "POOL")) == "item_blocked"


def test_21_a_third_code_of_an_item_is_refused_and_a_sale_is_a_flag(rich: Any) -> None:
    rich("redeem", "2026-03-06T10:00", who="A", item="POOL", code="k2")
    assert rich("redeem", "2026-03-07T10:00", who="A", item="POOL", code="k3") == {"refused": "item_limit"}
    rich.desk("2026-03-08T10:00").flag("resale", "k1")
    assert rich.flags("resale") == ["municipality"]


def test_22_an_entry_is_never_changed_and_a_changed_one_gives_another_root(rich: Any) -> None:
    entries = list(rich.store.entries())
    assert refusal(rich.store.change_entry, entries[0]) == "append_only"
    keys = {entry.key: secrets.token_bytes(32) for entry in entries}
    padding = [secrets.token_bytes(32) for _ in range(EPOCH_LEAVES - len(entries))]
    anchored = recomputed(entries, keys, padding)
    assert recomputed(entries, keys, padding) == anchored
    forged = replace(entries[1], postings=tuple(replace(p, quarters=p.quarters * 2) for p in entries[1].postings))
    assert recomputed([entries[0], forged, *entries[2:]], keys, padding) != anchored
    rich.store._entries[forged.key] = forged
    assert broken(rich.store) != []
    rich.desk("2026-03-06T10:00").flag("ledger_mismatch", "epoch 1")
    assert rich.flags("ledger_mismatch") == ["auditor"]


def test_27_a_certificate_counts_once_anywhere(rich: Any) -> None:
    desk = rich.desk("2026-03-06T10:00")
    guards.present_certificate(desk, "serial-1", "Nachbarstadt")
    assert refusal(guards.present_certificate, desk, "serial-1", "Probe") == "certificate_used"


def test_30_no_vote_changes_a_protected_parameter() -> None:
    change = default_rulebook().changed
    assert refusal(change, "transfer.person_to_person", True, date(2027, 1, 1)) == "protected_parameter"


def test_31_the_value_of_codes_is_remembered_too(rich: Any) -> None:
    rich.change(Person, "A", identifier="hash")
    rich.given(items={"BIG": {"points": 1, "cents": 23000}, "SMALL": {"points": 1, "cents": 201}})
    rich("redeem", "2026-03-06T10:00", who="A", item="BIG", code="k2")
    rich("erase", "2026-03-07T10:00", who="A")
    rich.store.put(Person("A2", age=40, verified=True, identifier="hash"))
    rich("credit", who="A2", hours=4, date="2026-04-02")
    assert rich("redeem", "2026-04-03T10:00", who="A2", item="SMALL", code="k3") == {"refused": "value_cap"}


def test_32_the_thirty_first_message_of_a_minute_is_refused(town: Any) -> None:
    desk = town.desk("2026-03-06T10:00")
    guards.within_rate(desk, [desk.now] * 29)
    guards.within_rate(desk, [desk.now - timedelta(minutes=1)] * 30)
    assert refusal(guards.within_rate, desk, [desk.now] * 30) == "rate_limited"


def test_36_points_under_recheck_are_neither_redeemed_nor_given_away(town: Any) -> None:
    town("credit", who="A", hours=8, date="2026-03-02", claim="c1")
    assert town("recheck_open", "2026-03-03T10:00", claim="c1")["held"] == 8
    assert town("redeem", "2026-03-03T11:00", who="A", item="POOL", code="k1") == {"refused": "on_hold"}
    assert town("donate", "2026-03-03T11:00", who="A", points=1) == {"refused": "on_hold"}
    assert town("recheck_close", "2026-03-04T11:00", claim="c1")["held"] == 0
    town("redeem", "2026-03-04T12:00", who="A", item="POOL", code="k1")
    reversal = town("reverse", "2026-03-05T10:00", claim="c1", by="C2", reason="hours_inflated")
    assert (reversal["points"], reversal["to_correction"]) == (-3, 5)


def test_36_an_open_recheck_frees_the_points_after_seven_days_and_tells_the_municipality(town: Any) -> None:
    town("credit", who="A", hours=8, date="2026-03-02", claim="c1")
    town("recheck_open", "2026-03-23T10:00", claim="c1")
    assert town("redeem", "2026-03-30T10:59", who="A", item="POOL", code="k1") == {"refused": "on_hold"}
    assert town("redeem", "2026-03-30T11:00", who="A", item="POOL", code="k1")["state"] == "issued"
    assert town.flags("recheck_overdue") == ["municipality"]


def test_37_a_batch_with_one_code_twice_is_not_printed() -> None:
    guards.unique_batch(f"code-{number}" for number in range(500))
    assert refusal(guards.unique_batch, [*(f"code-{number}" for number in range(499)), "code-3"]) == "batch_not_unique"


def test_an_item_worth_too_much_or_excluded_does_not_enter_the_catalogue(town: Any) -> None:
    desk = town.desk("2026-03-06T10:00")
    assert refusal(catalogue.save, desk, Item("X", 5, 1001), "sport") == "price_too_low"
    assert refusal(catalogue.save, desk, Item("X", 5, 100), "alcohol") == "item_excluded"
    catalogue.save(desk, Item("X", 5, 1000), "sport")
    assert town.store.get(Item, "X").cents == 1000
