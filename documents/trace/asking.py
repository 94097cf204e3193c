"""What somebody asks about: a quoted sentence, a section by its number, or what is left without the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from data.content import parse
from documents.fields import fields
from documents.paper_file import PaperFile
from documents.rendering.plain import passages
from documents.trace.find import Place, find

WORDS = Path(__file__).with_name("words.yml")
QUOTED = re.compile('[„“”"»«‚\']([^„“”"»«]{3,})[“”"«»‘\']')
SECTION = re.compile(
    r"(?:§+|paragra(?:f|ph)(?:en)?)\s*(\d{1,3})(?!\d)(?:\s*,?\s*(?:abs\.?|absatz)\s*(\d{1,2}))?", re.IGNORECASE
)
STATUTES = "D01"
EDGES = " \t\n,.;:!?…-–()"


def asked_about(files: Iterable[PaperFile], message: str) -> list[Place]:
    """The passages that a message asks about; empty where it names none or none is like it."""
    papers = list(files)
    if quoted := QUOTED.search(message):
        return find(papers, quoted[1])
    if section := SECTION.search(message):
        whole = list(_of_section(papers, int(section[1])))
        return [place for place in whole if place.passage.label == f"({section[2]})"] or whole
    wanted = _without_words_around(message)
    return find(papers, wanted) or _of_field(papers, wanted)


def _of_section(files: Iterable[PaperFile], number: int) -> Iterator[Place]:
    """The paragraphs of a section of the statutes."""
    label, inside = f"§\u00a0{number}", False
    for file in (file for file in files if file.number == STATUTES):
        for passage in passages(file.paper):
            if passage.label.startswith("§"):
                inside = passage.label == label
            elif inside:
                yield Place(file, passage)


def _of_field(files: Iterable[PaperFile], wanted: str) -> list[Place]:
    """The first passage with an answer whose German name is in the message ("Kündigungsfrist")."""
    asked = {path for path, field in fields().items() if field.label.casefold() in wanted.casefold()}
    places = (Place(file, passage) for file in files for passage in passages(file.paper))
    return list(islice((place for place in places if asked.intersection(place.passage.paths)), 1))


def _without_words_around(message: str) -> str:
    words, ends = message.split(), around()
    while words and words[0].strip(EDGES).casefold() in ends:
        words.pop(0)
    while words and words[-1].strip(EDGES).casefold() in ends:
        words.pop()
    return " ".join(words).strip(EDGES)


class Words(BaseModel):
    """The file of words."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    around: str


@cache
def around() -> frozenset[str]:
    """Words that belong to the question and not to the sentence; a broken file is a ContentError with file and line."""
    return frozenset(parse(WORDS, Words).around.split())
