"""Every record of the library can be told in every tone."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.blueprint_facts import challenge_facts, example_facts, solution_facts
from bot.markdown import to_plain
from bot.texts import Texts
from data.library import Library

TONES = ("sie", "du", "leicht", "en")


@pytest.fixture(scope="module")
def texts(root: Path) -> Texts:
    return Texts(root / "domain")


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load()


@pytest.mark.parametrize("tone", TONES)
def test_every_example_can_be_told_in_every_tone(library: Library, texts: Texts, tone: str) -> None:
    for example in library.content.examples:
        facts = example_facts(library, example)
        listed = {"examples": [facts], "sources": facts["sources"], "checked": facts["checked"]}
        for name in ("example", "procedure", "outcome", "members", "share", "begun"):
            told = to_plain(texts.render(f"utter_blueprints_{name}", {**facts, **listed}, tone))
            assert example.name in told.replace("\u00ad", "")
            assert "None" not in told


@pytest.mark.parametrize("tone", TONES)
def test_every_challenge_and_way_can_be_told_in_every_tone(library: Library, texts: Texts, tone: str) -> None:
    for challenge in library.challenges():
        ways = [solution_facts(library, solution) for solution in library.solutions_of(challenge.id)]
        params = {"challenge": challenge_facts(library, challenge), "solutions": ways}
        assert challenge.summary_de[:20] in texts.render("utter_blueprints_solutions", params, tone)
        for way in ways:
            assert way["name"][:10] in texts.render("utter_blueprints_solution", way, tone)
