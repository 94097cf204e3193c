"""Takes an answer and goes on: notes what was stored, says what it changed, puts the next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import JsonValue

from data.reply import Say
from documents.answered import ACCEPTED, DERIVED, Change
from documents.answers.result import Ask, Parsed, Refused
from documents.interview import saying
from documents.interview.case import Case
from documents.interview.course import progress
from documents.interview.outcome import Outcome
from documents.interview.showing import show, value_or_proposal
from documents.interview.steps import DONE, asked, next_step, say_step, warnings
from documents.interview.taking import taken


def start(case: Case, known: Mapping[str, JsonValue]) -> Outcome:
    """A new founding, with the facts that are known already as accepted proposals."""
    begin = Say(say="utter_founding_begin")
    changes = [Change(path, value, ACCEPTED) for path, value in known.items() if path in case.questions]
    if not changes:
        return again(case, [begin])
    after = case.with_changes(changes)
    rows: list[JsonValue] = [{"label": case.questions[c.path].name, "value": now(after, c.path)} for c in changes]
    taken_over = Say(
        say="utter_founding_taken_over", with_={"rows": rows, "label": case.questions[changes[0].path].name}
    )
    return advance(case, changes, [begin, taken_over])


def took(case: Case, path: str, answer: Parsed) -> Outcome:
    """A value is taken: stored, said back, and the interview goes on."""
    changes = taken(case, path, answer.value)
    question = case.questions[path]
    remark = [Say(say=answer.remark, with_=dict(answer.params))] if answer.remark else []
    remark += [Say(say="utter_founding_state_follows", with_={"state": c.value}) for c in changes if _state_follows(c)]
    after = case.with_changes(changes)
    noted = Say(
        say="utter_founding_noted", with_={"label": question.name, "value": show(question, answer.value, after)}
    )
    return advance(case, changes, [noted, *remark])


def _state_follows(change: Change) -> bool:
    """Whether the Land was filled in by itself, since only one place has this name: that is said."""
    return change.path == "coop.seat_state" and change.kind == DERIVED


def advance(case: Case, changes: Sequence[Change], before: Sequence[Say] = ()) -> Outcome:
    """The outcome after changes: what they mean for the course, then the next step."""
    after = case.with_changes(changes)
    step = next_step(after)
    found, notes = warnings(after) if _topic_ends(case, after, step) else ([], [])
    after = after.with_changes(notes) if notes else after
    messages: list[JsonValue] = [{"message": f.message, "basis": f.basis} for f in found]
    warned = [Say(say="utter_founding_warnings", with_={"warnings": messages})] if messages else []
    says = [*before, *_course_changed(case, after, changes), *warned, say_step(after, step)]
    return Outcome("done" if step == DONE else "answer", (*changes, *notes), tuple(says), _keep(step, case))


def again(case: Case, before: Sequence[Say] = (), *, kind: str = "command") -> Outcome:
    """The open step once more, after something that changed nothing."""
    step = open_step(case)
    shown = () if step == DONE and before else (say_step(case, step),)
    return Outcome(kind, says=(*before, *shown), asked=_keep(step, case))  # type: ignore[arg-type]


def go_to(case: Case, step: str, before: Sequence[Say] = ()) -> Outcome:
    """Another step is opened, to correct what was answered there."""
    return Outcome("command", says=(*before, say_step(case, step)), asked=asked(step, case))


def refuse(case: Case, answer: Refused) -> Outcome:
    """An answer that is not taken: the reason, then the same step."""
    return again(case, [saying.refused(answer)], kind="refused")


def ask_back(case: Case, path: str, answer: Ask, said: str) -> Outcome:
    """A question back; its candidates stay open until one is taken."""
    pending: JsonValue = {"values": list(answer.candidates), "said": said}
    return Outcome("ask_back", says=(saying.ask_back(case, path, answer),), asked=asked(path, case, pending=pending))


def open_step(case: Case) -> str:
    """The step that is open in this conversation, or the next one where none is."""
    step = case.asked.get("step")
    return step if isinstance(step, str) and _still_there(case, step) else next_step(case)


def _still_there(case: Case, step: str) -> bool:
    """Whether the step can still be answered: its person may have been taken off the list meanwhile."""
    if step.startswith("persons[") and not step.startswith("persons[]"):
        return case.person(step) is not None
    return step in case.questions or step.split(":")[0] in ("block", "finding", "later", "done")


def now(case: Case, path: str) -> str:
    """The present value of a fact as text."""
    question = case.questions[path]
    return show(question, value_or_proposal(question, path, case), case)


def _keep(step: str, case: Case) -> dict[str, JsonValue]:
    return {} if step == DONE else asked(step, case)


def _topic_ends(case: Case, after: Case, step: str) -> bool:
    """Whether the next step stands in another section than the one just answered."""
    before = case.asked.get("step")
    if step.startswith("finding:"):
        return False
    return isinstance(before, str) and progress(case, before).title != progress(after, step).title


def _course_changed(case: Case, after: Case, changes: Sequence[Change]) -> list[Say]:
    """A sentence when an answer adds or drops questions."""
    before, now_ = progress(case).known, progress(after).known
    own = next((c.path for c in changes if c.path in case.questions and c.kind == "answered"), "")
    if before == now_ or not own or case.questions[own].kind in ("consent", "persons"):
        return []
    name = "utter_founding_more_questions" if now_ > before else "utter_founding_fewer_questions"
    return [Say(say=name, with_={"count": abs(now_ - before), "label": case.questions[own].name, "known": now_})]
