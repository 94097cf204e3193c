"""What taking an answer changes: its own facts, what follows from it, and what it opens again.

Nothing is asked twice; a corrected answer re-opens only accepted proposals that would now be different.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from documents import paths
from documents.answered import ACCEPTED, ANSWERED, DERIVED, REMOVED, SKIPPED, Change
from documents.interview.case import Case, json_value
from documents.interview.course import offered, places, rows
from documents.interview.kinds import kind_of
from documents.interview.questions import Question


def taken(case: Case, path: str, value: JsonValue) -> list[Change]:
    """The changes when `value` is taken as the answer under `path`, with their consequences."""
    question = case.questions[path]
    own = [Change(place, entry, ANSWERED) for place, entry in facts_of(question, path, value)]
    if path.startswith("events.elected."):
        own.append(_elections(case.with_changes(own)))
    return own + consequences(case, own)


def _elections(case: Case) -> Change:
    """All elections as the minutes need them, with the acceptance where it was said."""
    elected = case.value("events.elected") or {}
    accepted_ = elected.get("accepted")
    rows_ = [row for organ in ("supervisory_board", "agent", "board") for row in elected.get(organ) or []]
    known = {"accepted": accepted_} if isinstance(accepted_, bool) else {}
    return Change("events.elections", [{**row, **known} for row in rows_])


def facts_of(question: Question, path: str, value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    """The facts that one answer fills: a moment has day and time, an address three parts."""
    kind = kind_of(question)
    if kind == "moment" and isinstance(value, dict):
        for place, key in ((path, "date"), (question.with_[0], "time")):
            if value.get(key):
                yield place, value[key]
    elif kind == "street" and isinstance(value, dict):
        person_id, _ = paths.split(path)
        for key in ("street", "zip", "city"):
            yield paths.of_person(str(person_id), key), value[key]
    elif kind == "amounts" and isinstance(value, list):
        yield from zip([path, *question.with_], value, strict=False)
    else:
        yield path, value


def accepted(case: Case, block: str) -> list[Change]:
    """The changes when all open proposals of a block are accepted."""
    whole = offered(case, block)
    own = [
        Change(path, json_value(paths.get(whole.facts.record, path)), ACCEPTED)
        for _, here in rows(whole, block)
        for path in here
        if not case.known(path)
    ]
    return own + consequences(case, own)


def consequences(case: Case, own: Sequence[Change]) -> list[Change]:
    """What follows from changes: the federal state of a seat, facts without meaning now, proposals that are stale."""
    after = case.with_changes(own)
    changed = {change.path for change in own}
    return [
        *_state_of_seat(case, changed, after),
        *(change for change in _stale(case, after) if change.path not in changed),
    ]


def _state_of_seat(case: Case, changed: set[str], after: Case) -> Iterator[Change]:
    if "coop.seat_municipality" not in changed:
        return
    states = list(dict.fromkeys(case.states(str(after.value("coop.seat_municipality")))))
    if len(states) == 1:
        yield Change("coop.seat_state", states[0], DERIVED)
    elif case.known("coop.seat_state"):
        yield Change("coop.seat_state", None, REMOVED)


def _stale(case: Case, after: Case) -> Iterator[Change]:
    """Stored facts that have lost their meaning, and accepted proposals that would be different now."""
    for path, kind in case.facts.status.items():
        question = case.questions.get(path)
        if question is None or question.field is None or kind == SKIPPED or path not in places(case, question):
            continue
        if not after.matters(question, path) or (kind == ACCEPTED and _differs(case, after, question, path)):
            yield Change(path, None, REMOVED)


def _differs(case: Case, after: Case, question: Question, path: str) -> bool:
    """Whether the accepted value was the proposal, and the proposal is another one now."""
    before, now = case.proposes(question, path)[1], after.proposes(question, path)[1]
    return before != now and bool(json_value(case.value(path)) == before)
