"""What people may do beside answering: later, why, back, pause, progress, change, what if."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from pydantic import JsonValue

from data.reply import Button, Say
from documents.answered import REMOVED, SKIPPED, Change
from documents.answers.result import Ask, Parsed
from documents.answers.words import Words, mentions, says, words
from documents.interview import founders, saying
from documents.interview.answering import advance, again, ask_back, go_to, now, open_step, took
from documents.interview.case import Case
from documents.interview.correcting import corrected
from documents.interview.course import offered, progress, rows
from documents.interview.kinds import DOUBTS, kind_of
from documents.interview.naming import Named, named, value_in, wants_change
from documents.interview.outcome import Outcome
from documents.interview.questions import Question
from documents.interview.saying import BY_TYPING
from documents.interview.showing import show
from documents.interview.steps import DONE, LATER, findings
from documents.interview.taking import consequences, taken

Command = Callable[[Case], Outcome]


def spoken(case: Case, text: str) -> Command | None:
    """The command that the whole text is. At a question for a name or a place only those that cannot be one."""
    step = open_step(case)
    doubtful = step in case.questions and kind_of(case.questions[step]) in DOUBTS
    names = ("skip", "why", "back") if doubtful else tuple(COMMANDS)
    phrases = words()
    said = next((COMMANDS[name] for name in names if says(text, _phrases(phrases, name))), None)
    return said or (pause if mentions(text, phrases.pause) else None)


def later(case: Case) -> Outcome:
    """The open step is put off; it comes again at the end."""
    step = open_step(case)
    if step in (LATER, DONE) or step.startswith("finding:"):
        return leave(case)
    if step.startswith("block:"):
        paths = [p for _, here in rows(case, step.removeprefix("block:")) for p in here if not case.known(p)]
    else:
        paths = [step]
    changes = [Change(path, None, SKIPPED) for path in paths if not case.known(path)]
    said = "utter_founding_put_off" if changes else "utter_founding_kept"
    return advance(case, changes, [Say(say=said, with_={"label": saying.name_of_unit(case, step)})])


def leave(case: Case) -> Outcome:
    """An error or the open questions stay as they are; the papers will say so."""
    step = open_step(case)
    if step.startswith("finding:"):
        left = [*(case.note("left") or []), step.removeprefix("finding:")]
        return advance(case, [Change("interview.left", left)], [Say(say="utter_founding_left")])
    return advance(case, [Change("interview.left_open", True)])


def now_open(case: Case) -> Outcome:
    """What was put off is asked now."""
    changes = [Change(path, None, REMOVED) for path, kind in case.facts.status.items() if kind == SKIPPED]
    return advance(case, changes)


def why(case: Case) -> Outcome:
    """Why the open question is asked."""
    step = open_step(case)
    if step in (LATER, DONE) or step.startswith("finding:"):
        return again(case)
    return again(case, [saying.why(case, step)])


def back(case: Case) -> Outcome:
    """The step before, to change it."""
    trail = [step for step in case.asked.get("trail", []) if step in case.questions or step.startswith("block:")]
    if not trail:
        return again(case, [Say(say="utter_founding_no_way_back")])
    outcome = go_to(case, trail[-1], [Say(say="utter_founding_back")])
    return Outcome(outcome.kind, says=outcome.says, asked={**outcome.asked, "trail": list[JsonValue](trail[:-1])})


def pause(case: Case) -> Outcome:
    """The interview rests; all answers are kept."""
    return Outcome("paused", says=(Say(say="utter_founding_paused", with_=progress(case).as_params()),), asked={})


def stand(case: Case) -> Outcome:
    """How far it is."""
    return again(case, [Say(say="utter_founding_progress", with_=progress(case, open_step(case)).as_params())])


def change(case: Case, text: str, within: str | list[Question] = "") -> Outcome | None:
    """An answer is named to be changed, perhaps with its new value; None where nothing is named.

    `within`: the open block, whose rows come before everything else, or the only questions that are meant.
    """
    hits = _hits(case, text, within)
    if not hits:
        return None
    if len(hits) > 1:
        return _which(case, hits)
    if hits[0].path.startswith("persons[]."):
        return _change_group(case, hits[0])
    read = value_in(hits[0], case)
    if isinstance(read, Parsed):
        return took(case, hits[0].path, read)
    return go_to(case, hits[0].path)


def correct(case: Case, text: str) -> Outcome | None:
    """An answer is called wrong by its value ("Jülich war falsch, Düren"): the new value, or its question again."""
    hit = corrected(text, case)
    if hit is None:
        return None
    read = value_in(hit, case)
    return took(case, hit.path, read) if isinstance(read, Parsed) else go_to(case, hit.path)


def _change_group(case: Case, hit: Named) -> Outcome:
    """A row that stands for all persons: its new values in the same sentence, or its question."""
    read = founders.read_group(case, hit.question, hit.rest) if any(c.isdigit() for c in hit.rest) else None
    if not isinstance(read, list):
        return go_to(case, hit.path)
    noted = Say(say="utter_founding_noted_group", with_={"label": hit.question.name})
    return advance(case, [*read, *consequences(case, read)], [noted])


def change_what(case: Case, text: str = "") -> Outcome:
    """Somebody wants to change something, but not what: the last answer where it can be it, else they are offered."""
    for hit in _last(case, text):
        read = value_in(hit, case)
        if isinstance(read, Parsed):
            return took(case, hit.path, read)
    trail = [step for step in case.asked.get("trail", []) if step in case.questions][-4:]
    buttons = [_change_button(case, path) for path in reversed(trail)]
    return (
        again(case, [Say(say="utter_founding_change_what", buttons=buttons)])
        if not buttons
        else Outcome("ask_back", says=(Say(say="utter_founding_change_what", buttons=buttons),), asked=dict(case.asked))
    )


def what_if(case: Case, text: str) -> Outcome | None:
    """What a change would mean; nothing is stored. None where no question or no value is named."""
    hits = [hit for hit in named(text, case) if not hit.question.of_person] or _last(case, text)
    read = value_in(hits[0], case) if hits else None
    if isinstance(read, Ask):
        return ask_back(case, hits[0].path, read, text)
    if not isinstance(read, Parsed):
        return None
    hit = hits[0]
    after = case.with_changes(taken(case, hit.path, read.value))
    before = {f.key for f in findings(case)}
    new: list[JsonValue] = [f.message for f in findings(after) if f.key not in before and f.severity != "hint"]
    params: dict[str, JsonValue] = {
        "label": hit.question.name,
        "now": now(case, hit.path),
        "value": show(hit.question, read.value, after),
        "findings": new,
        **_capital(case, after),
    }
    return again(case, [Say(say="utter_founding_what_if", with_=params)])


def _last(case: Case, text: str) -> list[Named]:
    """The question answered last, if its answer is a figure: "doch lieber 75", "was wäre mit 100 Euro" mean that."""
    trail = [step for step in case.asked.get("trail", []) if step in case.questions]
    question = case.questions[trail[-1]] if trail else None
    if question is None or kind_of(question) not in BY_TYPING or not any(sign.isdigit() for sign in text):
        return []
    return [Named(question, trail[-1], text)]


def _capital(case: Case, after: Case) -> dict[str, JsonValue]:
    """What all members together would sign, and each of them at least, before and after."""
    members = len(case.law.members)
    return {
        "members": members,
        "capital_now": str(_subscribed(case)),
        "capital_then": str(_subscribed(after)),
        "each_now": str(_least(case)),
        "each_then": str(_least(after)),
    }


def _subscribed(case: Case) -> Decimal:
    value = Decimal(case.value("capital.share_value_eur") or 0)
    least = case.value("capital.mandatory_shares") or 1
    return sum(((p.get("shares") or least) * value for p in case.law.members), Decimal(0))


def _least(case: Case) -> Decimal:
    """What each member brings in at least."""
    return Decimal(case.value("capital.share_value_eur") or 0) * int(case.value("capital.mandatory_shares") or 1)


def _hits(case: Case, text: str, within: str | list[Question]) -> list[Named]:
    if isinstance(within, list):
        return named(text, case, within)
    if within and (inside := named(text, offered(case, within), case.questions.in_block(within))):
        return inside
    return named(text, case) if not within or wants_change(text) else []


def _which(case: Case, hits: list[Named]) -> Outcome:
    buttons = [_change_button(case, hit.path) for hit in hits[:4]]
    return Outcome("ask_back", says=(Say(say="utter_founding_change_which", buttons=buttons),), asked=dict(case.asked))


def _change_button(case: Case, path: str) -> Button:
    step = open_step(case)
    return Button(label=saying.name_of_unit(case, path), payload=saying.payload(step, do="change", row=path))


def _phrases(table: Words, name: str) -> list[str]:
    found: list[str] = getattr(table, name)
    return found


COMMANDS: dict[str, Command] = {
    "skip": later,
    "why": why,
    "back": back,
    "pause": pause,
    "cancel": pause,
    "progress": stand,
}
"""Key in the table of words → command."""

INTENTS: dict[str, Command] = {
    "skip_question": later,
    "explain_question": why,
    "founding_progress": stand,
    "cancel": pause,
    "resume_founding": again,
}
"""Intents that mean a command inside the interview."""
