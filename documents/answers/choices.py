"""Yes and no, and one or several of a list: by number, by title, by another word for it, with typing errors.

A slip of the keys is taken only where nothing else is near; otherwise the likely ones are asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue
from rapidfuzz import fuzz

from data.language import fold
from documents.answers.numbers import small_number
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.words import says, without_fillers, words

_SURE, _POSSIBLE, _AHEAD = 86, 72, 8  # likeness in percent; how far the best must be ahead of the second


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what is stored, and the folded phrases that mean it (title first)."""

    value: JsonValue
    phrases: tuple[str, ...]


def yes_no(text: str) -> Answer:
    """Value: bool. "ja klar", "nee", "👍" asks."""
    said = without_fillers(text)
    for value, phrases in ((True, words().affirm), (False, [*words().deny, *words().none])):
        if says(text, phrases) or says(said, phrases):
            return Parsed(value)
    parts = fold(text).split()
    first = parts[0] if parts else ""
    if first in words().affirm and set(parts) & {"nein", "ne", "nee"}:
        return Ask("utter_founding_choice_yes_or_no", {}, (True, False))
    if len(parts) <= 6 and (first in words().affirm) != (first in words().deny):
        return (
            Parsed(first in words().affirm)
            if not {"aber", "oder", "wenn", "vielleicht"} & set(parts)
            else Ask("utter_founding_choice_yes_or_no", {}, (True, False))
        )
    if parts and {"vielleicht", "kommt drauf an", "eventuell", "jein"} & {parts[0], " ".join(parts)}:
        return Ask("utter_founding_choice_yes_or_no", {}, (True, False))
    return NotAnAnswer()


def choice(text: str, options: Sequence[Option]) -> Answer:
    """One of the options. Value: the option's value; Ask with the likely ones where more than one is near."""
    said = without_fillers(text)
    if (number := _number(said)) is not None:
        if 1 <= number <= len(options):
            return Parsed(options[number - 1].value)
        return Refused("utter_founding_choice_number", {"number": number, "most": len(options)})
    folded = fold(said)
    if len(both := _more_than_one(said, options)) > 1:
        return Ask("utter_founding_choice_one_of", {}, tuple(both))
    exact = [o for o in options if folded in o.phrases or fold(text) in o.phrases or folded == fold(str(o.value))]
    return Parsed(exact[0].value) if len(exact) == 1 else _nearest(folded, options)


def several(text: str, options: Sequence[Option], *, empty: bool = True) -> Answer:
    """Several of the options ("1, 3", "Café und Paketstelle", "alle", "keine"). Value: list in the options' order."""
    if says(text, words().none) or (empty and says(text, words().deny)):
        return Parsed([]) if empty else Refused("utter_founding_choice_at_least_one")
    if says(text, words().all):
        return Parsed([o.value for o in options])
    parts = [p for p in re.split(r"[,;+&\n]|\bund\b|\bsowie\b|(?<=[0-9])\s+(?=[0-9])", text) if p.strip()]
    whole = choice(text, options)
    if isinstance(whole, Parsed):
        return Parsed([whole.value])
    read = [choice(part, options) for part in parts]
    wrong = next((r for r in read if not isinstance(r, Parsed)), None)
    if wrong is not None or not read:
        return wrong if isinstance(wrong, (Ask, Refused)) and len(parts) > 1 else whole
    chosen = [r.value for r in read if isinstance(r, Parsed)]
    return Parsed([o.value for o in options if o.value in chosen])


def _more_than_one(said: str, options: Sequence[Option]) -> list[JsonValue]:
    """The options of "1 oder 2" and "Kino, Theater": two answers to a question that takes one."""
    parts = [p.strip() for p in re.split(r",|;|/|\boder\b|\bund\b", said) if p.strip()]
    if len(parts) < 2 or fold(said) in {phrase for o in options for phrase in o.phrases}:
        return []
    meant = [_part(part, options) for part in parts]
    return list(dict.fromkeys(value for value in meant if value is not None)) if None not in meant else []


def _part(said: str, options: Sequence[Option]) -> JsonValue:
    """The option that one part of "Laden oder Energie" names: by number, by name, or by the first word of its name."""
    number, folded = _number(said), fold(said)
    if number is not None and 1 <= number <= len(options):
        return options[number - 1].value
    named = [o.value for o in options if folded in o.phrases]
    begun = [o.value for o in options if any(phrase.split()[:1] == [folded] for phrase in o.phrases)]
    return next(iter(named or begun), None)


def _number(said: str) -> int | None:
    bare = re.fullmatch(r"(?:nummer|nr\.?|antwort|punkt)?\s*([0-9]{1,3})[.)]?", said.strip(), re.I)
    if bare:
        return int(bare[1])
    ordinal = re.fullmatch(
        r"(?:das|die|den|der)?\s*(erste|zweite|dritte|vierte|fuenfte|sechste|siebte)[ns]?", fold(said)
    )
    if ordinal:
        return ["erste", "zweite", "dritte", "vierte", "fuenfte", "sechste", "siebte"].index(ordinal[1]) + 1
    return small_number(said) if said.isalpha() and len(said) < 7 else None


def _nearest(folded: str, options: Sequence[Option]) -> Answer:
    """The option whose words are most like the text, if it is clearly ahead of the rest."""
    if len(folded) < 3:
        return NotAnAnswer()
    ranked = sorted(((_likeness(folded, o), i) for i, o in enumerate(options)), key=lambda pair: (-pair[0], pair[1]))
    best, second = ranked[0][0], ranked[1][0] if len(ranked) > 1 else 0
    if best >= _SURE and best - second >= _AHEAD:
        return Parsed(options[ranked[0][1]].value)
    likely = [options[i].value for score, i in ranked[:3] if score >= _POSSIBLE]
    return Ask("utter_founding_choice_which", {}, tuple(likely)) if likely else NotAnAnswer()


def _likeness(folded: str, option: Option) -> float:
    """Like the whole phrase (typing errors), or all words of the text inside the phrase."""
    return max(
        max(fuzz.ratio(folded, phrase), 0.97 * fuzz.token_set_ratio(folded, phrase) if _inside(folded, phrase) else 0)
        for phrase in option.phrases
    )


def _inside(folded: str, phrase: str) -> bool:
    """Whether the shorter of both is wholly made of words of the longer one, at least five letters in all."""
    few, many = sorted((folded.split(), phrase.split()), key=len)
    return set(few) <= set(many) and sum(map(len, few)) >= 5 and len(folded.split()) <= 8
