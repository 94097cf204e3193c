"""Whatever a record holds, the papers come out whole: no crash, no hole, no double blank, no dead reference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import paths
from documents.dossier import case_of
from documents.fields import Field, fields
from documents.papers import templates
from documents.papers.compose import compose
from documents.papers.texts import papers
from documents.record import load_record
from documents.rendering.plain import passages

VARIANTS = ("signed_statutes", "text_form")
HOLE = re.compile(r"\{\{|\}\}|\{%|undefined|\bNone\b|\bnan\b|, ,|\(\)|[ \u00a0]{2}|[\ue000\ue001]|:: |\*\*|\.\.(?!\.)")


def holes(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The broken passages of all papers that the record calls for."""
    facts = case_of(load_record(record)).facts | {"papers": []}
    wanted = [text for text in papers() if templates.holds(text.meta.condition, facts)]
    told = ((text.meta.name, passage.text) for text in wanted for passage in passages(compose(text, facts)))
    return [(name, text) for name, text in told if HOLE.search(text)]


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
    assert holes(freibad) == []


def test_every_known_record_and_mutation_gives_whole_papers(foundings: Mapping[str, Any]) -> None:
    for name, (record, _) in foundings.items():
        assert holes(record) == [], name


PARTS = st.sampled_from(["", "Ö", "von der Au", "Ein sehr langer Name mit vielen Wörtern", "42", None])
PERSON = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["natural", "legal_private", "legal_public", "partnership", None]),
        "family_name": PARTS, "given_names": PARTS, "company_name": PARTS, "street": PARTS, "zip": PARTS, "city": PARTS,
        "birth_date": st.sampled_from(["1970-01-01", "2012-02-29", "31.12.1999", None]),
        "is_member": st.booleans(), "status": st.sampled_from(["ordinary", "investing", None]),
        "shares": st.sampled_from([0, 1, 5, 1000, None]), "signed_statutes": st.booleans(),
        "joining_declaration": st.booleans(), "represents": st.sampled_from([None, "p0", "p1", "nobody"]),
    }
)  # fmt: skip
IDS = st.lists(st.sampled_from(["p0", "p1", "p2", "p9"]), unique=True)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(PERSON, max_size=6), board=IDS, control=IDS, variant=st.sampled_from(VARIANTS), held=st.booleans())
def test_any_people_give_whole_papers(
    rows: list[dict[str, Any]], board: list[str], control: list[str], variant: str, held: bool, freibad: dict[str, Any]
) -> None:
    freibad["persons"] = [{"id": f"p{number}", **row} for number, row in enumerate(rows)]
    freibad["founding"] |= {"variant": variant, "text_declaration_ids": control}
    freibad["board"]["member_ids"], freibad["supervisory"]["member_ids"] = board, control
    freibad["capital"] |= {"in_kind_planned": held, "member_loans": {"planned": held}}
    freibad["coop"]["consumer_distance_joining"] = held
    if held:
        freibad["events"] = {"founded_on": "2027-03-20", "audited_on": "2027-06-20"}
    assert holes(freibad) == []
