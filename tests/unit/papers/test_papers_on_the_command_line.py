"""`founding build`: files on disk, and clear errors for wrong input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from documents.errors import RecordError
from documents.operate import build_files

NAMES = [
    "D00_Deckblatt.docx", "D01_Satzung.docx", "D02_Einladung.docx", "D02_Versandnachweis.docx",
    "D03_Anwesenheitsliste.docx",
    "D03_Anwesenheitsliste_Gericht.docx", "D04_Gruendungsprotokoll.docx", "D05_Wahlannahme.docx",
    "D06_Protokoll_Aufsichtsrat.docx", "D07_Protokoll_Vorstand.docx", "D08_Beitrittserklaerung.docx",
    "D09_Beteiligungserklaerung.docx", "D10_Zulassung.docx", "D11_Mitgliederliste.docx", "D16_Aufnahmeantrag.docx",
    "D17_Personenangaben.docx", "D18_Unterlagen_des_Pruefungsverbands.docx", "D19_Anmeldung.docx",
    "D20_Anlagenverzeichnis.docx", "D20_Begleitblatt_Notariat.docx", "D21_Geschaeftsordnung_Vorstand.docx",
    "D22_Geschaeftsordnung_Aufsichtsrat.docx", "D23_Allgemeine_Zulassung.docx", "D24_Datenschutzinformation.docx",
    "D26_Vollmachten.docx", "D28_Transparenzregister.docx", "D29_Gewerbeanmeldung.docx",
    "D30_Steuerliche_Erfassung.docx", "D31_Kontoeroeffnung.docx", "D32_Sonstige_Meldungen.docx",
    "D33_Eroeffnungsbilanz.docx", "D34_Pflichtangaben.docx",
]  # fmt: skip


def test_papers_are_written_under_their_names(freibad: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_text(json.dumps(freibad, ensure_ascii=False), "utf8")
    paths = build_files(file, tmp_path / "out" / "deep")
    assert [path.name for path in paths if path.name[:3] not in ("D14", "D15")] == NAMES
    assert all(path.stat().st_size > 5000 for path in paths)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not valid JSON"),
        (b"{", "not valid JSON"),
        (b"[]", "a record is an object"),
        (b'{"coop": 7}', "must be an object"),
        (b'{"coop": {"name": "A"}, "coop": {}}', "stands twice"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_wrong_record_is_named_with_file_and_reason(content: bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "record.json"
    file.write_bytes(content)
    with pytest.raises(RecordError, match=reason) as caught:
        build_files(file, tmp_path / "out")
    assert str(file) in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_missing_file_and_folder_in_the_way_are_said(freibad: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be read"):
        build_files(tmp_path / "nothing.json", tmp_path)
    file = tmp_path / "record.json"
    file.write_text(json.dumps(freibad), "utf8")
    with pytest.raises(RecordError, match="cannot be written"):
        build_files(file, file)
