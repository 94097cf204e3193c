"""Which part of the roadmap people mean; every part has its button and its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions import plan, roadmap
from data.content import load


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Welche Fristen gibt es?", "deadlines"),
        ("gibts das auch für den Kalender", "calendar"),
        ("was kostet das alles", "costs"),
        ("Habt ihr einen Fragebogen zum Ausdrucken?", "sheets"),
        ("Was steht im Gutachten?", "precheck"),
        ("Welchen Prüfungsverband nehmen wir?", "associations"),
        ("Wie geht es weiter?", ""),
        ("Frustfrist", ""),
    ],
)
def test_words_lead_to_a_part(text: str, part: str) -> None:
    assert roadmap.asked_for(text) == part


def test_every_part_has_words_and_a_button(root: Path) -> None:
    parts = {*roadmap.ABOUT, *roadmap.FILES, *plan.ABOUT, "costs"}
    names = {name for topic in ("roadmap", "plan") for name in load(root / "domain" / f"{topic}.yml")["responses"]}
    assert {f"utter_button_roadmap_{part}" for part in parts} <= names
    assert parts == {
        roadmap.asked_for(text) for text in ("Fristen", "Kalender", "Kosten", "Bogen", "Gutachten", "Verband finden")
    }
