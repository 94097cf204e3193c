"""The table of fields is whole and consistent."""

from __future__ import annotations

import pytest

from documents import paths
from documents.errors import UnknownField
from documents.fields import SECTIONS, Phase, fields


def test_all_202_fields_of_the_law_reference_are_there() -> None:
    own = {"capital.minimum_capital.type", "capital.minimum_capital.value", "capital.minimum_capital.base"}
    own |= {path for path in fields() if path.startswith("plan.details.")}
    assert len(set(fields()) - own) == 202


def test_every_section_has_fields() -> None:
    assert {path.split(".")[0].removesuffix("[]") for path in fields()} == set(SECTIONS)


def test_a_person_field_is_found_by_its_concrete_path() -> None:
    assert fields()["persons[p3].street"] is fields()["persons[].street"]


def test_an_unknown_path_gets_a_suggestion() -> None:
    with pytest.raises(UnknownField, match=r"capital\.share_value_eur"):
        fields()["capital.share_value"]


def test_a_default_lies_within_its_own_choices_and_bounds() -> None:
    for field in fields().values():
        value = field.default
        if field.choices and value is not None:
            assert set(value if isinstance(value, list) else [value]) <= set(field.choices), field.path
        if isinstance(value, int) and field.type in ("int", "decimal"):
            assert field.min is None or value >= field.min, field.path
            assert field.max is None or value <= field.max, field.path


def test_labels_are_nouns_that_a_list_can_show() -> None:
    assert all(field.label.strip() and len(field.label) <= 80 and field.label[-1] != "." for field in fields().values())


def test_paths_of_the_two_kinds_are_told_apart() -> None:
    assert paths.split("persons[p3].street") == ("p3", ["street"])
    assert paths.split("capital.member_loans.planned") == (None, ["capital", "member_loans", "planned"])
    assert paths.generic("persons[p3].street") == "persons[].street"


def test_phases_are_ordered() -> None:
    assert [phase.name for phase in Phase] == ["draft", "invited", "founded", "audited", "registered"]
    draft, founded = ({field.path for field in fields().until(phase)} for phase in (Phase.draft, Phase.founded))
    assert draft < founded
