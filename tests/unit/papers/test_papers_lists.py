"""Lists of people: one documented order, names as they were entered, organisations with who acts for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from documents.dossier import Dossier
from documents.papers.people import sort_key
from documents.rendering.blocks import Table

Build = Callable[[Mapping[str, Any]], Dossier]
TextOf = Callable[[Dossier, str], str]
Changed = Callable[[Mapping[str, Any]], dict[str, Any]]
ORDER = [
    "Albers, Ruth", "Brandt, Karl Heinz", "Förderverein Freibad Musterhausen e.V.", "Öztürk-Groß, Ayşe",
    "von der Probe, Otto", "Wendt, Jan", "Yıldız, Selma",
]  # fmt: skip


def names(dossier: Dossier, name: str) -> list[str]:
    file = next(file for file in dossier.files if file.name == name)
    table = next(block for block in file.paper.blocks if isinstance(block, Table) and block.head[0][0].text == "Nr.")
    cells = [row[1] for row in table.rows if row[1] and row[1][0].kind == "text"]
    return [cell[0].text for cell in cells]


def test_all_lists_stand_in_the_same_order(freibad: dict[str, Any], build: Build) -> None:
    dossier = build(freibad)
    for name in (
        "D03_Anwesenheitsliste",
        "D03_Anwesenheitsliste_Gericht",
        "D04_Gruendungsprotokoll",
        "D11_Mitgliederliste",
    ):
        assert names(dossier, name) == ORDER, name


def test_order_knows_umlauts_and_foreign_letters() -> None:
    families = ["Łukasz", "Müller", "Muller", "ẞander", "ssand", "Ångström", "Zander"]
    rows = [{"family_name": name, "given_names": ""} for name in families]
    ordered = [row["family_name"] for row in sorted(rows, key=sort_key)]
    assert ordered == ["Ångström", "Łukasz", "Müller", "Muller", "ssand", "ẞander", "Zander"]


def test_organisation_stands_with_the_person_who_acts_for_it(
    freibad: dict[str, Any], text_of: TextOf, build: Build
) -> None:
    dossier = build(freibad)
    for start in ("D01", "D03", "D04"):
        assert "vertreten durch Petra Noll" in text_of(dossier, start)


def test_member_list_counts_the_shares_beyond_the_first(freibad: dict[str, Any], text_of: TextOf, build: Build) -> None:
    assert "Förderverein Freibad Musterhausen e.V. Vereinsweg 9, 54321 Musterhausen 4 " in text_of(
        build(freibad), "D11"
    )


def test_empty_parts_of_an_address_leave_no_trace(changed: Changed, text_of: TextOf, build: Build) -> None:
    dossier = build(changed({"persons[p1].street": "", "persons[p2].zip": None}))
    text = text_of(dossier, "D11")
    assert "Albers, Ruth 54321 Musterhausen" in text
    assert "Badweg 2, Musterhausen" in text
    assert ", ," not in text
