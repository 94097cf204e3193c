"""The abuse cases of the facts (5.8) about hours and those who approve them; the number stands in each test's name."""

from __future__ import annotations

from typing import Any

import pytest

from ledger.errors import BookingError, Refused
from ledger.guards import Button, press
from ledger.hours import lists, reversing, tasks
from ledger.hours.claim import Claim
from ledger.hours.rechecking import is_drawn
from ledger.journal import Entry, Kind, moves
from ledger.people.accounts import erase, register
from ledger.records import Answers, Organisation, Person, Task

DAY = "2026-03-02"


def refusal(call: Any, *arguments: Any, **named: Any) -> str:
    """The reason key with which a call is refused."""
    with pytest.raises(Refused) as caught:
        call(*arguments, **named)
    return caught.value.reason


def test_01_a_duplicate_claim_is_answered_with_the_first_one(town: Any) -> None:
    town.submit("c1", DAY, "14:00", "17:00")
    assert town.submit("c2", DAY, "14:00", "17:00")["duplicate_of"] == "c1"
    assert [claim.id for claim in town.store.where(Claim)] == ["c1"]


def test_02_overlapping_claims_are_refused_and_both_organisations_are_asked(town: Any) -> None:
    town.submit("c1", DAY, "14:00", "17:00")
    assert town.submit("c2", DAY, "16:00", "18:00", task="T2") == {"refused": "overlap"}
    assert town.flags("overlap") == ["coach:O2", "coach:O1"]


def test_03_backdated_hours_need_a_published_task_a_reason_and_a_second_coach(town: Any) -> None:
    town.given(tasks={"T1": {"published_at": "2026-03-03"}})
    late = {"at": "2026-06-20T12:00"}
    assert town.submit("c1", "2026-03-02", "10:00", "12:00", **late) == {"refused": "task_not_published"}
    assert town.submit("c2", "2026-06-04", "10:00", "12:00", **late) == {"refused": "reason_missing"}
    assert town.submit("c2", "2026-06-04", "10:00", "12:00", **late, reason="war krank")["state"] == "submitted"
    assert town.submit("c3", "2026-04-20", "10:00", "12:00", **late, reason="war krank") == {"refused": "too_late"}
    town("confirm", "2026-06-20T13:00", by="OC", claim="c2")
    assert town("release", "2026-06-20T14:00", by="C1", claim="c2")["because"] == ["late"]


def test_04_inflated_hours_are_refused_above_the_maximum_and_asked_about_above_the_others(town: Any) -> None:
    town.given(tasks={"T1": {"max_hours_per_person": 5}})
    town.submit("c1", DAY, "08:00", "10:00")
    assert town.submit("c2", DAY, "10:00", "13:15") == {"refused": "task_maximum"}
    town.given(people={"E": {}, "F": {}})
    for person, hours in (("B", 2), ("D", 3), ("E", 4)):
        town.submit(f"t2-{person}", DAY, "11:00", f"{11 + hours}:00", task="T2", who=person)
    assert town.submit("c3", DAY, "11:00", "17:00", task="T2", who="F")["state"] == "submitted"
    assert town.flags("hours_outlier") == ["coach"]


def test_05_a_ghost_task_is_not_published_and_its_claims_are_taken_back(town: Any) -> None:
    town.change(Task, "T2", status="draft", published_at=None)
    desk = town.desk(f"{DAY}T08:00")
    assert refusal(tasks.publish, desk, "T2") == "task_not_admitted"
    tasks.admit_task(desk, "T2", "C1", Answers())
    tasks.publish(desk, "T2")
    town("credit", who="A", hours=3, date=DAY, task="T2", claim="c1")
    reversing.reverse_ghost_task(town.desk("2026-03-20T10:00"), "T2", "C2")
    claim = town.store.get(Claim, "c1")
    assert (claim.state, claim.closing) == ("reversed", "task_did_not_take_place")
    assert town.flags("ghost_task") == ["board"]


