"""Rows of a table or of the web form as persons: finds the columns by their headings, checks every row first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from pydantic import JsonValue

from data.content import load
from data.language import fold
from documents.answers.calendar import When
from documents.answers.result import Refused
from documents.persons import fields
from documents.persons.draft import Draft, Listed, Problem, problem_of, same_person
from documents.persons.tables import Row, Table, read_table, read_text

Columns = Mapping[int, str]


@cache
def headings() -> dict[str, str]:
    """Folded heading → key of a fact."""
    table = load(Path(__file__).with_name("columns.yml"))
    return {heading: key for key, known in table.items() for heading in known}


def read_file(content: bytes, name: str, when: When) -> Listed | Refused:
    """The persons of a CSV or .xlsx file."""
    table = read_table(content, name)
    return table if isinstance(table, Refused) else persons_of(table, when)


def is_table(text: str) -> bool:
    """Whether a pasted text begins with a line of headings."""
    table = read_text(text.split("\n", 2)[0])
    return not isinstance(table, Refused) and bool(table.rows) and len(_columns(table.rows[0])) >= 3


def persons_of(table: Table, when: When) -> Listed | Refused:
    """The persons of a table whose first filled row holds the headings."""
    filled = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    columns = _columns(filled[0]) if filled else {}
    if not {"family_name", "name", "company_name"} & set(columns.values()):
        return Refused("utter_founding_file_columns", {"found": [c for c in filled[0].cells if c] if filled else []})
    drafts: list[Draft] = []
    repeated: list[int] = []
    for row in filled[1:]:
        draft = person_of(_named(row, columns), when, row.number)
        if draft.usable and any(same_person(draft.facts, d.facts) for d in drafts if d.usable):
            repeated.append(row.number)
        else:
            drafts.append(draft)
    unknown = tuple(cell for i, cell in enumerate(filled[0].cells) if cell and i not in columns)
    return Listed(
        tuple(drafts),
        blank=len(table.rows) - len(filled),
        repeated=tuple(repeated),
        encoding=table.encoding,
        separator=table.separator,
        columns=tuple(filled[0].cells[i] for i in sorted(columns)),
        ignored=(*unknown, *table.ignored),
    )


def person_of(row: Mapping[str, str], when: When, number: int = 1) -> Draft:
    """One row (key of a fact → text, also from the web form) as a person, with the problems of its fields."""
    facts: dict[str, JsonValue] = {}
    problems: list[Problem] = []
    for key, said in row.items():
        for found in fields.cell(key, said, when):
            if isinstance(found, tuple):
                facts[found[0]] = found[1]
            else:
                problems.append(problem_of(number, key, said, found))
    if facts and "type" not in facts:
        facts["type"] = (
            fields.organisation_type(str(facts["company_name"])) or "legal_private"
            if facts.get("company_name")
            else "natural"
        )
    draft = Draft(number, facts, tuple(problems))
    if not draft.usable and not problems:
        return Draft(number, facts, (Problem(number, "family_name", "", "utter_founding_row_no_name"),))
    return draft


def _columns(row: Row) -> Columns:
    found: dict[int, str] = {}
    for index, heading in enumerate(row.cells):
        key = headings().get(fold(heading))
        if key and key not in found.values():
            found[index] = key
    return found


def _named(row: Row, columns: Columns) -> dict[str, str]:
    cells: dict[str, str] = {key: row.cells[index] for index, key in columns.items() if index < len(row.cells)}
    number = cells.pop("number", "")
    if number and cells.get("street"):
        cells["street"] = f"{cells['street']} {number}"
    return {key: cell for key, cell in cells.items() if cell.strip()}


def known_rows(persons: Sequence[Mapping[str, JsonValue]], listed: Listed) -> tuple[list[Draft], list[Draft]]:
    """The people of a list that are new, and those who are in the founding already."""
    new = [d for d in listed.people if not any(same_person(d.facts, known) for known in persons)]
    return new, [d for d in listed.people if d not in new]
