"""How a value of the record is shown: "250 €", "12 Monate", "nein, nie". Words stand in the question files."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from documents.answers.addresses import one_line
from documents.interview.case import Case, json_value
from documents.interview.kinds import kind_of, titles
from documents.interview.questions import Question
from documents.rules.expression import read


def show(question: Question, value: Any, case: Case) -> str:
    """One value as text. Null and zero have their own words where the question gives some."""
    words = case.questions.words
    if value is None:
        return question.none or words.none
    if question.zero and _is_zero(value):
        return question.zero
    if isinstance(value, bool):
        return (question.if_yes or words.if_yes) if value else (question.if_no or words.if_no)
    if isinstance(value, dict):
        return _dict(value, case)
    if isinstance(value, list):
        return _list(question, value, case)
    return _single(question, value, case)


def show_row(question: Question, here: list[str], case: Case) -> str:
    """The value of a row; for facts of persons the common one, and who differs."""
    values = {path: value_or_proposal(question, path, case) for path in here}
    shown = {path: show(question, value, case) for path, value in values.items()}
    common = Counter(shown.values()).most_common(1)[0][0]
    others = [f"{name_of(case.person(path))}: {text}" for path, text in shown.items() if text != common]
    return "; ".join([common, *others])


def value_or_proposal(question: Question, path: str, case: Case) -> Any:
    """What was answered, else what is proposed."""
    return json_value(case.value(path)) if case.known(path) else case.proposes(question, path)[1]


def name_of(person: dict[str, Any] | None) -> str:
    """A person's name, or the organisation's."""
    if person is None:
        return ""
    own = " ".join(str(person.get(k) or "") for k in ("given_names", "family_name")).strip(" -")
    return str(person.get("company_name") or own)


def person_line(person: dict[str, Any]) -> str:
    """A person as one line, as it was understood."""
    parts = [
        name_of(person),
        str(person.get("street") or ""),
        f"{person.get('zip') or ''} {person.get('city') or ''}".strip(),
    ]
    if born := person.get("birth_date"):
        parts.append(format_date(_day(born), "d. MMMM y", locale="de_DE"))
    return ", ".join(part for part in parts if part)


def amount_text(value: Any) -> str:
    """An amount of euros: "250 €", "1.000,50 €"."""
    number = Decimal(str(value))
    pattern = "#,##0" if number == number.to_integral() else "#,##0.00"
    return f"{format_decimal(number, pattern, locale='de_DE')}\u00a0€"


def _single(question: Question, value: Any, case: Case) -> str:
    text = str(value)
    kind = kind_of(question)
    named = {**titles(question), **question.titles}
    if text in named:
        return named[text]
    if kind in ("amount", "amounts", "signed_amount"):
        return amount_text(value)
    if kind == "percent":
        return _percent(value, case)
    if kind in ("day", "birthday", "past_day", "moment"):
        return format_date(_day(text), "EEEE, d. MMMM y", locale="de_DE")
    if kind == "time":
        return _clock(text, case)
    if kind == "month_day":
        return format_date(_day(f"2001-{text}"), "d. MMMM", locale="de_DE")
    if kind == "person":
        return name_of(case.record.person(text))
    if kind == "medium":
        return text.removeprefix("newspaper: ")
    return _figure(question, value, case)


def _figure(question: Question, value: Any, case: Case) -> str:
    if question.percent_when:
        share = bool(read(question.percent_when).of(case.law))
        return _percent(value, case) if share else amount_text(value)
    if not isinstance(value, (int, Decimal)):
        return str(value)
    unit = case.questions.words.singular.get(question.unit, question.unit) if value == 1 else question.unit
    shown = format_decimal(Decimal(value), locale="de_DE")
    return f"{shown}\u00a0{unit}" if unit else shown


def _percent(value: Any, case: Case) -> str:
    return f"{format_decimal(Decimal(str(value)), locale='de_DE')}\u00a0{case.questions.words.percent}"


def _dict(value: dict[str, Any], case: Case) -> str:
    if "street" in value:
        return one_line(str(value["street"]), str(value["zip"]), str(value["city"]))
    if "date" in value:
        day = format_date(_day(value["date"]), "EEEE, d. MMMM y", locale="de_DE") if value["date"] else ""
        return ", ".join(part for part in (day, _clock(value["time"], case)) if part)
    if "abstain" in value:
        return _votes(value, case)
    if "given_names" in value:
        return f"{value['given_names']} {value['family_name']}".strip(" -")
    return case.questions.words.if_yes


def _votes(row: dict[str, Any], case: Case) -> str:
    """ "8 ja, 0 nein, 1 Enthaltungen"."""
    return ", ".join(f"{row[key]} {name}" for key, name in case.questions.words.votes.items())


def _list(question: Question, value: list[Any], case: Case) -> str:
    if not value:
        return question.none or case.questions.words.none
    if kind_of(question) == "election":
        return "; ".join(f"{name_of(case.record.person(row['person_id']))}: {_votes(row, case)}" for row in value)
    if kind_of(question) == "persons":
        return ", ".join(name_of(case.record.person(str(entry))) for entry in value)
    return ", ".join(_single(question, entry, case) for entry in value)


def _clock(value: Any, case: Case) -> str:
    """ "19 Uhr", "19:30 Uhr"."""
    clock = str(value or "").removesuffix(":00").removeprefix("0")
    return f"{clock}\u00a0{case.questions.words.oclock}" if clock else ""


def _is_zero(value: Any) -> bool:
    number = _number(value)
    return number is not None and number == 0 and not isinstance(value, bool)


def _number(value: Any) -> Decimal | None:
    try:
        return Decimal(str(value))
    except InvalidOperation:
        return None


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])
