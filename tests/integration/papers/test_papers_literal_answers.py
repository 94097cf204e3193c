"""What people type stands in the papers letter for letter and is never read as Markdown, Jinja or XML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.cleaning import clean_line
from documents.dossier import Dossier, build

Changed = Callable[[Mapping[str, Any]], dict[str, Any]]
TextOf = Callable[[Dossier, str], str]

NASTY = [
    "Obst & Gemüse <fair & nah> {{ Paketstelle }} 50 % eG",
    "{% for x in y %} {# kein Kommentar #} eG",
    "**fett** *schräg* _unter_ `code` [x](y) # Titel eG",
    "| eine | Tabelle | eG",
    "<w:p/><w:t>&lt;&amp; eG",
    ":: page eG",
    "1. Nummer {#anker} <br> = Wert eG",
    "O’Donnell „Zum Löwen“ \"gerade\" 'einfach' eG",
    "GROẞMANN Wiśniewska Yılmaz Nguyễn Thị Ánh 🛒 eG",
    "§ 12 Absatz 3 Satz 1 eG",
    "x" * 117 + " eG",
]


@pytest.mark.parametrize("name", NASTY)
def test_name_appears_literally_in_every_paper(name: str, changed: Changed, text_of: TextOf) -> None:
    dossier = build(changed({"coop.name": name}))
    for file in dossier.word:
        assert name in text_of(dossier, file.name), file.name


@pytest.mark.parametrize("text", NASTY)
def test_answers_of_all_kinds_appear_literally(text: str, changed: Changed, text_of: TextOf) -> None:
    record = changed(
        {
            "coop.business_object_text": text,
            "coop.purpose_text": text,
            "founding.meeting_place": text,
            "assembly.chair_rule": text,
            "capital.payin_due_text": text,
            "persons[p1].family_name": text,
            "persons[o1].company_name": text,
            "persons[p2].street": text,
        }
    )
    dossier = build(record)
    for start, times in (("D01", 5), ("D02", 3), ("D03_Anwesenheitsliste", 2), ("D04", 3), ("D11", 2), ("D19", 2)):
        assert text_of(dossier, start).count(text) >= times, start


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1, max_size=80))
def test_any_text_survives(text: str, changed: Changed, text_of: TextOf) -> None:
    shown = text_of(build(changed({"coop.business_object_text": text})), "D01")
    assert " ".join(clean_line(text).split()) in " ".join(shown.split())


def test_control_characters_are_cleaned_at_the_door(changed: Changed, text_of: TextOf) -> None:
    dirty = "Betrieb eines Lebens\u00admittel\u200bladens\x0c mit Café\x00\x01 (Tre\ufb00punkt)\ufeff"
    dossier = build(changed({"coop.business_object_text": dirty}))
    assert "Betrieb eines Lebensmittelladens mit Café (Treffpunkt)." in text_of(dossier, "D01")


def test_text_that_ends_with_a_full_stop_gets_no_second_one(changed: Changed, text_of: TextOf) -> None:
    dossier = build(changed({"coop.business_object_text": "Betrieb eines Freibads."}))
    assert "Betrieb eines Freibads. " in text_of(dossier, "D01")
    assert "Freibads.." not in text_of(dossier, "D01")
