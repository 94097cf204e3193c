"""Free texts within bounds, and the name of a cooperative.

A text field takes nearly everything, so this is where questions, wishes and single command words are kept out.
"""

from __future__ import annotations

import re

from data.cleaning import clean_line
from data.language import fold
from documents.answers import doors
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.signs import is_question, is_wish
from documents.answers.words import words

_SUFFIX = re.compile(r"(?<![\w])(?:eG|eingetragene Genossenschaft)(?![\w])")
_ODD_SUFFIX = re.compile(r"(?<![\w.])(?:e\. ?G\.?|E\.G\.|EG|Eg|eg)(?![\w])")
_MORE = re.compile(r"(.{3,}?(?<!\w)eG)[,;.]\s+\S+\s+\S+")  # a name, and then something else
_PARAGRAPH = re.compile(r"^\([0-9]{1,2}\)\s+")  # "(1) " of a pasted paragraph
_CALLED = re.compile(
    r"^(?:(?:sie|die genossenschaft|wir|unsere genossenschaft|das ding|der laden) "
    r"(?:soll|sollte|wird|wollen|heißt|heisst|nennen)\s*(?:sie|uns|sich)?|(?:der )?name(?: ist| lautet|:)|firma:?)"
    r"\s+(.+?)(?: heißen| heissen| nennen)?$",
    re.I,
)


def free_text(text: str, shortest: int = 1, longest: int = 300) -> Answer:
    """One paragraph. Asks once for single words that may be a command; questions and wishes are no answer."""
    said = _PARAGRAPH.sub("", clean_line(text))
    if is_question(said) or is_wish(said):
        return NotAnAnswer()
    if in_doubt(said, "text"):
        return Ask("utter_founding_text_in_doubt", {"said": said}, (said,))
    return _bounded(said, shortest, longest)


def cooperative_name(text: str, shortest: int = 3, longest: int = 120) -> Answer:
    """The name with its suffix "eG" (§ 3 GenG). A name without it is offered with it."""
    said = _PARAGRAPH.sub("", clean_line(text)).strip(' ,;"„“”')
    if (called := _CALLED.fullmatch(said)) is not None:
        said = called[1].strip(' "„“”.')
    if is_question(said) or (is_wish(said) and not _SUFFIX.search(said)):
        return NotAnAnswer()
    if doors.iban(said):
        return Refused("utter_founding_name_iban")
    if in_doubt(said, "name"):
        return Ask("utter_founding_text_in_doubt", {"said": said}, (f"{said} eG",))
    bounded = _bounded(said, shortest, longest)
    if isinstance(bounded, Parsed) and (more := _MORE.match(said)) is not None:
        return Ask("utter_founding_coop_name_more", {"name": more[1]}, (more[1], said))
    if not isinstance(bounded, Parsed) or _SUFFIX.search(said):
        return bounded
    if _ODD_SUFFIX.search(said):
        right = _ODD_SUFFIX.sub("eG", said)
        return Ask("utter_founding_coop_name_suffix", {"said": said, "name": right}, (right,))
    return _without_suffix(said)


def _without_suffix(said: str) -> Answer:
    """A name of a few words gets its "eG" offered; a whole sentence is no name."""
    if len(said.split()) > 8 or re.search(r"[.!;:]\s", said):
        return NotAnAnswer()
    return Ask("utter_founding_coop_name_suffix", {"said": said, "name": f"{said} eG"}, (f"{said} eG",))


def in_doubt(text: str, where: str) -> bool:
    """Whether a word that is usually a command stands alone at a question for a name, a place or a text."""
    return fold(text) in words().in_doubt[where]


def _bounded(said: str, shortest: int, longest: int) -> Answer:
    if len(said) > longest:
        return Refused("utter_founding_text_long", {"length": len(said), "most": longest})
    if not re.search(r"[^\W\d_]", said):
        return Refused("utter_founding_text_no_letters")
    if len(said) < shortest:
        return Refused("utter_founding_text_short", {"length": len(said), "least": shortest})
    remark = "utter_founding_remark_markup" if doors.has_markup(said) else ""
    return Parsed(said, remark)