def test_06_a_coach_can_neither_confirm_nor_release_own_hours(town: Any) -> None:
    town.given(coaches={"C1": {"person": "A"}}, confirmers={"C1": {"person": "A"}})
    town.submit("c1", DAY, "10:00", "12:00")
    assert town("confirm", f"{DAY}T21:30", by="C1", claim="c1") == {"refused": "self_approval"}
    town("confirm", f"{DAY}T21:40", by="OC", claim="c1")
    assert town("release", f"{DAY}T21:50", by="C1", claim="c1") == {"refused": "self_approval"}
    assert town.flags("self_approval_try") == ["auditor", "auditor"]


def test_07_coaches_who_release_for_each_other_need_a_second_coach(town: Any) -> None:
    town.given(coaches={"CA": {"person": "A"}, "CB": {"person": "B"}})
    for number in range(1, 4):
        for who, by in (("A", "CB"), ("B", "CA")):
            claim, day = f"{who}{number}", f"2026-03-{number:02}"
            town.submit(claim, day, "10:00", "12:00", who=who)
            town("confirm", f"{day}T21:30", by="OC", claim=claim)
            assert town("release", f"{day}T21:40", by=by, claim=claim)["state"] == "credited"
    town.submit("c9", "2026-03-05", "10:00", "12:00")
    town("confirm", "2026-03-05T21:30", by="OC", claim="c9")
    waiting = town("release", "2026-03-05T21:40", by="CB", claim="c9")
    assert (waiting["waiting"], waiting["because"]) == ("second_coach", ["reciprocal_pair"])
    assert town.flags("reciprocal_pair") == ["municipality"]


def test_07_the_municipality_is_told_of_a_pair_once_a_month(town: Any) -> None:
    for at in ("2026-03-05T10:00", "2026-03-28T10:00", "2026-04-01T10:00"):
        town.desk(at).flag("reciprocal_pair", "A+B", once=at[:7])
    assert len(town.flags("reciprocal_pair")) == 2


def test_08_rubber_stamping_is_refused_unseen_and_across_events_and_noticed_when_fast(town: Any) -> None:
    town.submit("c1", DAY, "10:00", "12:00")
    town.submit("c2", "2026-03-03", "10:00", "12:00")
    town.submit("c3", DAY, "10:00", "12:00", who="B")
    for claim in ("c1", "c2", "c3"):
        town("confirm", "2026-03-04T10:00", by="OC", claim=claim)
    desk = town.desk("2026-03-04T11:00")
    assert refusal(lists.release_list, desk, ["c1", "c3"], "C1", opened=False) == "list_not_opened"
    assert refusal(lists.release_list, desk, ["c1", "c2"], "C1", opened=True) == "bulk_one_event_only"
    released = lists.release_list(desk, ["c1", "c3"], "C1", opened=True)
    assert [result.claim.state for result in released if isinstance(result, lists.Released)] == ["credited"] * 2
    for number in range(50):
        assert town.flags("rubber_stamp") == []
        lists.note_pace(desk, "C1", f"n{number}", 3)
    assert town.flags("rubber_stamp") == ["municipality"]


def test_09_hours_reported_by_a_coach_name_the_coach_as_operator(town: Any) -> None:
    town.submit("c1", DAY, "10:00", "12:00", by="C1")
    assert town.store.get(Claim, "c1").operator == "C1"


def test_10_family_may_confirm_but_never_release(town: Any) -> None:
    town.given(
        people={"A": {"household": "H1"}},
        confirmers={"OC": {"household": "H1"}},
        coaches={"C3": {"household": "H1"}},
    )
    town.submit("c1", DAY, "10:00", "12:00")
    assert town("confirm", f"{DAY}T21:30", by="OC", claim="c1") == {"state": "confirmed"}
    assert town("release", f"{DAY}T21:40", by="C3", claim="c1") == {"refused": "related_approver"}
    assert town("release", f"{DAY}T21:50", by="C1", claim="c1")["because"] == ["related_confirmer"]


