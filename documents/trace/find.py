"""Finds the passages of a dossier that hold a text: as it was typed, else the one that is most like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.cleaning import clean_line
from documents.paper_file import PaperFile
from documents.rendering.plain import Passage, passages

ALIKE = 85
"""Of 100, letter by letter: below it a passage is about something else (tried with sentences typed from memory)."""
SAME_WORDS = 80
"""Of 100, word by word in any order, for a wish like "zwölf Monate Kündigungsfrist"."""
SHORTEST = 12
"""A shorter passage is like everything."""


@dataclass(frozen=True)
class Place:
    """A passage and the paper that it stands in."""

    file: PaperFile
    passage: Passage


def find(files: Iterable[PaperFile], text: str) -> list[Place]:
    """The passages with this text, in the order of the papers; where none has it, the one most like it, if any."""
    wanted = _plain(text)
    places = [Place(file, passage) for file in files for passage in passages(file.paper)]
    if not wanted:
        return []
    return [place for place in places if wanted in _plain(place.passage.text)] or _most_alike(places, wanted)


def _most_alike(places: list[Place], wanted: str) -> list[Place]:
    from rapidfuzz import fuzz, process

    texts = {index: text for index, place in enumerate(places) if len(text := _plain(place.passage.text)) >= SHORTEST}
    if len(wanted) < SHORTEST:
        return []
    for scorer, cutoff in ((fuzz.partial_ratio, ALIKE), (fuzz.token_set_ratio, SAME_WORDS)):
        if found := process.extractOne(wanted, texts, scorer=scorer, score_cutoff=cutoff):
            return [places[found[2]]]
    return []


def _plain(text: str) -> str:
    return clean_line(text).replace("\u00a0", " ").replace("\u202f", " ").casefold()
