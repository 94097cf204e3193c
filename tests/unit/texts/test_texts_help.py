"""What help says about the bot is what the bot can do."""

import re
from pathlib import Path

import pytest

from bot.texts import Texts
from data.content import load

ROOT = Path(__file__).parents[3]
TOPICS = {"Projekte vor Ort": "projects", "Punkte": "points", "Umfragen": "participation"}


@pytest.mark.parametrize(("name", "topic"), TOPICS.items())
@pytest.mark.parametrize("tone", ["sie", "du"])
def test_help_calls_missing_exactly_what_has_no_action_yet(texts: Texts, name: str, topic: str, tone: str) -> None:
    rules = load(ROOT / "stories" / f"{topic}.yml")["rules"]
    actions = [step["action"] for rule in rules for step in rule["steps"] if "action" in step]
    there = any(action.startswith("action_") for action in actions)
    missing = re.search("Noch nicht dabei sind (.*)", texts.render("utter_help", {}, tone))
    assert (missing is not None and name in missing[1]) is not there
