"""The table of rules finds in every record exactly what the law reference expects."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import paths
from documents.derive import complete
from documents.errors import RecordError
from documents.fields import fields
from documents.rules.check import check, check_fields
from documents.rules.table import rules

Cases = dict[str, tuple[dict[str, Any], list[str]]]

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(["2027-02-30", "9999-12-31", "0001-01-01", "1e999999999", "01-01", "p1", "eG"]),
    st.lists(st.one_of(st.none(), st.text(max_size=3), st.integers(), st.lists(st.none(), max_size=1)), max_size=3),
    st.dictionaries(st.sampled_from(["type", "value", "id"]), st.integers() | st.none(), max_size=2),
)


def test_every_record_of_the_law_reference_gives_exactly_its_findings(foundings: Cases) -> None:
    found = {name: sorted(finding.key for finding in check(record)) for name, (record, _) in foundings.items()}
    assert found == {name: sorted(expected) for name, (_, expected) in foundings.items()}
    assert len(found) == 119


def test_every_rule_fires_in_one_record_and_keeps_silent_in_another(foundings: Cases) -> None:
    expected = [set(keys) for _, keys in foundings.values()]
    assert set.union(*expected) == set(rules())
    assert set.intersection(*expected) == set()


def test_there_are_166_rules_with_their_severities() -> None:
    severities = [rule.severity for rule in rules().values()]
    assert [severities.count(severity) for severity in ("error", "warning", "hint")] == [120, 31, 15]
    assert [rule.number for rule in rules().values()] == list(range(1, 167))


def test_a_finding_says_what_where_in_the_law_and_what_one_could_change(foundings: Cases) -> None:
    for finding in check(foundings["I6"][0]):
        assert finding.message.endswith(".")
        assert "[" not in finding.basis
        assert finding.ways_out
        assert all(path in fields() for path in (*finding.ways_out, *finding.fields))


def test_a_finding_names_the_persons_whom_it_concerns(village_shop: dict[str, Any]) -> None:
    village_shop["persons"][2]["street"] = None
    village_shop["persons"][1]["birth_date"] = None
    concerned = {finding.key: finding.persons for finding in check(village_shop)}
    assert concerned == {"member_data": ("p3",), "board_data": ("p2",), "fy_clause": ()}


def test_decimals_written_as_text_give_the_same_findings(scenarios: Cases) -> None:
    for record, expected in scenarios.values():
        assert sorted(finding.key for finding in check(_as_text(record))) == sorted(expected)


def test_an_empty_record_gives_a_definite_result() -> None:
    keys = {finding.key for finding in check({})}
    assert {"suffix", "seat", "min3", "name_generic", "conv_form"} <= keys
    assert keys.isdisjoint({"tenth", "shares_min", "plan_gap", "over12"})


@pytest.mark.parametrize("section", ["coop", "capital", "board", "supervisory", "founding", "persons"])
def test_a_record_without_a_section_gives_a_definite_result(village_shop: dict[str, Any], section: str) -> None:
    del village_shop[section]
    assert check(village_shop)


@given(data=st.data())
def test_odd_values_never_stop_the_check(scenarios: Cases, data: st.DataObject) -> None:
    record = copy.deepcopy(data.draw(st.sampled_from([record for record, _ in scenarios.values()])))
    for path in data.draw(st.lists(st.sampled_from(sorted(fields())), max_size=25)):
        paths.put(record, path.replace("[]", "[p1]"), data.draw(ODD))
    try:
        first = check(record)
    except RecordError:
        return
    assert first == check(record)


def test_a_new_conversation_starts_without_findings() -> None:
    assert check_fields({}, set()) == []


def test_a_rule_speaks_as_soon_as_all_its_facts_are_asked() -> None:
    record = {"capital": {"share_value_eur": 100, "payin_fixed_amount_eur": 5}}
    assert check_fields(record, {"capital.share_value_eur"}) == []
    both = check_fields(record, {"capital.share_value_eur", "capital.payin_fixed_amount_eur"})
    assert [finding.key for finding in both] == ["tenth"]


def test_a_rule_on_persons_waits_until_all_persons_were_asked() -> None:
    people = [{"id": "p1", "is_member": True, "shares": 1}, {"id": "p2", "is_member": True}]
    record = {"persons": people, "capital": {"mandatory_shares": 2}}
    asked = {"capital.mandatory_shares", "persons[].is_member", "persons[p1].shares"}
    assert "shares_min" not in {finding.key for finding in check_fields(record, asked)}
    assert "shares_min" in {finding.key for finding in check_fields(record, asked | {"persons[p2].shares"})}


def test_a_question_without_a_meaning_holds_no_rule_back() -> None:
    record = {"liability": {"type": "limited", "sum_per_share_eur": 50}, "capital": {"share_value_eur": 100}}
    asked = {"liability.type", "liability.sum_per_share_eur", "capital.share_value_eur"}
    assert {finding.key for finding in check_fields(record, asked)} == {"liab_sum", "liab_effect"}
    outside = {"membership": {"investing_allowed": True, "investing_vote": "free"}}
    silent = {"membership.investing_allowed", "membership.investing_vote"}
    assert "inv_vote" in {finding.key for finding in check_fields(outside, silent)}


def test_everything_asked_is_the_check_of_the_completed_record(scenarios: Cases) -> None:
    for record, _ in scenarios.values():
        assert check_fields(record, set(fields())) == check(complete(record))


def _as_text(value: Any) -> Any:
    """As answers are stored: every number of a record as text."""
    if isinstance(value, dict):
        return {key: _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
