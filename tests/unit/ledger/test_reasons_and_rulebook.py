"""Every reason key has a plain sentence; the rulebook keeps its bounds and names what is wrong with its line."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.content import ContentError
from ledger.errors import Refused
from ledger.hours.submitting import CHECKS as SUBMITTING
from ledger.points.issuing import CHECKS as ISSUING
from ledger.reasons import reasons
from ledger.rulebook import FILE, Rulebooks, default_rulebook

START = date(2027, 5, 1)
OF_OTHER_PARTS = {"append_only"}
"""What only a database says, to no person."""


def raised(root: Path) -> Iterator[str]:
    """Every key that the code names in `Refused("…")`."""
    for file in (root / "ledger").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                yield from (str(key.value) for key in node.args if isinstance(key, ast.Constant))


def test_every_refusal_has_a_sentence(root: Path) -> None:
    keys = {*raised(root), *(key for key, _ in SUBMITTING), *(key for key, _ in ISSUING)} - OF_OTHER_PARTS
    assert len(keys) > 50
    assert keys - set(reasons().refused) == set()


def test_sentences_are_short_and_calm() -> None:
    table = reasons()
    texts = [t for part in (table.refused, table.waiting, table.cut_by, table.card, table.hints) for t in part.values()]
    for text in texts:
        assert text.endswith("."), text
        assert not re.search(r"!|leider|\bdu\b", text), text
        assert max(len(sentence.split()) for sentence in re.split(r"(?<=[.?:]) ", text)) <= 15, text


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("caps.per_month_points", 25, None),
        ("caps.per_year_points", 150, "out_of_bounds"),
        ("transfer.person_to_person", True, "protected_parameter"),
        ("caps.per_day_points", 8, "unchanged"),
        ("caps.per_day_points", True, "out_of_bounds"),
        ("caps.per_day_points", "7", "out_of_bounds"),
        ("caps.per_day_points", 3, "out_of_bounds"),
        ("caps.per_week_points", 3, "unknown_parameter"),
        ("issuance.coverage_freeze", "1.1", "inconsistent_parameters"),
        ("issuance.coverage_freeze", "NaN", "out_of_bounds"),
        ("earning.late_max_days", 30, None),
        ("expiry.reminder_days", [30, 7], None),
        ("expiry.reminder_days", [30], "out_of_bounds"),
        ("expiry.reminder_days", [30, 0], "out_of_bounds"),
        ("expiry.reminder_days", 30, "out_of_bounds"),
        ("appeal.board", 5, None),
        ("appeal.board", 4, "out_of_bounds"),
        ("transfer.person_to_pot", False, None),
    ],
)
def test_a_proposed_value_is_accepted_or_refused_at_once(name: str, value: Any, reason: str | None) -> None:
    if reason is None:
        changed = default_rulebook().changed(name, value, START)
        assert (changed.version, changed[name]) == (2, tuple(value) if isinstance(value, list) else value)
        assert changed.hash != default_rulebook().hash
    else:
        with pytest.raises(Refused, match=reason):
            default_rulebook().changed(name, value, START)


def test_a_higher_yearly_cap_needs_a_lower_value_of_the_point() -> None:
    lower = default_rulebook().changed("caps.per_year_points", 100, START)
    assert lower.changed("value.max_ref_cents_per_point", 150, START)["value.max_ref_cents_per_point"] == 150
    cheap = default_rulebook().changed("value.max_ref_cents_per_point", 100, START)
    assert cheap.integer("caps.per_year_points") * 100 <= 24000


def test_a_new_version_acts_from_its_day_on() -> None:
    old = default_rulebook()
    versions = Rulebooks([old.changed("caps.per_day_points", 6, START), old])
    days = (date(2020, 1, 1), date(2027, 4, 30), START)
    assert [versions.on(day).integer("caps.per_day_points") for day in days] == [8, 8, 6]


def test_caps_follow_the_rulebook_of_the_day_of_the_work(town: Any) -> None:
    town.rulebooks = Rulebooks(
        [default_rulebook(), default_rulebook().changed("caps.per_day_points", 4, date(2026, 3, 3))]
    )
    town.submit("c1", "2026-03-02", "08:00", "14:00")
    town.submit("c2", "2026-03-03", "08:00", "14:00")
    for claim in ("c1", "c2"):
        town("confirm", "2026-03-04T10:00", by="OC", claim=claim)
    assert [town("release", "2026-03-04T11:00", by="C1", claim=claim)["points"] for claim in ("c1", "c2")] == [6, 4]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("default: 8, low: 4, high: 8", "default: 9, low: 4, high: 8", "caps.per_day_points", "out of bounds"),
        ("class: core, basis", "class: kern, basis", "earning.min_age", "protected"),
        ("unit: quarters,", "unitt: quarters,", "earning.quarters_per_point", "unit"),
        ('default: "0.8", low: "0.5", high: "2.0"', 'default: "1.2", low: "0.5", high: "2.0"', "parameters", "≤"),
        ("caps.per_day_points:", "caps.per_dai_points:", "parameters", "caps.per_day_points is missing"),
    ],
)
def test_a_wrong_rulebook_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: str, reason: str) -> None:
    text = FILE.read_text("utf8")
    file = tmp_path / "rulebook.yml"
    file.write_text(text.replace(old, new, 1), "utf8")
    with pytest.raises(ContentError) as caught:
        default_rulebook(file)
    at = next(number for number, row in enumerate(text.split("\n"), 1) if row.strip().startswith(f"{line}:"))
    assert caught.value.line == at
    assert reason in f"{caught.value.reason} {caught.value.suggestion}"


def test_our_default_is_the_one_of_the_facts() -> None:
    rules = default_rulebook()
    assert len(rules.values) == 51
    assert rules.share("recheck.share") == Decimal("0.05")
    assert rules["expiry.reminder_days"] == (90, 30, 7)
    assert rules.quarters("caps.balance_ceiling_points") == 240
    assert rules.hash == default_rulebook().hash
