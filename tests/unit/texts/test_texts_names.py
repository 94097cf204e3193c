"""Names of texts in the code and texts in `domain/` belong together."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest

from actions.account import TONES
from bot.reading import KNOWN_ATTACHMENTS
from bot.texts import Texts

ROOT = Path(__file__).parents[3]
NAME = re.compile(r"utter_[a-z][a-z_/]*")
INTENT = re.compile(r"^- intent: (\S+)", re.M)
WITHOUT_READING = {"out_of_scope", "distress"}
TONE_BUTTONS = {f"utter_button_tone_{tone}" for tone in TONES}
ATTACHMENTS = {f"utter_attachment_{kind}" for kind in KNOWN_ATTACHMENTS}


def named_in(code: list[Any], folder: str) -> set[tuple[str, str]]:
    return {
        (node.value, source.file)
        for source in code
        if source.file.startswith(f"{folder}/") and "utter_" in source.text
        for node in source.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value)
    }


def intents_in(pattern: str) -> set[str]:
    files = (ROOT / "nlu" / "intents").glob(pattern)
    return {name for file in files for name in INTENT.findall(file.read_text("utf8"))}


def is_there(name: str, names: set[str]) -> bool:
    """A whole name, or the beginning of names that the code puts together ("utter_reading/…")."""
    return any(known.startswith(name) for known in names) if name.endswith(("_", "/")) else name in names


@pytest.mark.parametrize("folder", ["actions", "bot"])
def test_every_text_that_the_code_names_exists(texts: Texts, code: list[Any], folder: str) -> None:
    assert {(name, file) for name, file in named_in(code, folder) if not is_there(name, texts.names())} == set()


def test_every_kind_of_attachment_has_an_answer_and_every_tone_a_button(texts: Texts) -> None:
    assert texts.names() >= ATTACHMENTS | TONE_BUTTONS


def test_every_intent_can_be_offered_as_a_short_title(texts: Texts) -> None:
    titles = {name.removeprefix("utter_reading/") for name in texts.names() if name.startswith("utter_reading/")}
    assert titles == intents_in("*.yml") - WITHOUT_READING
    assert [name for name in titles if len(texts.source(f"utter_reading/{name}")) > 45] == []


def test_every_standing_question_has_its_answer(texts: Texts) -> None:
    assert {f"utter_{name}" for name in intents_in("faq.yml")} <= texts.names()
