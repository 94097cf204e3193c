"""Long words may be parted where a reader would part them; short ones never."""

from __future__ import annotations

import pytest

from bot.pages.hyphens import SOFT, soft


@pytest.mark.parametrize(
    ("word", "parted"),
    [
        ("Gründungsversammlung", "Gründungs|versammlung"),
        ("Genossenschaftsregister", "Genossenschafts|register"),
        ("Datenschutzinformation", "Datenschutz|information"),
        ("Beteiligungsgesellschaft", "Beteiligungs|gesellschaft"),
        ("Satzung", "Satzung"),
        ("Vorstand und Satzung", "Vorstand und Satzung"),
    ],
)
def test_a_word_is_parted_at_its_joints(word: str, parted: str) -> None:
    assert soft(word) == parted.replace("|", SOFT)


def test_nothing_but_soft_hyphens_is_added() -> None:
    text = "Anmeldung zum Genossenschaftsregister, 3 Anteile, https://www.genossenschaftsverband-beispiel.de"
    assert soft(text).replace(SOFT, "") == text