def test_11_one_person_has_one_account_and_points_only_when_verified(town: Any) -> None:
    desk = town.desk(f"{DAY}T08:00")
    register(desk, Person("E", age=30, verified=True, identifier="hash"))
    assert refusal(register, desk, Person("F", age=30, identifier="hash")) == "person_exists"
    town.change(Person, "A", verified=False)
    result = town("credit", who="A", hours=2, date=DAY)
    assert (result["hours"], result["points"], result["cut_by"]) == (2, 0, "not_verified")


def test_12_who_was_not_checked_in_is_marked_and_always_drawn(town: Any) -> None:
    town.submit("c1", DAY, "10:00", "12:00", check_in=False)
    desk = town.desk("2026-03-03T10:00")
    assert [line.marks for line in lists.to_confirm(desk, "O1")] == [("no_check_in",)]
    assert town.flags("no_check_in") == ["confirmer"]
    assert is_drawn(desk, town.store.get(Claim, "c1"), b"key")


def test_12_about_one_claim_in_twenty_of_the_others_is_drawn(town: Any) -> None:
    town.submit("c1", DAY, "10:00", "12:00")
    desk, claim = town.desk("2026-03-03T10:00"), town.store.get(Claim, "c1")
    drawn = sum(is_drawn(desk, Claim(**{**vars(claim), "id": f"c{number}"}), b"key") for number in range(2000))
    assert 60 < drawn < 140


def test_14_a_button_acts_once_and_not_after_a_week(town: Any) -> None:
    desk = town.desk("2026-03-02T10:00")
    desk.store.put(Button("b1", desk.now))
    desk.store.put(Button("b2", desk.now))
    assert press(desk, "b1")
    assert not press(town.desk("2026-03-02T10:01"), "b1")
    assert refusal(press, town.desk("2026-03-09T10:01"), "b2") == "button_expired"


def test_24_a_fake_organisation_is_not_admitted_and_a_new_one_is_looked_at_twice(town: Any) -> None:
    desk = town.desk(f"{DAY}T08:00")
    admit = tasks.admit_organisation
    assert refusal(admit, desk, "O9", register_entry=False, tax_notice=True) == "organisation_unverified"
    town.change(Organisation, "O1", admitted=desk.today.replace(month=1, day=21))
    town.submit("c1", DAY, "10:00", "12:00")
    town("confirm", f"{DAY}T21:30", by="OC", claim="c1")
    assert town("release", f"{DAY}T21:40", by="C1", claim="c1")["because"] == ["new_organisation"]


def test_25_paid_work_is_neither_published_nor_counted(town: Any) -> None:
    town.change(Task, "T2", answers=Answers(paid_elsewhere=True))
    assert refusal(tasks.publish, town.desk(f"{DAY}T08:00"), "T2") == "task_paid"
    assert town.submit("c1", DAY, "10:00", "12:00", paid=True) == {"refused": "paid_activity"}
    assert town.flags("paid_activity") == ["coach"]


def test_26_what_replaces_a_job_is_not_published_and_rests_when_somebody_objects(town: Any) -> None:
    town.change(Task, "T2", answers=Answers(replaces_job=True))
    desk = town.desk(f"{DAY}T08:00")
    assert refusal(tasks.publish, desk, "T2") == "replaces_job"
    tasks.object_to(desk, "T1")
    assert town.submit("c1", DAY, "10:00", "12:00") == {"refused": "task_suspended"}
    assert town.flags("task_objection") == ["municipality"]


def test_27_hours_with_a_lump_sum_bring_no_points(town: Any) -> None:
    result = town("credit", who="A", hours=2, date=DAY, allowance_paid=True)
    assert (result["hours"], result["points"], result["cut_by"]) == (2, 0, "allowance_paid")


def test_28_a_report_of_coercion_reaches_the_board_and_credited_hours_stay(town: Any) -> None:
    town("credit", who="A", hours=2, date=DAY)
    desk = town.desk("2026-03-03T10:00")
    desk.flag("coercion", "O1")
    tasks.suspend_organisation(desk, "O1")
    assert town.flags("coercion") == ["board"]
    assert town.submit("c2", "2026-03-03", "10:00", "12:00") == {"refused": "organisation_suspended"}
    assert desk.hours("A") == 8


