"""What somebody means who asks "warum steht das da?": a quotation, a section, a sentence from memory, a topic."""

from __future__ import annotations

import pytest

from documents.dossier import Dossier
from documents.trace.asking import asked_about

SHARE = "(1) Der Geschäftsanteil beträgt für jedes Mitglied 100\u00a0Euro."


@pytest.mark.parametrize(
    ("message", "begins"),
    [
        ("Warum steht da „Der Geschäftsanteil beträgt“?", SHARE),
        ('wieso steht da "der geschäftsanteil beträgt"', SHARE),
        ("Warum steht in der Satzung: Der Geschäftsanteil beträgt für jedes Mitglied 100 Euro?", SHARE),
        (
            "Warum steht da, dass Nachschüsse nicht zu leisten sind",
            "Die Mitglieder sind nicht verpflichtet, Nachschüsse",
        ),
        ("woher kommt § 14 Absatz 2", "(2) Neben der gesetzlichen Rücklage"),
        ("woher kommt § 14 abs. 2 denn", "(2) Neben der gesetzlichen Rücklage"),
        ("wieso steht in Paragraph 14 sowas", "(1) In die gesetzliche Rücklage"),
        ("warum steht da eine Kündigungsfrist von zwölf Monaten?", "(1) Jedes Mitglied kann seine Mitgliedschaft"),
        ("warum steht da bürgersaal", "Bürgersaal, Am Anger 3"),
    ],
)
def test_the_passage_that_was_meant_is_found(dossier: Dossier, message: str, begins: str) -> None:
    assert asked_about(dossier.files, message)[0].passage.text.startswith(begins)


@pytest.mark.parametrize(
    "message", ["warum steht das da?", "Warum?", "", "   ", "§ 999", "wieso steht da Unfug drin", "„“"]
)
def test_a_question_without_a_sentence_names_none(dossier: Dossier, message: str) -> None:
    assert asked_about(dossier.files, message) == []
