"""Whatever a record holds, the papers come out whole: no crash, no hole, no double blank, no dead reference."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import paths
from documents.dossier import build
from documents.fields import Field, fields
from documents.rendering.plain import passages

SHARED = Path(__file__).parents[4] / "shared" / "facts" / "foundings.json"
HOLE = re.compile(r"\{\{|\}\}|\{%|undefined|\bNone\b|\bnan\b|, ,|\(\)|[ \u00a0]{2}|[\ue000\ue001]|:: |\*\*|\.\.(?!\.)")


def answers(field: Field) -> st.SearchStrategy[Any]:
    nothing = st.none()
    match field.type:
        case "bool":
            return st.booleans() | nothing
        case "enum":
            return st.sampled_from(sorted(field.choices)) | nothing
        case "set":
            return st.lists(st.sampled_from(sorted(field.choices)), unique=True) | nothing
        case "int":
            return st.integers(0, 2000) | nothing
        case "decimal":
            return st.decimals(0, 100000, places=2).map(str) | nothing
        case "date":
            return st.dates().map(str) | nothing
        case _:
            return st.sampled_from(["Text", "", "Ein Satz."]) | nothing


ASKED = [
    path for path, field in fields().items() if not field.of_person and field.type not in ("object", "list", "time")
]
CHANGES = st.lists(st.sampled_from(ASKED), min_size=1, max_size=25, unique=True).flatmap(
    lambda chosen: st.fixed_dictionaries({path: answers(fields()[path]) for path in chosen})
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(changes=CHANGES)
def test_any_answers_give_whole_papers(changes: dict[str, Any], freibad: dict[str, Any]) -> None:
    for path, value in changes.items():
        paths.put(freibad, path, value)
    for file in build(freibad).files:
        broken = [passage.text for passage in passages(file.paper) if HOLE.search(passage.text)]
        assert not broken, file.name


@pytest.mark.skipif(not SHARED.exists(), reason="needs ../shared/facts/foundings.json")
def test_every_known_record_and_change_gives_papers() -> None:
    facts = json.loads(SHARED.read_text("utf8"))
    for scenario in facts["scenarios"]:
        assert len(build(scenario["record"]).files) == 10