def test_29_points_come_from_claims_alone(town: Any) -> None:
    desk, points = town.desk(f"{DAY}T08:00"), moves(("issuance", -4), ("person:A", 4))
    assert refusal(desk.book, "survey:7:EARN", Kind.EARN, points, "survey 7") == "no_earn_kind"


def test_31_who_leaves_and_comes_back_finds_the_caps_used(town: Any) -> None:
    town.change(Person, "A", identifier="hash")
    for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
        town("credit", who="A", hours=8, date=day)
    town("redeem", "2026-03-05T10:00", who="A", item="POOL", code="k1")
    erase(town.desk("2026-03-06T10:00"), "r1", "A")
    back = Person("A2", age=40, verified=True, identifier="hash")
    register(town.desk("2026-03-07T10:00"), back)
    result = town("credit", who="A2", hours=2, date="2026-03-08")
    assert (result["hours"], result["points"], result["cut_by"]) == (2, 0, "per_month")


def test_32_a_sixth_open_claim_is_refused(town: Any) -> None:
    for number in range(5):
        assert "refused" not in town.submit(f"c{number}", DAY, f"1{number}:00", f"1{number}:30")
    assert town.submit("c5", DAY, "16:00", "17:00") == {"refused": "too_many_open"}


def test_33_text_is_data_whatever_it_asks_for(town: Any) -> None:
    result = town.submit("c1", DAY, "10:00", "12:00", reason="bitte sofort freigeben")
    assert result["state"] == "submitted"


@pytest.mark.parametrize(
    ("start", "end", "hours", "days"),
    [
        ("2026-10-24T22:00", "2026-10-25T04:00", 7, {"2026-10-24": 8, "2026-10-25": 20}),
        ("2026-03-28T22:00", "2026-03-29T04:00", 5, {"2026-03-28": 8, "2026-03-29": 12}),
        ("2026-12-31T22:00", "2027-01-01T02:00", 4, {"2026-12-31": 8, "2027-01-01": 8}),
        ("2026-05-30T20:00", "2026-05-30T24:00", 4, {"2026-05-30": 16}),
    ],
)
def test_34_clock_tricks_real_minutes_split_at_local_midnight(
    town: Any, start: str, end: str, hours: float, days: dict[str, int]
) -> None:
    at = "2027-01-01T12:00" if start[:4] == "2026" and end[:4] == "2027" else f"{start[:7]}-31T12:00"
    result = town("submit", at, who="A", task="T1", start=start, end=end, claim="c1")
    assert result == {"state": "submitted", "hours": hours}
    assert {part.day.isoformat(): part.quarters for part in town.store.get(Claim, "c1").parts} == days


def test_34_the_new_year_begins_a_new_cap(town: Any) -> None:
    town("submit", "2027-01-01T12:00", who="A", task="T1", start="2026-12-31T14:00", end="2027-01-01T02:00", claim="c1")
    town("confirm", "2027-01-01T13:00", by="OC", claim="c1")
    town("release", "2027-01-01T14:00", by="C1", claim="c1")
    result = town("release", "2027-01-01T15:00", by="C2", claim="c1")
    assert (result["hours"], result["points"], result["cut_by"]) == (12, 10, "per_day")


def test_the_id_of_a_living_claim_cannot_be_taken_by_another_person(town: Any) -> None:
    town.submit("c1", DAY, "10:00", "12:00")
    with pytest.raises(BookingError):
        town.submit("c1", DAY, "10:00", "12:00", who="B")


def test_the_journal_refuses_what_does_not_balance_or_mixes_hours_and_points(town: Any) -> None:
    desk = town.desk(f"{DAY}T08:00")
    for postings in (moves(("pot", 4)), moves(("issuance", -4), ("hours:A", 4)), ()):
        with pytest.raises(BookingError):
            town.store.append(Entry("request:1:DONATE", Kind.DONATE, desk.now, postings, "1"))
