"""`founding check FILE…`, and the table of rules when an editor makes a mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from data.content import ContentError
from documents.rules import table
from documents.rules.operate import check_files

RULE = """
law_version: "2026-08-19"
checked: "2026-11-25"
rules:
  suffix:
    number: 1
    severity: error
    fires_when: {condition}
    message: Der Name fehlt.
    basis: § 3 GenG
    ways_out: [{way}]
    links: []
"""


def test_each_file_gives_one_result(tmp_path: Path, village_shop: dict[str, Any]) -> None:
    good, broken, alien = tmp_path / "good.json", tmp_path / "broken.json", tmp_path / "alien.json"
    good.write_text(json.dumps(village_shop), "utf-8-sig")
    broken.write_text("{", "utf8")
    alien.write_bytes(b"PK\x03\x04\xff")
    results = list(check_files([good, broken, alien, tmp_path / "nowhere.json", tmp_path]))
    assert [Path(result["file"]).stem for result in results[:4]] == ["good", "broken", "alien", "nowhere"]
    assert [finding["key"] for finding in results[0]["findings"]] == ["fy_clause"]
    assert set(results[0]["findings"][0]) == {"key", "severity", "message", "basis"}
    assert results[0]["missing"] == results[0]["out_of_type"] == []
    assert all("findings" not in result and result["error"] for result in results[1:])


def test_a_record_that_is_a_list_is_an_error_with_its_reason(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text("[]", "utf8")
    [result] = check_files([tmp_path / "list.json"])
    assert result["error"] == "a record is an object, not a list"


@pytest.mark.parametrize(
    ("condition", "way", "line", "said"),
    [
        ("not has_sufix(coop.name)", "coop.name", 8, "has_sufix"),
        ("not coop.nam", "coop.name", 8, "coop.nam"),
        ("coop.name ==", "coop.name", 8, "not an expression"),
        ("not coop.name", "coop.nam", 11, "coop.nam"),
    ],
)
def test_a_broken_rule_is_reported_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, condition: str, way: str, line: int, said: str
) -> None:
    (tmp_path / "a.yml").write_text(RULE.format(condition=condition, way=way), "utf8")
    monkeypatch.setattr(table, "FOLDER", tmp_path)
    with pytest.raises(ContentError, match=said) as caught:
        table.rules.__wrapped__()
    assert (caught.value.file.name, caught.value.line) == ("a.yml", line)


def test_every_expression_of_the_fields_can_be_read() -> None:
    from documents.fields import fields
    from documents.rules.expression import read

    for field in fields().values():
        for expression in field.expressions:
            assert read(expression).reads is not None
