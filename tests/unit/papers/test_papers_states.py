"""Final or prepared: nothing that only an event knows is written before somebody recorded the event."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from documents.dossier import Dossier, case_of
from documents.fields import Phase
from documents.papers.progress import LAW
from documents.record import load_record
from documents.rendering.blocks import Kind, runs_of

Build = Callable[[Mapping[str, Any]], Dossier]
Changed = Callable[[Mapping[str, Any]], dict[str, Any]]
TextOf = Callable[[Dossier, str], str]
FINANCE = ("D14", "D15")
RESULT = re.compile(r"wurde (beschlossen|gewählt|angenommen)|hat die Satzung .* angenommen|einstimmig")


def states(dossier: Dossier) -> dict[str, str]:
    return {file.name: file.state for file in dossier.files}


def test_before_the_meeting_only_what_no_event_decides_is_final(freibad: dict[str, Any], build: Build) -> None:
    found = states(build(freibad))
    final = {name for name, state in found.items() if state == "final" and name[:3] not in FINANCE}
    assert final == {
        "D00_Deckblatt", "D02_Einladung", "D20_Anlagenverzeichnis", "D24_Datenschutzinformation", "D26_Vollmachten",
    }  # fmt: skip


def test_statutes_are_a_draft_for_the_association_until_the_invitation_went_out(
    changed: Changed, text_of: TextOf, build: Build
) -> None:
    assert "Entwurf zur Vorprüfung, Stand 1. März 2027" in text_of(build(changed({})), "D01")
    assert "vorbereitet, Stand" in text_of(build(changed({"events.invited_on": "2027-03-01"})), "D01")


def test_no_prepared_paper_claims_a_result(freibad: dict[str, Any], text_of: TextOf, build: Build) -> None:
    dossier = build(freibad)
    for file in dossier.files:
        assert not RESULT.search(text_of(dossier, file.name)), file.name


def test_planned_dates_of_the_audit_are_not_written_before_they_happened(
    freibad: dict[str, Any], text_of: TextOf, build: Build
) -> None:
    assert freibad["audit"]["opinion_date"] == "2027-06-15"
    text = text_of(build(freibad), "D19")
    assert "15. Juni 2027" not in text
    assert "28. Juni 2027" not in text


def test_footer_says_prepared_first_and_the_day(freibad: dict[str, Any], text_of: TextOf, build: Build) -> None:
    text = text_of(build(freibad), "D04")
    assert "vorbereitet, Stand 1. März 2027" in text
    assert "· Fassung" not in text


def test_final_paper_names_its_version(freibad: dict[str, Any], text_of: TextOf, build: Build) -> None:
    dossier = build(freibad)
    start, end = dossier.fingerprint[:4], dossier.fingerprint[4:8]
    assert f"Stand 1. März 2027 · Fassung {start} {end}" in text_of(dossier, "D02")


def test_recorded_meeting_makes_statutes_and_minutes_final(held: dict[str, Any], text_of: TextOf, build: Build) -> None:
    dossier = build(held)
    assert dossier.phase is Phase.founded
    assert states(dossier) | {"D01_Satzung": "final", "D04_Gruendungsprotokoll": "final"} == states(dossier)
    text = text_of(dossier, "D04")
    assert "Die Versammlung hat die Satzung vom heutigen Tag mit 7 Stimmen angenommen." in text
    assert "20. März 2027" in text_of(dossier, "D01")


def test_zero_votes_are_a_recorded_result(held: dict[str, Any], build: Build) -> None:
    runs = [run for block in build(held)["D04"].paper.blocks for run in runs_of(block)]
    assert not [run for run in runs if run.kind is Kind.OPEN]
    assert [run for run in runs if run.text == "0" and run.path == "events.elections.no"]


def test_missing_answer_is_named_and_never_a_hole(changed: Changed, text_of: TextOf, build: Build) -> None:
    dossier = build(changed({"assembly.chair_rule": None, "coop.name": None}))
    assert dossier["D01"].missing == ("Name", "Leitung der Generalversammlung")
    assert dossier["D01"].state == "prepared"
    text = text_of(dossier, "D01")
    assert "[Leitung der Generalversammlung]" in text
    assert "Satzung der [Name] D01" in text
    assert "None" not in text


@pytest.mark.parametrize(
    ("answers", "day"),
    [
        ({}, date(2027, 3, 1)),
        ({"events.as_of": "2027-02-02"}, date(2027, 2, 2)),
        ({"founding.invite_date": None}, date(2027, 3, 20)),
        ({"founding.invite_date": "30.02.2027"}, date(2027, 3, 20)),
    ],
)
def test_day_is_taken_from_the_record_and_never_today(answers: dict[str, Any], day: date, changed: Changed) -> None:
    assert case_of(load_record(changed(answers))).day == day


def test_empty_record_gives_prepared_papers_of_the_day_of_the_law(build: Build) -> None:
    dossier = build({})
    assert dossier.day == LAW
    assert [file.name for file in dossier.files if file.state == "final" and file.number not in FINANCE] == []


def test_cover_lists_every_paper_once(freibad: dict[str, Any], text_of: TextOf, build: Build) -> None:
    dossier = build(freibad)
    text = text_of(dossier, "D00")
    final = [file for file in dossier.files[1:] if file.state == "final"]
    assert f"Fertig ({len(final)})" in text
    assert f"Vorbereitet ({len(dossier.files) - 1 - len(final)})" in text
    for file in dossier.files[1:]:
        assert text.count(f"{file.number} {file.title} ") == 1
    assert "Vor der Versammlung dem Prüfungsverband vorlegen." in text
    assert "ersetzt keine Rechtsberatung" in text
