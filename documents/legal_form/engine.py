"""The legal-form check: from the answers so far to the next question, or to a reasoned recommendation.

Pure: no state, no texts of its own. Answers are keys of the table; numbers are int. Source: facts/geng.md 1.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from documents.errors import UnknownAnswer
from documents.legal_form.table import Answer, Ending, Question, Reason, Text, outcomes, questions

Given = str | int | Sequence[str]
Recommendation = Literal["fits", "possible", "other", "stop", "blocked"]


@dataclass(frozen=True)
class Result:
    """The end of the check.

    `recommendation`: the eG fits, is possible, or rather another form; `stop`: another form, for one clear reason;
    `blocked`: the answer to `question` must change first. `form`: the form to recommend, `alternatives`: others worth
    a look. `reasons` and `warnings` carry their paragraph. `sets`: facts of the founding record that are now known.
    """

    recommendation: Recommendation
    form: str
    headline: Text
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...] = ()
    sets: Mapping[str, Any] = field(default_factory=dict)
    alternatives: tuple[str, ...] = ()
    score: int = 0
    question: str = ""


def next_question(answers: Mapping[str, Given]) -> Question | Result:
    """What to ask next, or the result. Raises UnknownAnswer for an answer that the table does not know."""
    collected = _Collected()
    for question in _asked(answers):
        if question.key not in answers:
            return question
        chosen = _chosen(question, answers[question.key])
        if ended := _ended(question, chosen):
            return ended
        collected.add(chosen)
    return collected.judged()


def progress(answers: Mapping[str, Given]) -> tuple[int, int]:
    """How many of the questions that lie on this way are answered, and how many there are."""
    way = list(_asked(answers))
    return sum(1 for question in way if question.key in answers), len(way)


def known_facts(answers: Mapping[str, Given]) -> Mapping[str, Any]:
    """What a finished check knows of the founding, path → value; nothing where it is unfinished or ends without an eG.

    An empty list is left out: the check does not ask for it, the interview does.
    """
    try:
        found = next_question(answers)
    except UnknownAnswer:
        return {}
    return {path: value for path, value in found.sets.items() if value != []} if isinstance(found, Result) else {}


def _asked(answers: Mapping[str, Given]) -> Iterator[Question]:
    """The questions on the way of these answers, in the order of the table."""
    for question in questions().values():
        if all(wanted in _keys(answers.get(other, ())) for other, wanted in question.when.items()):
            yield question


def _keys(given: Given) -> Sequence[str]:
    return given if not isinstance(given, str | int) else [str(given)]


def _chosen(question: Question, given: Given) -> list[Answer]:
    """The answers behind what was given; one that counts alone only is left out beside others."""
    if question.kind == "number" and isinstance(given, int) and not isinstance(given, bool):
        return [_in_range(question, given)]
    keys = _keys(given)
    unknown = [key for key in keys if key not in question.answers]
    if unknown or not keys or (question.kind != "choices" and len(keys) > 1):
        raise UnknownAnswer(question.key, given)
    answers = [question.answers[key] for key in keys]
    return [answer for answer in answers if not answer.alone] or answers[:1]


def _in_range(question: Question, count: int) -> Answer:
    for answer in question.answers.values():
        lowest, highest = answer.range or (count + 1, None)
        if lowest <= count and (highest is None or count <= highest):
            return answer
    raise UnknownAnswer(question.key, count)


def _ended(question: Question, chosen: list[Answer]) -> Result | None:
    """The end that one of the answers brings: a stop before a block."""
    for answer in chosen:
        if answer.stop:
            return _end("stop", answer.stop.forms, answer.stop, question)
    for answer in chosen:
        if answer.block:
            return _end("blocked", ["eg", *answer.block.forms], answer.block, question)
    return None


def _end(kind: Literal["stop", "blocked"], forms: list[str], ending: Ending, question: Question) -> Result:
    results = outcomes().results
    headline = results.stop if kind == "stop" else results.blocked
    reason = Reason(text=ending.text, basis=ending.basis)
    return Result(kind, forms[0], headline, (reason,), alternatives=tuple(forms[1:]), question=question.key)


@dataclass
class _Collected:
    """What the answers bring together on a way without stop or block."""

    score: int = 0
    reasons: list[Reason] = field(default_factory=list)
    warnings: list[Reason] = field(default_factory=list)
    sets: dict[str, Any] = field(default_factory=dict)
    forms: list[str] = field(default_factory=list)

    def add(self, chosen: list[Answer]) -> None:
        """The effects of one question's answers; its score counts once."""
        self.score += max(answer.score for answer in chosen)
        for answer in chosen:
            self.reasons += [answer.reason] if answer.reason else []
            self.warnings += answer.warn
            self.forms += answer.forms
            self._set(answer.set)

    def judged(self) -> Result:
        """The recommendation by score."""
        limits, results = outcomes().limits, outcomes().results
        others = self.forms or outcomes().other_forms
        if self.score >= limits.fits:
            return self._result("fits", results.fits, ["eg", *self.forms])
        if self.score >= limits.possible:
            return self._result("possible", results.possible, ["eg", *others])
        return self._result("other", results.other, others)

    def _result(self, kind: Recommendation, headline: Text, forms: list[str]) -> Result:
        others = tuple(dict.fromkeys(forms[1:]))
        reasons, warnings = tuple(self.reasons), tuple(self.warnings)
        return Result(kind, forms[0], headline, reasons, warnings, self.sets, others, self.score)

    def _set(self, new: Mapping[str, Any]) -> None:
        """Lists grow together; of other facts the first one stays."""
        for path, value in new.items():
            if isinstance(value, list):
                self.sets[path] = list(dict.fromkeys([*self.sets.get(path, []), *value]))
            else:
                self.sets.setdefault(path, value)
