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
HEAD = 10
"""So many filled rows may stand before the headings."""
NAMES = {"family_name", "name", "company_name"}


@cache
def headings() -> dict[str, str]:
    """Folded heading → key of a fact."""
    table = load(Path(__file__).with_name("columns.yml"))
    return {heading: key for key, known in table.items() for heading in known}


@cache
def sums_words() -> frozenset[str]:
    """Folded words in place of a name that make a row a sum."""
    return frozenset(load(Path(__file__).with_name("sums.yml")))


def read_file(content: bytes, name: str, when: When) -> Listed | Refused:
    """The persons of a CSV or .xlsx file."""
    table = read_table(content, name)
    return table if isinstance(table, Refused) else persons_of(table, when)


def is_table(text: str) -> bool:
    """Whether a pasted text begins with a line of headings."""
    table = read_text(text.split("\n", 2)[0])
    return not isinstance(table, Refused) and bool(table.rows) and len(_columns(table.rows[0])) >= 3


def persons_of(table: Table, when: When) -> Listed | Refused:
    """The persons of a table; its headings stand in one of the first rows, perhaps below a title and in two lines."""
    filled = [row for row in table.rows if any(cell.strip() for cell in row.cells)]
    start = next((at for at, row in enumerate(filled[:HEAD]) if NAMES & set(_columns(row).values())), None)
    if start is None:
        return Refused("utter_founding_file_columns", {"found": [c for c in filled[0].cells if c] if filled else []})
    head, columns = filled[start], _columns(filled[start])
    drafts: list[Draft] = []
    repeated: list[int] = []
    sums: list[int] = []
    for row in _below(filled[start + 1 :], head, columns):
        draft = person_of(_named(row, columns), when, row.number)
        if _is_sum(row, columns):
            sums.append(row.number)
        elif draft.usable and any(same_person(draft.facts, d.facts) for d in drafts if d.usable):
            repeated.append(row.number)
        else:
            drafts.append(draft)
    unknown = (cell for i, cell in enumerate(head.cells) if cell and i not in columns)
    return Listed(
        tuple(drafts),
        blank=len(table.rows) - len(filled),
        repeated=tuple(repeated),
        encoding=table.encoding,
        separator=table.separator,
        columns=tuple(head.cells[i] for i in sorted(columns)),
        ignored=(*dict.fromkeys(unknown), *table.ignored),
        left_out=tuple(sorted((*sums, *table.hidden))),
    )


def _below(rows: Sequence[Row], head: Row, columns: Columns) -> Sequence[Row]:
    """The rows without further lines of headings, which say nothing or the heading again in every known column."""
    for start, row in enumerate(rows):
        if any(cell.strip() and cell != head.cells[i] for i, cell in enumerate(row.cells) if i in columns):
            return rows[start:]
    return rows


def _is_sum(row: Row, columns: Columns) -> bool:
    names = {row.cells[i] for i, key in columns.items() if key in NAMES and i < len(row.cells)}
    return any(fold(name) in sums_words() for name in names)


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
    if "given_names" not in found.values():  # "Name" alone is the whole one
        found = {index: "name" if fold(row.cells[index]) == "name" else key for index, key in found.items()}
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
