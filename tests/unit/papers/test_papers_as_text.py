"""The words of a paper: the same as in its Word file, each passage with clause, answers and law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from documents.dossier import Dossier
from documents.papers.people import People
from documents.record import load_record
from documents.rendering.plain import passages, plain_text

Build = Callable[[Mapping[str, Any]], Dossier]


def test_sentence_is_traced_to_clause_answer_and_law(freibad: dict[str, Any], build: Build) -> None:
    found = [p for p in passages(build(freibad)["D01"].paper) if "Die Kündigungsfrist beträgt" in p.text]
    assert [(p.source.clause, p.source.basis) for p in found] == [("C17", ("§ 65 Abs. 1 und 2 GenG",))]
    assert "membership.notice_months" in found[0].source.fields


def test_person_in_a_list_is_traced_to_the_person(freibad: dict[str, Any], build: Build) -> None:
    fields = {field for p in passages(build(freibad)["D11"].paper) for field in p.source.fields}
    assert {"persons[p1].family_name", "persons[o1].company_name", "persons[p1].street"} <= fields


def test_text_begins_with_the_header_and_numbers_are_read(freibad: dict[str, Any], build: Build) -> None:
    lines = plain_text(build(freibad)["D01"].paper).split("\n")
    assert lines[0] == "Satzung der Freibad Musterhausen eG"
    assert "§\u00a01 Firma und Sitz" in lines
    assert "(2) Sie hat ihren Sitz in Musterhausen." in lines


def test_people_know_who_acts_for_an_organisation(freibad: dict[str, Any]) -> None:
    people = People(load_record(freibad))
    club = next(person for person in people.members if not person.natural)
    assert [str(person.full_name) for person in club.representatives] == ["Petra Noll"]
