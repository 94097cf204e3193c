"""What a founding still needs, what follows by itself, and what is not of its type."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import paths
from documents.completeness import Fault, missing, out_of_type
from documents.derive import complete, derived
from documents.fields import Phase, fields
from documents.relevance import proposal
from documents.rules.facts import Facts

Cases = dict[str, tuple[dict[str, Any], list[str]]]


def test_the_lawful_records_are_complete_and_of_their_types(scenarios: Cases) -> None:
    for name in ("V1", "V2", "V4", "V5"):
        record = scenarios[name][0]
        assert missing(record, Phase.registered) == []
        assert out_of_type(record) == []


def test_a_draft_does_not_need_what_only_the_meeting_knows(village_shop: dict[str, Any]) -> None:
    village_shop["founding"] = village_shop["registration"] = {}
    village_shop["board"]["member_ids"] = []
    assert missing(village_shop, Phase.draft) == []
    assert "founding.meeting_date" in missing(village_shop, Phase.invited)
    assert "board.member_ids" in missing(village_shop, Phase.founded)


def test_what_hangs_on_a_condition_is_needed_under_it_alone(village_shop: dict[str, Any]) -> None:
    village_shop["capital"] |= {"mandatory_shares": 2, "mandatory_basis": None}
    assert missing(village_shop, Phase.draft) == ["capital.mandatory_basis"]
    village_shop["capital"]["mandatory_shares"] = 1
    assert missing(village_shop, Phase.draft) == []


def test_the_birth_date_is_needed_for_the_board_alone(village_shop: dict[str, Any]) -> None:
    for person in village_shop["persons"]:
        person["birth_date"] = None
    assert missing(village_shop, Phase.founded) == ["persons[p1].birth_date", "persons[p2].birth_date"]


def test_derived_facts_are_never_missing_and_never_asked(village_shop: dict[str, Any]) -> None:
    for path, field in fields().items():
        if field.source != "ask" and not field.of_person:
            paths.put(village_shop, path, None)
    assert missing(village_shop, Phase.registered) == []


def test_derived_facts_are_those_of_the_lawful_records(scenarios: Cases) -> None:
    for name in ("V1", "V2", "V4", "V5"):
        record = scenarios[name][0]
        computed = {path: field for path, field in fields().items() if field.derive or field.constant is not None}
        bare = complete(record).data
        for path in computed:
            paths.put(bare, path, None)
        filled = complete(bare)
        for path in computed:
            assert filled.get(path) == paths.get(record, path), (name, path)


def test_nothing_is_derived_from_an_answer_that_is_not_there() -> None:
    assert "supervisory.waiver_clause" not in derived({})
    assert derived({"supervisory": {"exists": False}})["supervisory.waiver_clause"] is True
    assert derived({"supervisory": {"exists": False}})["supervisory.size"] == 0


def test_a_completed_record_has_no_hole_for_a_template() -> None:
    data = complete({"persons": [{"id": "p1"}]}).data
    for path, field in fields().items():
        node: Any = data["persons"][0] if field.of_person else data
        keys = path.removeprefix("persons[].").split(".")
        if path.startswith("capital.minimum_capital."):
            continue
        for key in keys:
            assert key in node, path
            node = node[key]


@pytest.mark.parametrize(
    ("path", "record", "proposed"),
    [
        ("capital.share_value_eur", {}, 100),
        ("capital.payin_fixed_amount_eur", {"capital": {"share_value_eur": "250.50"}}, Decimal("250.5")),
        ("supervisory.exists", {"coop": {"expected_members_12m": 21}}, True),
        ("supervisory.exists", {"coop": {"expected_members_12m": 20}}, False),
        ("supervisory.quorum", {"supervisory": {"size": 4}}, 3),
        (
            "coop.first_fy_end",
            {"coop": {"fiscal_year_start": "01-01"}, "founding": {"meeting_date": "2027-03-20"}},
            "2027-12-31",
        ),
        ("announcements.medium", {"coop": {"website": "https://a.example"}}, "website"),
        ("announcements.medium", {}, None),
        ("assembly.chair_rule", {"supervisory": {"exists": False}}, "ein von der Versammlung gewähltes Mitglied"),
    ],
)
def test_a_proposal_follows_from_earlier_answers(path: str, record: Any, proposed: Any) -> None:
    from documents.record import load_record

    assert proposal(fields()[path], Facts(load_record(record))) == proposed


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("coop.name", "eG", "too_short"),
        ("coop.name", "x" * 121, "too_long"),
        ("coop.name", 5, "not_a_text"),
        ("coop.seat_state", "Preußen", "not_a_choice"),
        ("coop.holdings_clause", "ja", "not_a_truth_value"),
        ("coop.expected_employees", 1.5, "not_a_whole_number"),
        ("coop.expected_members_12m", 2, "too_small"),
        ("coop.fiscal_year_start", "13-01", "wrong_form"),
        ("coop.first_fy_end", "2027-02-30", "not_a_date"),
        ("capital.share_value_eur", 0, "too_small"),
        ("capital.share_value_eur", "10.005", "too_many_places"),
        ("capital.share_value_eur", "viel", "not_a_number"),
        ("capital.minimum_capital", 5, "not_an_object"),
        ("reserve.board_allocation_max_pct", 50.1, "too_large"),
        ("founding.meeting_time", "24:00", "not_a_time"),
        ("assembly.formats", "presence", "not_a_list"),
        ("assembly.formats", ["presence", "online"], "not_a_choice"),
        ("coop.purpose_types", [], "too_few"),
        ("announcements.medium", "Aushang am Rathaus", "wrong_form"),
        ("persons[p1].zip", "1067", "wrong_form"),
        ("persons[p1].email", "erika", "wrong_form"),
    ],
)
def test_an_answer_outside_its_type_is_named(village_shop: dict[str, Any], path: str, value: Any, reason: str) -> None:
    paths.put(village_shop, path, value)
    assert Fault(path, reason) in out_of_type(village_shop)


@given(value=st.none() | st.booleans() | st.floats() | st.text(max_size=4) | st.lists(st.integers(), max_size=2))
def test_no_value_stops_the_look_at_a_record(value: Any) -> None:
    record: dict[str, Any] = {"persons": [{"id": "p1"}]}
    for path, field in fields().items():
        if field.type != "object":
            paths.put(record, path.replace("[]", "[p1]") if path != "persons[].id" else "persons[p1].email", value)
    record["persons"][0]["id"] = "p1"
    missing(record, Phase.registered)
    out_of_type(record)
