"""What is stopped before any parser sees it: empty, far too long, only pictures, typed commands, pasted chats."""

from __future__ import annotations

import re
import unicodedata

from documents.answers.result import Refused

LONGEST = 4000  # characters; the longest field of a founding has 1,200
_TIME = r"[\[(]?\b[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4},? [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\s?[AP]M)?[\])]?"
_STAMP = re.compile(_TIME + r"\s*(?:-|–)?\s*(?:~\s*)?([^:\n]{1,40}):\s")
_STAMP_ONLY = re.compile(_TIME + r" ?[-–]? ")
_MARKUP = re.compile(
    r"<\s*/?\s*(?:script|iframe|img|svg|style|a|div|html|body|b|i|p|br)\b[^>]*>|\{\{.*?\}\}|\{%.*?%\}", re.I | re.S
)
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")


def stopped(text: str, longest: int = LONGEST) -> Refused | None:
    """Why this text cannot be an answer to anything, or None. `text` is cleaned (data.cleaning)."""
    if not text.strip():
        return Refused("utter_founding_bad_empty")
    if len(text) > longest:
        return Refused("utter_founding_bad_long", {"length": len(text), "most": longest})
    if text.lstrip().startswith("/"):
        return Refused("utter_founding_bad_command")
    if chat_export(text):
        return Refused("utter_founding_bad_chat")
    return Refused("utter_founding_bad_signs") if only_signs(text) else None


def only_signs(text: str) -> bool:
    """Whether the text has neither letter nor digit ("🙈🙈", "…", "?")."""
    return not any(unicodedata.category(c)[0] in "LN" for c in text)


def has_markup(text: str) -> bool:
    """Whether tags or template marks stand in the text (they are shown as text, but are hardly meant)."""
    return bool(_MARKUP.search(text))


def chat_export(text: str) -> bool:
    """Whether this is a piece of an exported chat (WhatsApp on Android or iPhone): several stamped lines."""
    return len(_STAMP.findall(text)) >= 2 or len(_STAMP_ONLY.findall(text)) >= 3


def iban(text: str) -> bool:
    """Whether a valid account number stands in the text. Only its check digits make it one (schwifty)."""
    return any(_checked(found) for found in _IBAN.findall(text.upper()))


def _checked(number: str) -> bool:
    from schwifty import IBAN  # 0.1 s to import, seldom needed
    from schwifty.exceptions import SchwiftyException

    try:
        IBAN(number)
    except SchwiftyException:
        return False
    return True
