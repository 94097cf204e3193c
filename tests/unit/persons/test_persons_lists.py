"""Lists of persons: pasted lines, CSV of a German Excel, .xlsx; nothing lost, nothing doubled (cases 4, 9, 12)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from documents.answers.calendar import When
from documents.answers.result import Refused
from documents.persons.draft import Listed
from documents.persons.lines import read_line, read_lines
from documents.persons.rows import is_table, known_rows, person_of, persons_of, read_file
from documents.persons.tables import read_text

MUELLER = {
    "family_name": "Müller",
    "given_names": "Jörg",
    "street": "Größe-Straße 1",
    "zip": "01067",
    "city": "Musterdresden",
    "birth_date": "1961-04-03",
    "type": "natural",
}


def _listed(read: Any) -> Listed:
    assert isinstance(read, Listed), read
    return read


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        (
            "Erika Muster, Hauptstr. 5, 12345 Musterhausen, geb. 3.4.1970, 2 Anteile",
            {
                "type": "natural",
                "given_names": "Erika",
                "family_name": "Muster",
                "street": "Hauptstr. 5",
                "zip": "12345",
                "city": "Musterhausen",
                "birth_date": "1970-04-03",
                "shares": 2,
            },
        ),
        (
            "1. Großmann, Jörg, R 7, 14, 68000 Quadratstadt, *3.4.61, Schreiner, joerg@example.org",
            {
                "type": "natural",
                "given_names": "Jörg",
                "family_name": "Großmann",
                "street": "R 7, 14",
                "zip": "68000",
                "city": "Quadratstadt",
                "birth_date": "1961-04-03",
                "occupation": "Schreiner",
                "email": "joerg@example.org",
            },
        ),
        (
            "Gemeinde Musterhausen, Rathausplatz 1, 12345 Musterhausen",
            {
                "type": "legal_public",
                "company_name": "Gemeinde Musterhausen",
                "street": "Rathausplatz 1",
                "zip": "12345",
                "city": "Musterhausen",
            },
        ),
        ("Sportverein Musterhausen e.V.", {"type": "legal_private", "company_name": "Sportverein Musterhausen e.V."}),
        ("Erika Muster", {"type": "natural", "given_names": "Erika", "family_name": "Muster"}),
    ],
)
def test_a_line_says_what_it_says_and_no_more(line: str, facts: dict[str, Any], when: When) -> None:
    draft = read_line(line, when)
    assert dict(draft.facts) == facts
    assert draft.problems == ()


@pytest.mark.parametrize(
    ("line", "field", "text"),
    [
        ("Otto Test, Musterweg 1, 1067 Musterdresden", "address", "utter_founding_address_zip"),
        ("Erika Muster, Musterweg, 12345 Musterhausen", "address", "utter_founding_address_no_number"),
        ("Suharto, Musterweg 1, 12345 Musterhausen", "name", "utter_founding_name_only_one"),
        ("Eva Test, Weg 3, 12345 Musterhausen, 20.3.27", "birth_date", "utter_founding_birth_century"),
        ("DE89370400440532013000", "name", "utter_founding_name_iban"),
    ],
)
def test_a_problem_names_field_and_reason_and_the_rest_is_kept(line: str, field: str, text: str, when: When) -> None:
    draft = read_line(line, when, 7)
    assert [(p.row, p.field, p.text) for p in draft.problems] == [(7, field, text)]


def test_a_person_of_one_name_is_possible(when: When) -> None:
    draft = read_line("Suharto, -, Musterweg 1, 12345 Musterhausen", when)
    assert (draft.facts["family_name"], draft.facts["given_names"]) == ("Suharto", "-")


def test_a_semicolon_parts_persons_in_one_line(when: When) -> None:
    listed = read_lines("Erika Muster, Weg 5, 12345 Musterhausen; Max Muster, Weg 6, 12345 Musterhausen", when)
    assert [d.facts["given_names"] for d in listed.people] == ["Erika", "Max"]


def test_the_same_line_twice_is_one_person_and_said(when: When) -> None:
    line = "Erika Muster, Weg 5, 12345 Musterhausen"
    listed = read_lines(f"{line}\n\n{line} ", when)
    assert (len(listed.people), listed.repeated, listed.blank) == (1, (3,), 1)


@pytest.mark.parametrize(
    ("file", "encoding", "separator"),
    [
        ("helfer-cp1252.csv", "Windows-1252", ";"),
        ("helfer-sep-zeile.csv", "Windows-1252", ";"),
        ("helfer-utf16.txt", "UTF-16", "\t"),
        ("helfer-utf8-bom.csv", "UTF-8", ";"),
    ],
)
def test_four_files_of_a_german_excel_give_the_same_row(
    file: str, encoding: str, separator: str, when: When, case_folder: Path
) -> None:
    listed = _listed(read_file((case_folder / file).read_bytes(), file, when))
    assert dict(listed.people[0].facts) == MUELLER
    assert (listed.encoding, listed.separator) == (encoding, separator)
    assert listed.columns[0] == "Name"
    assert listed.ignored == ("Stunden", "Betrag")


def test_quoted_separators_and_line_breaks_stay_in_their_field_and_empty_rows_are_counted(
    when: When, case_folder: Path
) -> None:
    listed = _listed(read_file((case_folder / "helfer-utf8-bom.csv").read_bytes(), "x.csv", when))
    names = [d.facts["family_name"] for d in listed.people]
    assert names == ["Müller", "von und zu Achenbach", "Schmidt; geb. Weiß", "Zeilen umbruch"]
    assert listed.blank == 2


def test_a_broken_row_is_named_with_field_and_reason_and_the_others_are_whole(when: When, case_folder: Path) -> None:
    listed = _listed(read_file((case_folder / "mitglieder-abbruch.csv").read_bytes(), "x.csv", when))
    assert [(p.row, p.field, p.said, p.text) for p in listed.problems] == [
        (4, "email", "otto.testmann@example,org", "utter_founding_email_form")
    ]
    assert [d.facts["family_name"] for d in listed.people] == [
        "Musterfrau",
        "Mustermann",
        "Testmann",
        "Beispiel",
        "Mustermann",
    ]
    assert listed.repeated == (6,)


def test_the_corrected_file_and_the_same_file_again_double_nobody(when: When, case_folder: Path) -> None:
    broken = (case_folder / "mitglieder-abbruch.csv").read_bytes()
    first = _listed(read_file(broken, "x.csv", when))
    here = [dict(d.facts) for d in first.people]
    corrected = _listed(read_file(broken.replace(b"example,org", b"example.org"), "x.csv", when))
    new, known = known_rows(here, corrected)
    assert (len(new), len(known)) == (0, 5)


def test_account_numbers_in_a_column_are_not_read(when: When, case_folder: Path) -> None:
    listed = _listed(read_file((case_folder / "mitglieder-abbruch.csv").read_bytes(), "x.csv", when))
    assert "IBAN" in listed.ignored
    assert not any("DE00" in str(d.facts) for d in listed.drafts)


def _sheet(rows: list[list[Any]], *, second: bool = False) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if second:
        book.create_sheet("Notizen")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_sheet_is_read_and_its_formulas_are_never_run(when: When) -> None:
    content = _sheet(
        [
            ["Vorname", "Name", "Straße", "PLZ", "Ort", "Beruf"],
            ["Erika", "Muster", "Weg 1", "01067", "Musterdresden", '=HYPERLINK("http://x","y")'],
            ["Max", "Muster", "Weg 2", 1067, "Musterdresden", "Lehrer"],
        ],
        second=True,
    )
    listed = _listed(read_file(content, "liste.xlsx", when))
    assert [d.facts.get("occupation") for d in listed.people] == [None, "Lehrer"]
    assert listed.people[0].facts["zip"] == "01067"
    assert [(p.row, p.field) for p in listed.problems] == [(3, "zip")]
    assert listed.ignored == ("Notizen",)


def test_headings_below_a_title_in_two_lines_merged_cells_hidden_and_sum_rows(when: When, case_folder: Path) -> None:
    listed = _listed(read_file((case_folder / "anwesenheit.xlsx").read_bytes(), "anwesenheit.xlsx", when))
    names = [(d.row, d.facts["given_names"], d.facts["family_name"]) for d in listed.people]
    assert names == [
        (5, "Erika", "Musterfrau"), (7, "Max", "Mustermann"), (8, "Otto", "Testmann"), (10, "Jörg", "Müller"),
    ]  # fmt: skip
    assert listed.repeated == (6,)
    assert listed.left_out == (9, 12)
    assert listed.ignored == ("Tag", "Dienst", "Stunden", "Betrag", "Bemerkung", "Notizen")
    assert listed.problems == []


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"%PDF-1.7", "utter_founding_file_kind"),
        (b"PK\x03\x04kaputt", "utter_founding_file_broken"),
        (b"x" * 2_000_001, "utter_founding_file_big"),
        (b"Farbe;Zahl\nrot;1\n", "utter_founding_file_columns"),
        (b"", "utter_founding_file_columns"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(content: bytes, text: str, when: When) -> None:
    read = read_file(content, "x", when)
    assert isinstance(read, Refused)
    assert read.text == text


def test_a_pasted_table_is_told_from_lines(when: When) -> None:
    pasted = "Vorname;Name;Straße;PLZ;Ort\nErika;Muster;Weg 1;12345;Musterhausen"
    assert is_table(pasted)
    assert not is_table("Erika Muster, Weg 1, 12345 Musterhausen")
    table = read_text(pasted)
    assert not isinstance(table, Refused)
    assert len(_listed(persons_of(table, when)).people) == 1


def test_a_form_row_names_the_field_that_is_wrong(when: When) -> None:
    draft = person_of({"given_names": "Erika", "family_name": "Muster", "zip": "1234", "birth_date": "30.2.1970"}, when)
    assert draft.usable
    assert [(p.field, p.text) for p in draft.problems] == [
        ("zip", "utter_founding_zip_digits"),
        ("birth_date", "utter_founding_date_impossible"),
    ]


def test_a_form_without_a_name_says_so(when: When) -> None:
    draft = person_of({"city": "Musterhausen"}, when)
    assert not draft.usable
    assert [p.text for p in draft.problems] == ["utter_founding_row_no_name"]


@given(st.text(max_size=200))
def test_no_text_and_no_file_breaks_the_readers(text: str) -> None:
    when = When(__import__("datetime").date(2026, 11, 25))
    assert isinstance(read_lines(text, when), Listed)
    assert isinstance(read_file(text.encode("utf8"), "x.csv", when), (Listed, Refused))
