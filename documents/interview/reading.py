"""Reads a text as the answer to one question: picks the parser for the kind of fact and hands it the bounds."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from pydantic import JsonValue

from data.cleaning import clean_line
from data.language import fold
from documents.answers import addresses, choices, contacts, figures, moments, people, texts, times
from documents.answers.amounts import amount, money
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.signs import is_question
from documents.answers.words import says, words
from documents.interview import elections
from documents.interview.case import Case
from documents.interview.kinds import DOUBTS, kind_of, options, person_options
from documents.interview.questions import Question
from documents.rules.expression import read

Reader = Callable[[str, Question, Case], Answer]


def read_answer(text: str, question: Question, case: Case, path: str = "") -> Answer:
    """`text` as an answer to `question`. Values as they are stored; nothing is stored here."""
    if (empty := _empty(text, question, case, path)) is not None:
        return empty
    kind = kind_of(question)
    doubt = DOUBTS.get(kind)
    if doubt and texts.in_doubt(text, doubt):
        return Ask("utter_founding_text_in_doubt", {"said": text.strip()}, (clean_line(text),))
    return READERS[kind](text, question, case)


def _empty(text: str, question: Question, case: Case, path: str) -> Parsed | None:
    """ "keine" where nothing is an answer: null, or zero."""
    nothing = says(text, words().none) or says(text, words().deny)
    if question.none and fold(text) == fold(question.none):
        nothing = True
    if not nothing or kind_of(question) in ("yes_no", "several", "persons", "some", "website", "choice"):
        return None
    if case.may_be_null(question, path):
        return Parsed(None)
    return Parsed(0) if question.zero else None


def _amount(text: str, question: Question, _: Case) -> Answer:
    low, high = _bounds(question)
    return amount(text, low, high)


def _signed_amount(text: str, _: Question, __: Case) -> Answer:
    minus = re.match(r"^\s*(?:[-–−]|minus\b)\s*", text)
    read = amount(text[minus.end() :] if minus else text)
    if minus and isinstance(read, Parsed):
        return Parsed(money(-Decimal(str(read.value))))
    return read


def _amounts(text: str, question: Question, case: Case) -> Answer:
    """One amount, or as many as the question covers ("420.000; 470.000; 505.000"). Value: list."""
    parts = [p for p in re.split(r";|\n|,\s|\bund\b|(?<=[0-9€])\s*/\s*", text) if p.strip()]
    wanted = 1 + len(question.with_)
    if len(parts) not in (1, wanted):
        return (
            Refused("utter_founding_amounts_count", {"wanted": wanted, "found": len(parts)})
            if any(c.isdigit() for c in text)
            else NotAnAnswer()
        )
    found = [_signed_amount(part, question, case) for part in parts]
    wrong = next((r for r in found if not isinstance(r, Parsed)), None)
    low, _ = _bounds(question)
    values = [str(r.value) for r in found if isinstance(r, Parsed)]
    if wrong is None and low is not None and any(Decimal(v) < low for v in values):
        return Refused("utter_founding_amount_negative")
    return wrong if wrong is not None else Parsed(list[JsonValue](values))


def _figure(text: str, question: Question, case: Case) -> Answer:
    """An amount, or a percentage where the fact is one by now."""
    if question.percent_when and read(question.percent_when).of(case.law):
        return figures.percent(text, Decimal("0.01"), Decimal(1000))
    return _amount(text, question, case)


def _bounds(question: Question) -> tuple[Decimal | None, Decimal | None]:
    field = question.field
    low = field.min if field else None
    if field and field.above is not None:
        low = max(field.above + Decimal("0.01"), low or field.above)
    high = field.max if field else None
    least, greatest = question.least, question.greatest
    return (Decimal(least) if least is not None else low), (Decimal(greatest) if greatest is not None else high)


def _whole_bounds(question: Question) -> tuple[int | None, int | None]:
    low, high = _bounds(question)
    return (int(low) if low is not None else None), (int(high) if high is not None else 1_000_000)


def _percent(text: str, question: Question, _: Case) -> Answer:
    low, high = _bounds(question)
    return figures.percent(text, low or Decimal(0), high or Decimal(100))


def _text(text: str, question: Question, _: Case) -> Answer:
    shortest, longest = question.field.length if question.field and question.field.length else (1, 300)
    return texts.free_text(text, shortest, longest)


def _address_line(text: str, _: Question, __: Case) -> Answer:
    read = addresses.address(text)
    match read:
        case Parsed(value=dict(found)):
            return Parsed(addresses.one_line(*map(str, found.values())), read.remark, read.params)
        case Ask(candidates=candidates):
            lines = tuple(addresses.one_line(*map(str, c.values())) for c in candidates if isinstance(c, dict))
            return Ask(read.text, read.params, lines)
    return read


def _street(text: str, question: Question, case: Case) -> Answer:
    """A street alone, or a whole address in one line."""
    whole = addresses.address(text)
    if isinstance(whole, (Parsed, Ask)) and not (
        isinstance(whole, Ask) and whole.text == "utter_founding_address_incomplete"
    ):
        return whole
    return _text(text, question, case)


def _some(text: str, _: Question, __: Case) -> Answer:
    """Whether there is one at all: an object to be filled, or null."""
    read = choices.yes_no(text)
    if says(text, words().none) or (isinstance(read, Parsed) and read.value is False):
        return Parsed(None)
    return Parsed({}) if isinstance(read, Parsed) else read


def _medium(text: str, _: Question, __: Case) -> Answer:
    """ "website", or "newspaper: NAME"."""
    said = fold(text)
    if (
        any(word in said for word in ("internet", "website", "webseite", "homepage", "webseiten"))
        and len(said.split()) <= 6
    ):
        return Parsed("website")
    read = texts.free_text(re.sub(r"^(?:in der|im|die|der)?\s*zeitung:?\s*", "", text, flags=re.I), 3, 150)
    return Parsed(f"newspaper: {read.value}", read.remark) if isinstance(read, Parsed) else read


def _month_day(text: str, _: Question, case: Case) -> Answer:
    """The first day of the financial year. Value: "MM-DD"."""
    if "kalenderjahr" in fold(text):
        return Parsed("01-01")
    read = moments.day(text, case.when)
    return Parsed(str(read.value)[5:]) if isinstance(read, Parsed) else read


def _one_text(text: str, _: Question, __: Case) -> Answer:
    read = texts.free_text(text, 2, 150)
    return Parsed([read.value]) if isinstance(read, Parsed) else read


def _person(text: str, _: Question, case: Case) -> Answer:
    return choices.choice(text, person_options(case))


def _persons(text: str, question: Question, case: Case) -> Answer:
    least = int(question.field.min or 0) if question.field else 0
    return choices.several(text, person_options(case), empty=least == 0)


def _place(text: str, _: Question, __: Case) -> Answer:
    """A place that may bear any name ("Ende")."""
    if is_question(text):
        return NotAnAnswer()
    return contacts.municipality(text)


READERS: dict[str, Reader] = {
    "address_line": _address_line,
    "amount": _amount,
    "amounts": _amounts,
    "birthday": lambda text, _, case: moments.birthday(text, case.when),
    "choice": lambda text, q, _: choices.choice(text, options(q)),
    "consent": lambda text, _, __: choices.yes_no(text),
    "cooperative_name": lambda text, _, __: texts.cooperative_name(text),
    "election": lambda text, q, case: elections.election(text, q.fact, case),
    "vote": lambda text, _, case: elections.result(text, case),
    "day": lambda text, q, case: moments.day(text, case.when, q.far),
    "days": lambda text, q, _: figures.days(text, *_whole_bounds(q)),
    "email": lambda text, _, __: contacts.email(text),
    "family_name": lambda text, _, __: people.name_part(text),
    "federal_state": lambda text, _, __: contacts.federal_state(text),
    "figure": _figure,
    "medium": _medium,
    "moment": lambda text, q, case: moments.moment(text, case.when, q.far),
    "month_day": _month_day,
    "months": lambda text, q, _: figures.months(text, *_whole_bounds(q)),
    "municipality": _place,
    "name_part": lambda text, _, __: people.name_part(text),
    "one_text": _one_text,
    "past_day": lambda text, _, case: moments.past_day(text, case.when),
    "percent": _percent,
    "person": _person,
    "persons": _persons,
    "phone": lambda text, _, __: contacts.phone(text),
    "place": _place,
    "postal_code": lambda text, _, __: contacts.postal_code(text),
    "several": lambda text, q, _: choices.several(text, options(q), empty=not (q.field and q.field.min)),
    "signed_amount": _signed_amount,
    "some": _some,
    "street": _street,
    "text": _text,
    "time": lambda text, _, __: times.time_of_day(text),
    "website": lambda text, _, __: contacts.website(text),
    "whole": lambda text, q, _: figures.whole(text, *_whole_bounds(q), about=q.about),
    "yes_no": lambda text, _, __: choices.yes_no(text),
}
"""Kind → reader. What a kind means stands with its parser in `documents/answers`."""
