"""Persons as typed, one a line: "Erika Muster, Hauptstr. 5, 12345 Musterhausen, geb. 3.4.1970, 2 Anteile"."""

from __future__ import annotations

import re

from pydantic import JsonValue

from data.cleaning import clean
from documents.answers import doors
from documents.answers.calendar import When
from documents.answers.result import Answer, Ask
from documents.persons import fields
from documents.persons.draft import Draft, Listed, Problem, problem_of, same_person

MOST = 500  # lines of one message
_NUMBERED = re.compile(r"^\s*(?:[0-9]{1,3}[.)]|[-*•])\s+")
_ZIP = re.compile(r"(?<![0-9-])(?:D-?)?[0-9]{4,5}(?![0-9])\s*[^\W\d_]")
_BORN = re.compile(
    r"(?:\*|geb\.?|geboren(?: am)?)\s*:?\s*(?=[0-9])|^[0-9]{1,2}\.\s?(?:[0-9]{1,2}\.|[A-Za-zä]{3,9})\s?[0-9]{2,4}$",
    re.I,
)
_SHARES = re.compile(r"^([0-9]{1,5}|\w+)\s+(?:Geschäfts)?anteile?$", re.I)


def read_lines(text: str, when: When) -> Listed:
    """The persons of a text, one a line; a semicolon parts persons where all stand in one line."""
    lines = _lines(text)
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    drafts: list[Draft] = []
    repeated: list[int] = []
    for number, line in filled[:MOST]:
        draft = read_line(line, when, number)
        if draft.usable and any(same_person(draft.facts, d.facts) for d in drafts if d.usable):
            repeated.append(number)
        else:
            drafts.append(draft)
    return Listed(tuple(drafts), len(lines) - len(filled), tuple(repeated))


def read_line(line: str, when: When, row: int = 1) -> Draft:
    """One person. Parts are told by what they look like; what looks like nothing is the occupation, if there is one."""
    parts = [p.strip() for p in _NUMBERED.sub("", clean(line)).split(",") if p.strip()]
    if doors.iban(line):
        return Draft(row, {}, (Problem(row, "name", line, "utter_founding_name_iban"),))
    name, rest = _name(parts)
    facts: dict[str, JsonValue] = {}
    problems = [*_take(facts, "name", name, when, row)]
    address, others = _address(rest)
    if address:
        problems += _take(facts, "address", address, when, row)
    for part in others:
        problems += _other(facts, part, when, row)
    return Draft(row, facts, tuple(problems))


def _lines(text: str) -> list[str]:
    lines = clean(text).split("\n")
    if len(lines) == 1 and len(_ZIP.findall(text)) > 1 and ";" in text:
        return lines[0].split(";")
    return lines


def _name(parts: list[str]) -> tuple[str, list[str]]:
    """The name, also as "Großmann, Jörg": then two parts without digits stand before the address."""
    if len(parts) >= 2 and " " not in parts[0] and not re.search(r"[0-9@]", parts[1]) and len(parts[1].split()) <= 3:
        following = parts[2] if len(parts) > 2 else ""
        if not following or re.search(r"[0-9]", following):
            return f"{parts[0]}, {parts[1]}", parts[2:]
    return (parts[0], parts[1:]) if parts else ("", [])


def _address(parts: list[str]) -> tuple[str, list[str]]:
    """The parts that make up the address: from the street to the part with the postal code."""
    at = next((i for i, part in enumerate(parts) if _ZIP.search(part)), None)
    if at is None:
        return "", parts
    start = at
    while start > 0 and not _special(parts[start - 1]) and (re.search("[0-9]", parts[start - 1]) or start == at):
        start -= 1
    if start == at and at + 1 < len(parts) and re.search("[0-9]", parts[at + 1]) and not _special(parts[at + 1]):
        return ", ".join(parts[at : at + 2]), parts[:at] + parts[at + 2 :]
    return ", ".join(parts[start : at + 1]), parts[:start] + parts[at + 1 :]


def _special(part: str) -> bool:
    return (
        "@" in part
        or bool(_BORN.search(part) or _SHARES.match(part))
        or part.lower().startswith(("tel", "+", "invest"))
    )


def _other(facts: dict[str, JsonValue], part: str, when: When, row: int) -> list[Problem]:
    if "@" in part:
        return _take(facts, "email", part, when, row)
    if _BORN.search(part):
        return _take(facts, "birth_date", part, when, row)
    if _SHARES.match(part):
        return _take(facts, "shares", part, when, row)
    if part.lower().startswith("invest"):
        return _take(facts, "status", part, when, row)
    if re.fullmatch(r"(?:tel\.?:?|telefon:?|mobil:?)?\s*\+?[0-9][0-9 /()-]{5,}", part, re.I):
        return _take(facts, "phone", re.sub(r"^[a-z.: ]+", "", part, flags=re.I), when, row)
    return _take(facts, "occupation" if "street" in facts else "address", part, when, row)


def _take(facts: dict[str, JsonValue], key: str, said: str, when: When, row: int) -> list[Problem]:
    """Puts what was read into the facts; what was not becomes a problem."""
    problems = []
    for found in fields.cell(key, said, when):
        if isinstance(found, tuple):
            facts.setdefault(*found)
        else:
            _keep_likely(facts, key, found)
            problems.append(problem_of(row, key, said, found))
    return problems


def _keep_likely(facts: dict[str, JsonValue], key: str, answer: Answer) -> None:
    """An address without a number is kept as it is, with its problem; nothing else is guessed."""
    if key == "address" and isinstance(answer, Ask) and answer.candidates and isinstance(answer.candidates[0], dict):
        facts.update(answer.candidates[0])
