"""What a message does to the interview: it is tried as an answer, then as a command, else it is a side question."""

from __future__ import annotations

from pydantic import JsonValue

from data.cleaning import clean
from data.language import fold
from data.reply import Say
from documents.answers import doors
from documents.answers.choices import yes_no
from documents.answers.result import Ask, Parsed, Refused
from documents.answers.signs import is_question, is_what_if, is_wish
from documents.answers.words import says, term_in, words
from documents.interview import commands, founders
from documents.interview.answering import advance, again, ask_back, go_to, open_step, refuse, took
from documents.interview.case import Case
from documents.interview.doubting import CERTAIN, OPEN_TEXT, change_command, doubtful, plain_wish
from documents.interview.kinds import kind_of
from documents.interview.naming import wants_change
from documents.interview.outcome import Message, Outcome
from documents.interview.overhearing import with_seat
from documents.interview.questions import Question
from documents.interview.reading import read_answer
from documents.interview.showing import show
from documents.interview.steps import LATER, open_error, ways_out
from documents.interview.taking import accepted, consequences

SURE = 0.6  # confidence from which an intent counts where the text is no answer
LONGEST_LIST = 60_000  # characters of a pasted list of persons
COMPLETED = ("moment", "day", "birthday", "past_day", "time")
"""Kinds in which a second message may complete the first ("20.3. um acht", then "abends")."""
NO_QUESTION = ("", "nlu_fallback", "out_of_scope", "affirm", "deny", "answer_question", "change_answer")
"""Intents that make no side question of a text that was not understood."""


def hear(case: Case, message: Message) -> Outcome:
    """The outcome of a typed message while the interview is open."""
    if message.intent == "distress" and message.confidence >= SURE:
        return _side_question(case)
    text, step = clean(message.text), open_step(case)
    longest = LONGEST_LIST if step == founders.STEP else doors.LONGEST
    if (stopped := doors.stopped(text, longest)) is not None:
        return refuse(case, stopped)
    if (settled := _pending(case, step, text)) is not None:
        return settled
    if (command := commands.spoken(case, text)) is not None:
        return command(case)
    if (mended := commands.correct(case, text)) is not None:
        return mended
    answer = _to_step(case, step, text, message)
    return answer if answer is not None else _no_answer(case, step, text, message)


def _to_step(case: Case, step: str, text: str, message: Message) -> Outcome | None:
    """The message as an answer to the open step, None where it is none."""
    if is_what_if(text):
        return commands.what_if(case, text)
    if step.startswith("block:"):
        return _to_block(case, step.removeprefix("block:"), text)
    if step.startswith("finding:"):
        return _to_finding(case, text)
    if step == LATER:
        return _to_later(case, text)
    if step == founders.STEP:
        return _to_list(case, text, message)
    return _to_question(case, step, text, message) if step in case.questions else None


def _to_question(case: Case, path: str, text: str, message: Message) -> Outcome | None:
    question = case.questions[path]
    if path.startswith("persons[]."):
        return _to_group(case, question, text)
    if is_question(text) or is_wish(text):
        return _asked_as_question(case, path, text)
    if change_command(text, message):
        changed = commands.change(case, text)
        if changed is not None:
            return changed
    if plain_wish(question, text, message):
        return None
    read = read_answer(text, question, case, path)
    if isinstance(read, Parsed) and doubtful(question, text, message):
        read = Ask("utter_founding_text_in_doubt", {"said": text}, (read.value,))
    match read:
        case Parsed():
            return with_seat(case, took(case, path, read), text)
        case Ask():
            return ask_back(case, path, read, text)
        case Refused():
            return refuse(case, read)
    return None


def _asked_as_question(case: Case, path: str, text: str) -> Outcome | None:
    """ "250?" is a doubtful answer, everything else that asks is none. A name may end like a wish ("Weiter so eG")."""
    question = case.questions[path]
    if kind_of(question) == "cooperative_name":
        read = read_answer(text, question, case, path)
        return took(case, path, read) if isinstance(read, Parsed) else None
    bare = text.strip().rstrip("?! ")
    if not text.strip().endswith("?") or len(bare.split()) > 3 or is_question(bare) or kind_of(question) in OPEN_TEXT:
        return None
    read = read_answer(bare, question, case, path)
    return (
        ask_back(case, path, Ask("utter_founding_meant", {}, (read.value,)), text) if isinstance(read, Parsed) else None
    )


def _to_group(case: Case, question: Question, text: str) -> Outcome | None:
    """An answer about several persons."""
    if is_question(text):
        return None
    read = founders.read_group(case, question, text)
    if isinstance(read, list):
        noted = Say(say="utter_founding_noted_group", with_={"label": question.name})
        return advance(case, [*read, *consequences(case, read)], [noted])
    if isinstance(read, Ask):
        return again(
            case, [Say(say=read.text, with_={**read.params, "candidates": list[JsonValue]([])})], kind="ask_back"
        )
    return refuse(case, read) if isinstance(read, Refused) else None


