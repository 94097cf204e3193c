"""Finds the question that people name: "Geschäftsanteil ändern", "der Anteil soll doch 250 Euro sein"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from data.language import fold
from documents import paths
from documents.answers.result import Answer, Parsed
from documents.answers.words import words
from documents.interview.case import Case
from documents.interview.course import places
from documents.interview.kinds import kind_of
from documents.interview.questions import Question
from documents.interview.reading import read_answer
from documents.interview.showing import name_of

_NEAR = 88  # likeness in percent from which a misspelt name of a question counts
_LONGEST = 14  # words read of a sentence; what is named stands at its beginning
WHOLE = (
    "text",
    "one_text",
    "cooperative_name",
    "medium",
    "street",
    "municipality",
    "place",
    "family_name",
    "name_part",
)
"""Kinds that take nearly any words: there the whole rest of the sentence is the value, or nothing."""
_CHANGES = re.compile(
    r"\b(?:aender\w*|geaendert|korrigier\w*|verbesser\w*|berichtig\w*|vertan|falsch|stimmt nicht|doch|statt|soll|sollte"
    r"|sollen|umbenennen|neu|loesch\w*)\b"
)


@dataclass(frozen=True)
class Named:
    """A question that was named, where it stands, and what of the text is left as its value."""

    question: Question
    path: str
    rest: str


def wants_change(text: str) -> bool:
    """Whether the text speaks of changing an answer."""
    return bool(_CHANGES.search(fold(text)))


def named(text: str, case: Case, within: list[Question] | None = None) -> list[Named]:
    """The questions that the text names, best first; several where it is open which is meant."""
    said = [(word, raw) for raw in text.split() for word in fold(raw).split()][:_LONGEST]
    person = _person_in([word for word, _ in said], case)
    found = [hit for q in (within or list(case.questions.values())) if (hit := _hit(q, said, person, case))]
    best = max((score for score, _ in found), default=0.0)
    return [hit for score, hit in found if score == best]


def value_in(hit: Named, case: Case) -> Answer | None:
    """The value that stands in the same sentence, None where there is none."""
    parts = _without_noise(re.split(r"\bstatt\b", hit.rest)[0].split())
    whole = [parts] if kind_of(hit.question) in WHOLE else _pieces(parts)
    for piece in whole:
        read = read_answer(" ".join(piece), hit.question, case, hit.path) if piece else None
        if isinstance(read, Parsed):
            return read
    return None


def _pieces(parts: list[str]) -> Iterator[list[str]]:
    """All runs of words, the longest first, among equals the last first."""
    for size in range(len(parts), 0, -1):
        for start in range(len(parts) - size, -1, -1):
            yield parts[start : start + size]


def _without_noise(parts: list[str]) -> list[str]:
    """The words without those that stand between a name and its value."""
    noise = set(words().correction_noise)
    while parts and fold(parts[0]) in noise:
        parts = parts[1:]
    while parts and fold(parts[-1]) in noise:
        parts = parts[:-1]
    return parts


def _hit(question: Question, said: list[tuple[str, str]], person: str, case: Case) -> tuple[float, Named] | None:
    """How well the text names the question, with the words of the name taken out. `said`: folded and typed words."""
    path = question.fact
    if question.of_person and person:
        path = paths.of_person(person, question.fact.removeprefix("persons[]."))
        said = [pair for pair in said if pair[0] not in fold(name_of(case.people[person])).split()]
    elif question.of_person and not question.block:
        return None
    here = places(case, question)
    if not here or (path not in here and not path.startswith("persons[].")):
        return None
    best: tuple[float, int, int] = (0.0, 0, 0)
    for phrase in _phrases(question):
        for score, start, size in _windows([word for word, _ in said], phrase.split()):
            best = max(best, (score, start, size))
    if not best[0]:
        return None
    left = said[: best[1]] + said[best[1] + best[2] :]
    rest = list(dict.fromkeys(raw for _, raw in left))
    return best[0] + (0.5 if question.of_person else 0), Named(question, path, " ".join(rest))


def _windows(said: list[str], phrase: list[str]) -> Iterator[tuple[float, int, int]]:
    """Places where the phrase stands in the text; longer phrases weigh more, misspelt ones a little less."""
    wanted = " ".join(phrase)
    for start in range(len(said) - len(phrase) + 1):
        score = fuzz.ratio(" ".join(said[start : start + len(phrase)]), wanted)
        if score == 100 or (score >= _NEAR and len(wanted) >= 6):
            yield len(wanted) * score / 100, start, len(phrase)


def _phrases(question: Question) -> list[str]:
    return [fold(question.name), *question.also]


def _person_in(said: list[str], case: Case) -> str:
    """The person whose family, given or whole name stands in the text."""
    for person in case.persons:
        whole = fold(name_of(person)).split()
        family = fold(str(person.get("family_name") or person.get("company_name") or ""))
        if whole and all(word in said for word in whole):
            return str(person["id"])
        alone = [p for p in case.persons if fold(str(p.get("family_name") or "")) == family]
        if family and len(alone) == 1 and family in said:
            return str(person["id"])
    return ""
