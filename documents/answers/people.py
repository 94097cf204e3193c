"""Names of persons. Letters stay as typed; only words wholly in small or capital letters are rewritten, and said back.

Value: {"given_names": "Erika", "family_name": "von und zu Achenbach-Großkreutz", "title": ""}.
"""

from __future__ import annotations

import re

from pydantic import JsonValue

from data.language import fold
from documents.answers import doors
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.words import words

LONGEST = 120
_LETTERS = re.compile(r"[^\W\d_][^\d_@<>{}=;/\\|!?\"]*")
_ORDER, _CAPITALS = "utter_founding_name_order", "utter_founding_remark_name"


def person_name(text: str) -> Answer:
    """A whole name. Asks for the order, for ß or ss, or for the missing family name where the text leaves it open."""
    said = (
        " ".join(text.split()).strip(" .,;")
        if not text.rstrip().endswith(("jun.", "sen.", "jr.", "sr."))
        else " ".join(text.split())
    )
    if doors.iban(said):
        return Refused("utter_founding_name_iban")
    said, introduced = _without_opening(said)
    if not said or len(said) > LONGEST or not _LETTERS.fullmatch(said):
        return NotAnAnswer() if len(said) <= LONGEST else Refused("utter_founding_text_long", {"most": LONGEST})
    title, bare = _without_title(said)
    if "," in bare:
        family, given = (part.strip() for part in bare.split(",", 1))
        return _spelled(given, family, title) if family and given else NotAnAnswer()
    return _ordered(bare.split(), title, introduced)


def name_part(text: str) -> Answer:
    """One part of a name, given or family name. Value: text as typed (small letters throughout are said back)."""
    said = " ".join(text.split()).strip(" ,;")
    if doors.iban(said):
        return Refused("utter_founding_name_iban")
    if not said or len(said) > 100 or not _LETTERS.fullmatch(said):
        return NotAnAnswer() if len(said) <= 100 else Refused("utter_founding_text_long", {"most": 100})
    spelled = recased(said)
    return Parsed(spelled, _CAPITALS if spelled != said else "", {"name": spelled} if spelled != said else {})


def recased(name: str) -> str:
    """ "müller-lüdenscheid" and "MÜLLER-LÜDENSCHEID" as "Müller-Lüdenscheid"; mixed letters are never touched."""
    if not (name.islower() or (name.isupper() and len(name) > 2)):
        return name
    pieces = re.split(r"([\s'’-]+)", name.lower())
    return "".join(p if p in words().people.particles else p[:1].upper() + p[1:] for p in pieces)


def _ordered(parts: list[str], title: str, introduced: bool) -> Answer:
    people = words().people
    if len(parts) == 1:
        return _alone(parts[0], introduced)
    if _apostrophe(parts[0]):
        return _spelled(" ".join(parts[1:]), parts[0], title, said_back=True)
    if " ".join(parts).isupper() or any(fold(p) in people.family_first for p in (parts[0],)):
        return _either(parts, title)
    suffix = [parts.pop()] if len(parts) > 2 and fold(parts[-1]) in people.suffixes else []
    at = next((i for i, p in enumerate(parts) if i and fold(p) in people.particles), len(parts) - 1)
    if at == len(parts) - 1 and len(parts) > 2 and fold(parts[-2]) in people.double_family:
        at -= 1
    return _spelled(" ".join(parts[:at]), " ".join([*parts[at:], *suffix]), title)


def _alone(name: str, introduced: bool) -> Answer:
    """One word: perhaps the whole name of the person, perhaps the first name only."""
    if introduced:
        return Ask("utter_founding_name_family_missing", {"name": name})
    value = _value("-", recased(name), "")
    return Ask("utter_founding_name_only_one", {"name": name}, (value,))


def _either(parts: list[str], title: str) -> Answer:
    """The order is open; in capitals also whether SS was ß."""
    first, last = " ".join(parts[:-1]), parts[-1]
    rest = " ".join(parts[1:])
    pairs = [(first, last), (rest, parts[0])]
    if any("SS" in p for p in parts):
        sharp = [p.replace("SS", "ß") if "SS" in p else p for p in parts]
        pairs += [(" ".join(sharp[:-1]), sharp[-1]), (" ".join(sharp[1:]), sharp[0])]
    readings = tuple(_value(_cased(given), _cased(family), title) for given, family in pairs)
    return Ask(_ORDER, {}, readings)


def _spelled(given: str, family: str, title: str, said_back: bool = False) -> Answer:
    value = _value(recased(given), recased(family), title)
    changed = said_back or value["given_names"] != given or value["family_name"] != family
    whole = f"{value['given_names']} {value['family_name']}"
    return Parsed(value, _CAPITALS if changed else "", {"name": whole} if changed else {})


def _cased(name: str) -> str:
    """Capitals with a small ß in them ("GROßMANN") are capitals too."""
    return recased(name.lower()) if name.replace("ß", "").isupper() else name


def _value(given: str, family: str, title: str) -> dict[str, JsonValue]:
    return {"given_names": given, "family_name": family, "title": title}


def _apostrophe(part: str) -> bool:
    return bool(re.match(r"[a-z]{1,2}['’][A-ZÄÖÜ]", part))


def _without_opening(said: str) -> tuple[str, bool]:
    """The text without "ich bin die", and whether there was such an opening."""
    for opening in sorted(words().people.openings, key=len, reverse=True):
        if re.match(rf"{re.escape(opening)}\b[:\s]", said, re.I) and len(said) > len(opening) + 1:
            return said[len(opening) :].strip(" :"), True
    return said, False


def _without_title(said: str) -> tuple[str, str]:
    parts = said.split()
    titles: list[str] = []
    while len(parts) > 1 and set(fold(parts[0]).split()) <= set(words().people.titles) and _abbreviated(parts[0]):
        titles.append(parts.pop(0))
    return " ".join(titles), " ".join(parts)


def _abbreviated(part: str) -> bool:
    return part.endswith(".") or fold(part) in ("dr", "prof", "mag")
