"""The list of persons inside the interview: lines, tables and form rows come in, single ones go out again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from data.reply import Say
from documents import paths
from documents.answered import ANSWERED, REMOVED, Change
from documents.answers.choices import choice, several
from documents.answers.result import Answer, NotAnAnswer, Parsed, Refused
from documents.answers.signs import is_question
from documents.answers.words import says, words
from documents.interview import saying
from documents.interview.answering import advance, again, refuse
from documents.interview.case import Case
from documents.interview.course import offered, places
from documents.interview.kinds import person_options
from documents.interview.outcome import Outcome
from documents.interview.questions import Question
from documents.interview.reading import read_answer
from documents.interview.showing import name_of, person_line
from documents.interview.steps import asked
from documents.interview.taking import consequences
from documents.persons.draft import Draft, Listed
from documents.persons.lines import read_lines
from documents.persons.rows import is_table, known_rows, persons_of
from documents.persons.tables import read_text

LEAST = 3
"""Founders that the act demands (§ 4 GenG)."""

STEP = "interview.persons"
_OUT = re.compile(
    r"^(?:bitte\s+)?(.+?)\s+(?:wieder\s+)?(?:löschen|loeschen|entfernen|streichen|raus|rausnehmen|weg)\.?$", re.I
)


def hear_list(case: Case, text: str) -> Outcome | None:
    """A message at the list of persons; None where it is none about the list."""
    if says(text, words().ready) or says(text, words().affirm):
        return ready(case)
    if (out := _OUT.match(text.strip())) is not None:
        return _take_out(case, out[1])
    if is_question(text) and "\n" not in text:
        return None
    listed = read_list(case, text)
    if isinstance(listed, Refused):
        return refuse(case, listed)
    if not listed.people and len(listed.drafts) == 1 and "," not in text and len(text.split()) > 6:
        return None
    return add(case, listed)


def about_list(text: str) -> bool:
    """Whether the text ends the list or takes somebody off it."""
    return says(text, words().ready) or says(text, words().affirm) or bool(_OUT.match(text.strip()))


def read_list(case: Case, text: str) -> Listed | Refused:
    """The persons of a pasted text, lines or a table with headings."""
    if not is_table(text):
        return read_lines(text, case.when)
    table = read_text(text)
    return table if isinstance(table, Refused) else persons_of(table, case.when)


def add(case: Case, listed: Listed) -> Outcome:
    """The persons of a list join the founding; what could not be read is named with its row."""
    new, known = known_rows(case.persons, listed)
    changes = list(_changes(case, new))
    after = case.with_changes(changes)
    params: dict[str, JsonValue] = {
        "added": [person_line(_person(d)) for d in new],
        "known": [person_line(_person(d)) for d in known],
        "problems": [_problem(p.as_params()) for p in listed.problems],
        "repeated": list(listed.repeated),
        "count": len(after.persons),
        "least": LEAST,
        "columns": list(listed.columns),
        "ignored": list(listed.ignored),
        "left_out": list(listed.left_out),
    }
    buttons = saying.persons(after, STEP).buttons if after.persons else []
    kind = "answer" if new else "refused"
    noted = Say(say="utter_founding_persons_noted", with_=params, buttons=buttons)
    return Outcome(kind, tuple(changes), (noted,), asked(STEP, case))  # type: ignore[arg-type]


def ready(case: Case) -> Outcome:
    """The list is complete, if it has enough people."""
    if len(case.persons) < LEAST:
        few = Say(say="utter_founding_persons_few", with_={"count": len(case.persons), "least": LEAST})
        return again(case, [few], kind="refused")
    done = Change(STEP, True, ANSWERED)
    return advance(case, [done], [Say(say="utter_founding_persons_complete", with_={"count": len(case.persons)})])


def read_group(case: Case, question: Question, text: str) -> list[Change] | Answer:
    """An answer that is about several persons ("1, 3", "alle 2", "1: 3, 4: 2") as changes."""
    case = offered(case, question.block) if question.block else case
    if question.marks is not None:
        return _marked(case, question, text)
    given = [_assigned(case, question, part) for part in re.split(r"[,;\n]|\bund\b", text) if part.strip()]
    if not given or any(entry is None for entry in given):
        return _for_all(case, question, text)
    return [change for entry in given if entry for change in entry]


def _marked(case: Case, question: Question, text: str) -> list[Change] | Answer:
    """Those who are named get the value that naming means, all others the opposite."""
    read = Parsed([]) if says(text, words().none) or says(text, words().deny) else several(text, person_options(case))
    if not isinstance(read, Parsed) or not isinstance(read.value, list):
        return read
    marked = question.marks
    other: JsonValue = (
        (not marked) if isinstance(marked, bool) else (question.field.default if question.field else None)
    )
    named = {str(entry) for entry in read.value}
    return [Change(path, marked if paths.split(path)[0] in named else other) for path in places(case, question)]


def _assigned(case: Case, question: Question, part: str) -> list[Change] | None:
    """ "4: 2" or "Erika Muster: 3 Anteile"."""
    who, colon, what = part.partition(":")
    person = choice(who, person_options(case)) if colon else NotAnAnswer()
    if not isinstance(person, Parsed):
        return None
    path = paths.of_person(str(person.value), question.fact.removeprefix("persons[]."))
    value = _value(case, question, what, path)
    return [Change(path, value.value)] if isinstance(value, Parsed) else None


def _for_all(case: Case, question: Question, text: str) -> list[Change] | Answer:
    """ "alle 2", or a value alone."""
    bare = re.sub(r"^\s*(?:alle|jede[rs]?|je)\s+", "", text, flags=re.I)
    read = _value(case, question, bare, question.fact)
    if not isinstance(read, Parsed):
        return read
    return [Change(path, read.value) for path in places(case, question)]


def _value(case: Case, question: Question, text: str, path: str) -> Answer:
    """One value; relatives and represented organisations are persons of the list."""
    if question.field is not None and (question.field.items == "person" or question.field.format == "person"):
        if says(text, words().none):
            return Parsed([] if question.field.items else None)
        person = choice(text, person_options(case))
        if isinstance(person, Parsed) and question.field.items:
            return Parsed([person.value])
        return person
    return read_answer(text, question, case, path)


def _take_out(case: Case, who: str) -> Outcome | None:
    person = choice(who, person_options(case))
    if not isinstance(person, Parsed):
        return None
    name = name_of(case.record.person(str(person.value)))
    gone = [Change(f"persons[{person.value}]", None, REMOVED)]
    changes = [*gone, *consequences(case, gone)]
    after = case.with_changes(changes)
    left = Say(say="utter_founding_person_removed", with_={"name": name, "count": len(after.persons)})
    return Outcome("answer", tuple(changes), (left, saying.persons(after, STEP)), asked(STEP, case))


def _changes(case: Case, drafts: Sequence[Draft]) -> Iterator[Change]:
    number = max((int(re.sub(r"\D", "", str(p["id"])) or 0) for p in case.persons), default=0)
    for draft in drafts:
        number += 1
        for key, value in draft.facts.items():
            yield Change(paths.of_person(f"p{number}", key), value)


def _person(draft: Draft) -> dict[str, object]:
    return dict(draft.facts)


def _problem(params: dict[str, JsonValue]) -> JsonValue:
    return {**params, "said": str(params["said"])[:80]}
