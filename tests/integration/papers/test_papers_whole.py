"""A whole dossier: the same bytes for the same record, every passage of a paper in its Word file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from documents.dossier import Dossier, build, zip_of
from documents.rendering.plain import passages


def test_same_record_gives_the_same_bytes(freibad: dict[str, Any]) -> None:
    assert zip_of(build(freibad)) == zip_of(build(json.loads(json.dumps(freibad))))


def test_every_passage_stands_in_the_word_file(freibad: dict[str, Any], text_of: Callable[[Dossier, str], str]) -> None:
    dossier = build(freibad)
    for file in dossier.word:
        shown = " ".join(text_of(dossier, file.name).split())
        lost = [passage.text for passage in passages(file.paper) if not stands(passage.text, shown)]
        assert lost == [], file.name


def stands(passage: str, shown: str) -> bool:
    """Word counts the numbers itself, and a filled line stands above its hint."""
    words = passage.split(" ", 1)[-1] if passage[:1] in "§(0123456789" else passage
    whole = " ".join(words.split())
    return whole in shown or all(part in shown for part in whole.split(": ", 1))
