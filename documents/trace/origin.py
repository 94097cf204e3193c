"""Why a passage stands in a paper: clause and line, answers with who gave them and when, rules, paragraphs of law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from documents import paths
from documents.papers import texts
from documents.papers.sheet import label_of
from documents.papers.texts import ClauseMeta, Meta, SourceText
from documents.record import Record
from documents.rules.table import rules
from documents.trace.find import Place
from documents.trace.reads import answers, reads

ROOT = texts.FOUNDING.parent.parent


@dataclass(frozen=True)
class Given:
    """How an answer came: the citizen who gave it, when, and in which way (`kind` of the table `answer`)."""

    by: int
    at: datetime
    kind: str


@dataclass(frozen=True)
class Answer:
    """An answer that a passage depends on; `given` where the conversation is known, else None."""

    path: str
    label: str
    value: Any
    given: Given | None = None

    def as_json(self) -> dict[str, Any]:
        """As the command line prints it; `by` and `at` are null outside a conversation."""
        by, at = (self.given.by, self.given.at.isoformat()) if self.given else (None, None)
        value = format(self.value, "f") if isinstance(self.value, Decimal) else self.value
        return {"path": self.path, "label": self.label, "value": value, "by": by, "at": at}


@dataclass(frozen=True)
class Origin:
    """Where one passage comes from. `file` and `lines`: the text in our folders; empty for a paper that has none."""

    place: Place
    clause: str
    title: str
    file: str
    lines: tuple[int, ...]
    law: date | None
    basis: tuple[str, ...]
    answers: tuple[Answer, ...]
    rules: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """As the command line prints it."""
        return {
            "paper": self.place.file.name,
            "text": self.place.passage.text,
            "clause": self.clause,
            "title": self.title,
            "file": self.file,
            "lines": list(self.lines),
            "law": self.law.isoformat() if self.law else None,
            "basis": list(self.basis),
            "answers": [answer.as_json() for answer in self.answers],
            "rules": list(self.rules),
        }


def origin(place: Place, record: Record, given: Mapping[str, Given] | None = None) -> Origin:
    """The origin of a passage; `given`: path → how its answer came."""
    source, text = place.passage.source, _text_of(place)
    deciding = _deciding(place, text)
    return Origin(
        place=place,
        clause=source.clause if source.clause in texts.clauses() else "",
        title=text.meta.title if text else place.file.title,
        file=str(text.path.relative_to(ROOT)) if text else "",
        lines=source.lines,
        law=text.meta.law if text else None,
        basis=source.basis,
        answers=tuple(Answer(path, label_of(path), record.get(path), _given(path, given or {})) for path in deciding),
        rules=_rules(deciding),
    )


def _text_of(place: Place) -> SourceText[ClauseMeta] | SourceText[Meta] | None:
    """The clause or the paper whose text the passage is; None for a paper that a program makes."""
    clause = texts.clauses().get(place.passage.source.clause)
    return clause or next((text for text in texts.papers() if text.meta.name == place.file.name), None)


def _deciding(place: Place, text: SourceText[Any] | None) -> tuple[str, ...]:
    """The answers that stand in the passage, then those that decide whether and how it stands there."""
    persons = {person for path in place.passage.paths if (person := paths.split(path)[0])}
    found = [*place.passage.paths, *(_of_text(text.path, place) if text else ()), *_of_condition(text)]
    return tuple(dict.fromkeys(path for each in found for path in _of_persons(each, persons)))


def _of_text(file: Path, place: Place) -> Iterator[str]:
    known = reads(file)
    for line in place.passage.source.lines:
        yield from known.get(line, ())


def _of_condition(text: SourceText[Any] | None) -> tuple[str, ...]:
    return answers(text.meta.condition) if text else ()


def _of_persons(path: str, persons: set[str]) -> Iterator[str]:
    """`persons[].status` → that of each person in the passage."""
    if path.startswith("persons[]."):
        yield from (paths.of_person(person, path.removeprefix("persons[].")) for person in sorted(persons))
    else:
        yield path


def _given(path: str, given: Mapping[str, Given]) -> Given | None:
    """How the answer came; that of the whole where a part was asked with it (`capital.minimum_capital.type`)."""
    while path not in given and "." in path:
        path = path.rpartition(".")[0]
    return given.get(path)


def _rules(deciding: tuple[str, ...]) -> tuple[str, ...]:
    """The rules of law that look at one of these answers."""
    looked_at = {paths.generic(path) for path in deciding}
    return tuple(key for key, rule in rules().items() if rule.reads & looked_at)