def _to_block(case: Case, block: str, text: str) -> Outcome | None:
    """Yes takes all; a row that is named is changed; no asks which."""
    read = yes_no(text)
    if isinstance(read, Parsed) and read.value is True:
        return advance(case, accepted(case, block), [Say(say="utter_founding_accepted")])
    if is_question(text) or is_wish(text):
        return None
    if (changed := commands.change(case, text, block)) is not None:
        return changed
    if isinstance(read, Parsed):
        return again(case, [Say(say="utter_founding_block_which")], kind="ask_back")
    return None


def _to_finding(case: Case, text: str) -> Outcome | None:
    """A way out by its name, or its new value at once where there is one way only."""
    found = open_error(case)
    if found is None:
        return again(case)
    ways = ways_out(case, found)
    if text.strip().isdigit() and 1 <= int(text) <= len(ways) + 1:
        return go_to(case, list(ways)[int(text) - 1]) if int(text) <= len(ways) else commands.leave(case)
    only = "" if wants_change(text) else list(ways.values())
    if not is_question(text) and (changed := commands.change(case, text, only)) is not None:
        return changed
    path = next(iter(ways), "")
    if len(ways) != 1 or is_question(text) or path == founders.STEP or path.startswith("persons[]"):
        return None
    read = read_answer(text, ways[path], case, path)
    return took(case, path, read) if isinstance(read, Parsed) else None


def _to_list(case: Case, text: str, message: Message) -> Outcome | None:
    """A line of the list of persons; a correction, a wish or a command that stands there is no person."""
    if "\n" in text or "," in text or any(c.isdigit() for c in text):
        return founders.hear_list(case, text)
    if wants_change(text) and (changed := commands.change(case, text)) is not None:
        return changed
    said = text.split()
    names = len(said) <= 5 and all(w[:1].isupper() or fold(w) in words().people.particles for w in said)
    meant = message.confidence >= (CERTAIN if names else SURE) and message.intent not in NO_QUESTION
    other = is_wish(text) or meant or (len(said) > 3 and not names)
    return None if other and not founders.about_list(text) else founders.hear_list(case, text)


def _to_later(case: Case, text: str) -> Outcome | None:
    """Answer what was put off now, or leave it open."""
    read = yes_no(text)
    if not isinstance(read, Parsed):
        return None
    return commands.now_open(case) if read.value else commands.leave(case)


def _pending(case: Case, step: str, text: str) -> Outcome | None:
    """An answer to a question back: a candidate, "ja", the same once more, or what was missing."""
    pending = case.asked.get("pending")
    if not isinstance(pending, dict) or step not in case.questions:
        return None
    values, said = list(pending.get("values") or []), str(pending.get("said") or "")
    question = case.questions[step]
    if len(values) == 1 and (says(text, words().affirm) or fold(text) == fold(said)):
        return took(case, step, Parsed(values[0]))
    shown = [fold(show(question, value, case)) for value in values]
    if fold(text) in shown:
        return took(case, step, Parsed(values[shown.index(fold(text))]))
    if text.strip().rstrip(".").isdigit() and 1 <= int(text.strip().rstrip(".")) <= len(values):
        return took(case, step, Parsed(values[int(text.strip().rstrip(".")) - 1]))
    if says(text, words().deny) and values:
        return again(case)
    if isinstance(read_answer(text, question, case, step), Parsed):
        return None
    joined = read_answer(f"{said} {text}", question, case, step) if kind_of(question) in COMPLETED else None
    return took(case, step, joined) if isinstance(joined, Parsed) else None


def _no_answer(case: Case, step: str, text: str, message: Message) -> Outcome:
    """What is no answer: a correction, a command by its intent, a side question, or not understood."""
    sure = message.confidence >= SURE
    if not is_question(text) and (wants_change(text) or (sure and message.intent == "change_answer")):
        changed = commands.change(case, text)
        if changed is not None:
            return changed
        if sure and message.intent == "change_answer":
            return commands.change_what(case, text)
    if message.intent == "explain_question" and is_question(text) and term_in(text):
        return _side_question(case)
    if sure and message.intent in commands.INTENTS:
        return commands.INTENTS[message.intent](case)
    if is_question(text) or is_wish(text) or (sure and message.intent not in NO_QUESTION):
        return _side_question(case)
    example = case.questions[step].example if step in case.questions else ""
    kind = kind_of(case.questions[step]) if step in case.questions else step.split(":")[0]
    return again(
        case, [Say(say="utter_founding_not_understood", with_={"kind": kind, "example": example})], kind="refused"
    )


def _side_question(case: Case) -> Outcome:
    return Outcome("side_question", asked=dict(case.asked))
