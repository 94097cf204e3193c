"""A record is read exactly, cleaned, and refused only when it is no record at all."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import paths
from documents.errors import RecordError
from documents.record import load_record
from documents.record_file import parse_json

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


def test_amounts_are_exact_whether_text_or_number() -> None:
    for written in (100.1, "100.1", Decimal("100.10")):
        assert load_record({"capital": {"share_value_eur": written}}).get("capital.share_value_eur") == Decimal("100.1")


def test_a_whole_number_is_a_whole_number_in_every_spelling() -> None:
    assert load_record({"coop": {"expected_employees": "5"}}).get("coop.expected_employees") == 5
    assert isinstance(load_record({"board": {"size_min": 2.0}}).get("board.size_min"), int)


def test_the_text_of_a_text_field_is_no_number() -> None:
    record = load_record({"coop": {"name": "4711"}, "persons": [{"id": "p1", "zip": "01067"}]})
    assert record.get("coop.name") == "4711"
    assert record.get("persons[p1].zip") == "01067"


def test_text_in_a_number_field_stays_for_the_rules() -> None:
    assert load_record({"capital": {"share_value_eur": "viel"}}).get("capital.share_value_eur") == "viel"


def test_what_is_not_finite_is_null() -> None:
    assert load_record({"plan": {"years": float("nan"), "equity_eur": float("inf")}}).get("plan.years") is None


def test_an_empty_text_is_null() -> None:
    assert load_record({"coop": {"website": "  "}}).get("coop.website") is None


def test_a_missing_part_of_the_way_is_null() -> None:
    record = load_record({})
    assert record.get("capital.member_loans.planned") is None
    assert record.get("persons[p9].street") is None


@pytest.mark.parametrize(
    ("shape", "named"),
    [([], "a list"), ("x", "a text"), (5, "a number"), (None, "null"), (True, "a truth value")],
)
def test_what_is_no_object_is_refused(shape: Any, named: str) -> None:
    with pytest.raises(RecordError, match=named):
        load_record(shape)


@pytest.mark.parametrize(
    ("shape", "path"),
    [({"coop": "x"}, "coop"), ({"persons": {}}, "persons"), ({"persons": [{}, "Max"]}, r"persons\[1\]")],
)
def test_wrong_nesting_is_refused_with_its_place(shape: Any, path: str) -> None:
    with pytest.raises(RecordError, match=path):
        load_record(shape)


def test_absurd_depth_is_refused() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(RecordError, match="too deeply"):
        load_record({"coop": {"name": deep}})
    with pytest.raises(RecordError):
        parse_json("[" * 100_000)


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', '{"a": 1, "a": 2}', "\ufeff{}"])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        parse_json(text)


def test_equal_facts_have_equal_hashes() -> None:
    one = load_record({"coop": {"name": "A eG", "website": None}, "capital": {"share_value_eur": 100}})
    two = load_record({"capital": {"share_value_eur": "100.00"}, "coop": {"name": "A\u00ad eG "}})
    assert one.hash == two.hash
    assert one.hash != load_record({"coop": {"name": "B eG"}}).hash


def test_an_answer_is_put_where_it_belongs() -> None:
    record: dict[str, Any] = {}
    paths.put(record, "capital.member_loans.planned", True)
    paths.put(record, "persons[p3].street", "Weg 1")
    paths.put(record, "persons[p3].city", "Ort")
    assert record == {
        "capital": {"member_loans": {"planned": True}},
        "persons": [{"id": "p3", "street": "Weg 1", "city": "Ort"}],
    }
    assert paths.get(record, "persons[p3].city") == "Ort"


@given(JSON, JSON, st.lists(JSON, max_size=3))
def test_any_json_gives_a_record_or_a_record_error(coop: Any, other: Any, people: Any) -> None:
    try:
        record = load_record({"coop": coop, "other": other, "persons": people})
    except RecordError:
        return
    assert load_record(record.data).hash == record.hash
