"""Every text that parsers, lists and interview name stands in `domain/founding.yml`, with both forms of address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.texts import Texts

ROOT = Path(__file__).parents[3]
NAMES = re.compile(r"utter_(?:button_)?founding_[a-z_]+[a-z]")
BUILT = {f"utter_button_founding_{what}" for what in ("later", "why", "back", "yes", "no")}


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts(ROOT / "domain")


def _named() -> set[str]:
    folders = ("answers", "interview", "persons")
    sources = [file.read_text("utf8") for folder in folders for file in (ROOT / "documents" / folder).glob("*.py")]
    return {name for source in sources for name in NAMES.findall(source)} | BUILT


def test_every_text_that_is_named_is_written(texts: Texts) -> None:
    assert sorted(_named() - texts.names()) == []


def test_no_text_of_the_interview_is_left_over() -> None:
    own = (ROOT / "domain" / "founding.yml").read_text("utf8")
    written = set(re.findall(r"^  (utter_\w+):", own, re.M))
    assert sorted(written - _named()) == []


def test_texts_that_address_a_person_have_both_forms_of_address(texts: Texts) -> None:
    own = {name for name in _named() if name in texts.names()}
    formal = [
        n for n in own if re.search(r"\b(Sie|Ihre|Ihren|Ihrer|Ihnen)\b", texts.source(n)) and "du" not in texts.tones(n)
    ]
    assert formal == []
