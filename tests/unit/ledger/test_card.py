"""The Ehrenamtskarte: the decision procedure of the facts (2.2), Land by Land and at its bounds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.card.check import check
from ledger.card.facts import Facts
from ledger.card.states import State, all_rows, states

LANDS = ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]
LIKELY, LATER, ASK = "likely", "not_yet", "ask_office"

ROWS: list[tuple[str, dict[str, Any], str, Any]] = [
    # Baden-Württemberg: 200 hours, twelve months, or 100 hours in one project
    ("BW", {"age": 30, "hours_year": 200, "months": 12}, LIKELY, "hours"),
    ("BW", {"age": 30, "hours_week": 4, "months": 12}, LIKELY, "hours"),
    ("BW", {"age": 30, "project_hours": 100}, LIKELY, "project"),
    ("BW", {"age": 17, "project_hours": 100}, ASK, ["fact_unknown", "min_age"]),
    ("BW", {"age": 30, "project_hours": 99, "hours_year": 99, "months": 3}, LATER, {"hours_year": 101, "months": 9}),
    # Bayern: blue and gold, place of residence, allowance of the older tax amounts
    ("BY", {"age": 16, "hours_week": 5, "months": 300}, LIKELY, "gold"),
    ("BY", {"age": 50, "qualifications": ["state_honour"]}, LIKELY, "gold_honour"),
    ("BY", {"age": 15, "qualifications": ["reservist"]}, LATER, {"age": 1}),
    ("BY", {"age": 15, "hours_week": 5, "months": 24, "qualifications": ["juleica"]}, LATER, {"age": 1}),
    ("BY", {"age": 40, "hours_year": 250, "months": 24, "allowance_cents": 84001}, ASK, ["allowance"]),
    (
        "BY",
        {"age": 40, "hours_year": 250, "months": 24, "allowance_cents": 300000, "allowance_kind": "trainer"},
        LIKELY,
        "hours",
    ),
    # Berlin and Brandenburg: one card, two rules of allowance
    ("BE", {"age": 18, "hours_year": 200, "months": 12, "allowance_cents": 330000}, LIKELY, "hours"),
    ("BB", {"age": 18, "hours_week": 4, "months": 12, "allowance_cents": 1}, ASK, ["allowance"]),
    ("BE", {"age": 18, "qualifications": ["juleica"]}, LIKELY, "qualification"),
    # Bremen and Niedersachsen: or since the organisation exists
    ("HB", {"age": 20, "hours_week": 5, "months": 7, "org_age_months": 7}, LIKELY, "hours"),
    ("NI", {"age": 20, "hours_week": 5, "months": 24, "org_age_months": 90}, LIKELY, "hours"),
    ("NI", {"age": 20, "hours_week": 5, "months": 24, "takes_part": False}, ASK, ["municipality_not_participating"]),
    ("HB", {"age": 20, "hours_week": 5, "months": 24, "takes_part": False}, LIKELY, "hours"),
    # Hamburg: exceptions from 15, for ever after twenty years
    ("HH", {"age": 16, "hours_week": 2, "months": 240}, LIKELY, "long_service"),
    ("HH", {"age": 15, "hours_week": 2, "months": 12}, ASK, ["min_age"]),
    ("HH", {"age": 14, "hours_week": 2, "months": 12}, LATER, {"age": 2}),
    # Hessen: the counties decide
    ("HE", {"age": 40, "hours_week": 5, "months": 60}, ASK, ["local_rules", "min_months"]),
    ("HE", {"age": 40, "hours_week": 4, "months": 60}, LATER, {"hours_year": 50}),
    # Mecklenburg-Vorpommern: age bands
    ("MV", {"age": 27, "hours_week": 2.5, "months": 12}, LIKELY, "youth"),
    ("MV", {"age": 28, "hours_week": 2.5, "months": 36}, LATER, {"hours_year": 75}),
    ("MV", {"age": 70, "hours_year": 120, "months": 36}, LATER, {"hours_year": 80}),
    ("MV", {"age": 71, "hours_year": 120, "months": 36}, LIKELY, "senior"),
    ("MV", {"age": 13, "hours_year": 300, "months": 36}, LATER, {"age": 1}),
    ("MV", {"age": 30, "qualifications": ["voluntary_service_done"]}, LIKELY, "qualification"),
    # Nordrhein-Westfalen: set locally
    ("NW", {"age": 18, "hours_week": 4, "months": 36}, LIKELY, "hours"),
    ("NW", {"age": 17, "hours_week": 4, "months": 36}, ASK, ["min_age"]),
    ("NW", {"age": 17, "hours_week": 4, "months": 35}, ASK, ["min_age", "min_months"]),
    ("NW", {"age": 40, "months": 300}, LIKELY, "jubilee"),
    ("NW", {"age": 40, "hours_week": 3, "months": 1}, LATER, {"hours_year": 50}),
    # Rheinland-Pfalz: twelve months as a rule
    ("RP", {"age": 14, "hours_week": 5, "months": 12}, LIKELY, "hours"),
    ("RP", {"age": 14, "hours_week": 5, "months": 11}, ASK, ["min_months"]),
    ("RP", {"age": 13, "hours_week": 5, "months": 12}, LATER, {"age": 1}),
    # Saarland, Sachsen, Sachsen-Anhalt, Schleswig-Holstein, Thüringen
    ("SL", {"age": 17, "hours_week": 5, "months": 24}, ASK, ["min_age"]),
    ("SL", {"age": 30, "qualifications": ["juleica"], "takes_part": False}, ASK, ["municipality_not_participating"]),
    ("SN", {"age": 14, "hours_week": 3, "months": 24}, LIKELY, "hours"),
    ("SN", {"age": 14, "hours_year": 150, "months": 24}, LIKELY, "hours"),
    (
        "SN",
        {"age": 30, "hours_week": 3, "months": 24, "engaged_in_land": False, "lives_in_land": False},
        ASK,
        ["place"],
    ),
    ("ST", {"age": 30, "paid": True}, ASK, ["no_state_card"]),
    ("SH", {"age": 16, "qualifications": ["juleica"], "redeemed_points": True}, ASK, ["points_benefit"]),
    ("SH", {"age": 16, "hours_year": 150, "months": 24, "paid": True}, ASK, ["paid_activity"]),
    ("TH", {"age": 18, "hours_week": 5, "months": 60}, LIKELY, "hours"),
    ("TH", {"age": 17, "hours_week": 5, "months": 60}, LATER, {"age": 1}),
    ("TH", {"age": 40, "hours_year": 240, "months": 60}, LATER, {"hours_week": Decimal("0.2")}),
    # what is not known is never guessed
    ("BY", {}, ASK, ["fact_unknown"]),
    ("BY", {"age": 40, "hours_week": 5}, ASK, ["fact_unknown"]),
    ("BY", {"hours_week": 2, "months": 2}, LATER, {"hours_year": 150, "months": 22}),
    ("BY", {"age": 40, "hours_week": 1, "months": 40, "lives_in_land": False}, LATER, {"hours_year": 200}),
]


@pytest.mark.parametrize(("land", "facts", "result", "more"), ROWS)
def test_each_land_by_its_own_rules(land: str, facts: dict[str, Any], result: str, more: Any) -> None:
    found = check(states()[land], Facts.model_validate(facts))
    assert found.result == result
    if result == LIKELY:
        assert found.path == more
    elif result == LATER:
        assert found.missing == more
    else:
        assert list(found.reasons) == more


def test_all_sixteen_have_a_row_with_a_source() -> None:
    assert sorted(states()) == sorted(LANDS)
    assert [row.code for row in all_rows() if not row.src.startswith("https://")] == []


def test_gates_are_hints_for_whom_is_still_short() -> None:
    far = Facts(age=40, hours_year=Decimal(10), months=1, takes_part=False, paid=True)
    found = check(states()["BY"], far)
    assert found.result == LATER
    assert {"paid_activity", "municipality_not_participating"} <= set(found.hints)


def test_hints_stand_beside_the_result() -> None:
    found = check(states()["TH"], Facts(age=40, hours_week=Decimal(5), months=60, redeemed_points=True))
    assert found.hints == ("quota", "participation_unknown", "points_benefit", "yearly_certificate")
    found = check(states()["NW"], Facts(age=40, hours_week=Decimal(5), months=60, takes_part=True))
    assert found.hints == ("validity_unsure", "yearly_certificate")


def test_a_town_settles_what_its_land_leaves_open() -> None:
    town = states()["HE"].overridden({"min_months": 12, "min_age": 16, "valid_months": 36})
    assert not town.local_rules
    assert town.unsure == ()
    assert check(town, Facts(age=16, hours_week=Decimal(5), months=12)).result == LIKELY
    assert check(town, Facts(age=16, hours_week=Decimal(5), months=11)).missing == {"months": 1}
    assert check(town, Facts(age=15, hours_week=Decimal(5), months=12)).missing == {"age": 1}


def test_a_town_may_set_fields_of_the_row_too() -> None:
    town = states()["BY"].overridden({"place": "either"})
    facts = Facts(age=30, hours_week=Decimal(5), months=24, lives_in_land=False)
    assert check(states()["BY"], facts).reasons == ("place",)
    assert check(town, facts).result == LIKELY


@pytest.mark.parametrize("fields", [{"paths": []}, {"code": "BY"}, {"min_hours": 3}, {"min_months": "soon"}])
def test_what_no_town_can_set_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"town|valid"):
        states()["HE"].overridden(fields)


def test_the_version_of_the_day_counts() -> None:
    assert states(date(2026, 1, 31))["NW"].valid_from == date(2026, 2, 1)  # the only version that we have
    assert states(date(2026, 2, 1))["NW"] == states()["NW"]


def test_a_row_of_low_confidence_never_says_likely() -> None:
    row = State.model_validate(states()["BY"].model_dump() | {"conf": "low"})
    assert check(row, Facts(age=30, hours_week=Decimal(5), months=24)).reasons == ("row_uncertain",)


@given(
    st.sampled_from(LANDS),
    st.builds(
        Facts,
        age=st.none() | st.integers(0, 110),
        hours_week=st.none() | st.decimals(0, 60, places=1),
        hours_year=st.none() | st.decimals(0, 3000, places=0),
        months=st.none() | st.integers(0, 500),
        org_age_months=st.none() | st.integers(0, 100),
        qualifications=st.lists(st.sampled_from(["juleica", "fire_service", "state_honour"])).map(tuple),
        project_hours=st.decimals(0, 200, places=0),
        allowance_cents=st.integers(0, 400000),
        paid=st.booleans(),
        takes_part=st.none() | st.booleans(),
    ),
)
def test_everyone_gets_exactly_one_result_with_what_belongs_to_it(land: str, facts: Facts) -> None:
    found = check(states()[land], facts)
    assert (found.result == LIKELY) == (found.path is not None and not found.missing)
    assert (found.result == LATER) == bool(found.missing)
    assert (found.result == ASK) == bool(found.reasons)
    assert all(amount > 0 for amount in (found.missing or {}).values())


@given(st.sampled_from(LANDS), st.integers(18, 80), st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_more_hours_and_months_never_make_it_worse(land: str, age: int, hours: int, months: int, more: int) -> None:
    rank = {LATER: 0, ASK: 1, LIKELY: 2}
    before = check(states()[land], Facts(age=age, hours_year=Decimal(hours), months=months))
    after = check(states()[land], Facts(age=age, hours_year=Decimal(hours + more), months=months + more))
    assert rank[after.result] >= rank[before.result]
