"""How a question is answered: the kind of its answer, its choices, the persons as choices."""

from __future__ import annotations

from data.language import fold
from documents.answers.choices import Option
from documents.interview.case import Case
from documents.interview.questions import Question

DOUBTS = {"family_name": "family", "name_part": "family", "municipality": "place", "place": "place"}
"""Kinds whose answer may be a word that is a command elsewhere ("Stopp" is a family name)."""


def kind_of(question: Question) -> str:
    """How the answer is read: as the question says, else by the type of its fact."""
    field = question.field
    if question.kind or field is None:
        return question.kind
    if field.type == "string":
        return {"address": "address_line", "url": "website", "zip": "postal_code"}.get(
            field.format or "", field.format or "text"
        )
    if field.type == "decimal":
        return "amount" if field.places == 2 else "percent"
    if field.type == "list":
        return "persons" if field.items == "person" else "one_text"
    return {"bool": "yes_no", "enum": "choice", "set": "several", "int": "whole", "date": "day"}.get(
        field.type, field.type
    )


def options(question: Question) -> list[Option]:
    """The choices of a question, in the order in which they are shown."""
    codes = _codes(question)
    return [Option(code, (fold(title), *also)) for code, title, also in codes]


def titles(question: Question) -> dict[str, str]:
    """Code → title of each choice, in the order in which they are shown."""
    return {code: title for code, title, _ in _codes(question)}


def person_options(case: Case) -> list[Option]:
    """The persons as choices: by number, whole name, family or given name, or the organisation's name."""
    return [Option(str(p["id"]), tuple(phrase for phrase in _names(p) if phrase)) for p in case.persons]


def _codes(question: Question) -> list[tuple[str, str, tuple[str, ...]]]:
    own = [(code, c.title, tuple(c.also)) for code, c in question.choices.items()]
    table = question.field.choices if question.field else {}
    return own + [(code, title, ()) for code, title in table.items() if code not in question.choices]


def _names(person: dict[str, object]) -> list[str]:
    family, given, company = (str(person.get(k) or "") for k in ("family_name", "given_names", "company_name"))
    return [fold(name) for name in (f"{given} {family}", f"{family} {given}", family, given, company)]
