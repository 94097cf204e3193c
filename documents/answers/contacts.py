"""Postal code, e-mail, telephone, web address, municipality and federal state."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from rapidfuzz import fuzz, process

from data.cleaning import clean_line
from data.language import fold
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed, Refused
from documents.answers.words import says, words


def postal_code(text: str) -> Answer:
    """Five digits. Value: text, leading zeros kept."""
    digits = re.sub(r"^\s*D[-\s]?", "", text, flags=re.I).replace(" ", "")
    if re.fullmatch(r"[0-9]{5}", digits):
        return Parsed(digits)
    if re.fullmatch(r"[0-9]{1,9}", digits):
        return Refused("utter_founding_zip_digits", {"count": len(digits)})
    return NotAnAnswer()


def email(text: str) -> Answer:
    """An e-mail address, its form checked, not whether it exists. Value: text."""
    said = re.sub(r"^mailto:", "", text.strip().strip("<>.,; "), flags=re.I)
    if "@" not in said:
        return NotAnAnswer()
    try:
        return Parsed(validate_email(said, check_deliverability=False, test_environment=True).normalized)
    except EmailNotValidError:
        return Refused("utter_founding_email_form", {"said": said})


def phone(text: str) -> Answer:
    """A telephone number, in its international form. Value: text ("+49 30 23125101")."""
    if not re.search("[0-9]{3}", text):
        return NotAnAnswer()
    try:
        number = phonenumbers.parse(text, "DE")
    except phonenumbers.NumberParseException:
        return Refused("utter_founding_phone_form", {"said": text.strip()})
    if not phonenumbers.is_possible_number(number):
        return Refused("utter_founding_phone_form", {"said": text.strip()})
    return Parsed(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def website(text: str) -> Answer:
    """A web address ("www.laden.de"); "keine" is None. Value: text with scheme, or None."""
    if says(text, words().none) or says(text, words().deny):
        return Parsed(None)
    if says(text, words().affirm):
        return Ask("utter_founding_website_which")
    said = text.strip().rstrip(".,;")
    full = said if re.match(r"https?://", said, re.I) else f"https://{said}"
    parts = urlsplit(full)
    if " " in said or "@" in said or not re.fullmatch(r"(?:[\w-]+\.)+[a-zA-Z]{2,24}", parts.hostname or ""):
        return (
            Refused("utter_founding_website_form", {"said": said}) if "." in said and " " not in said else NotAnAnswer()
        )
    return Parsed(full)


def federal_state(text: str) -> Answer:
    """One of the sixteen Länder, also by its abbreviation. Value: its name."""
    said = fold(text)
    for state, names in words().states.items():
        if said in names or said in (f"in {n}" for n in names):
            return Parsed(state)
    near = process.extract(said, {s: fold(s) for s in words().states}, scorer=fuzz.ratio, limit=2, score_cutoff=74)
    if near and (near[0][1] >= 86 and (len(near) == 1 or near[0][1] - near[1][1] >= 8)):
        return Parsed(near[0][2])
    return Ask("utter_founding_choice_which", {}, tuple(n[2] for n in near)) if near else NotAnAnswer()


def municipality(text: str) -> Answer:
    """The name of a municipality, as it was typed ("in Musterhausen" loses its "in")."""
    said = re.sub(
        r"^(?:in|die|der|das|wir sind (?:in|aus)|sitz ist(?: in)?|gemeinde|stadt)\s+",
        "",
        clean_line(text).rstrip("."),
        flags=re.I,
    )
    said = re.sub(r"^(?:D-?)?[0-9]{5}\s+", "", said)
    if (
        named := re.match(r"(?:\([0-9]+\)\s*)?sitz(?: der genossenschaft)? ist(?: in)? ([^.;,]+)", said, re.I)
    ) is not None:
        said = named[1].strip()
    if not 2 <= len(said) <= 80 or re.search(r"[0-9@?!<>{}=]", said):
        return NotAnAnswer()
    if len(said.split()) > 6 or not re.search(r"[^\W\d_]", said):
        return NotAnAnswer()
    return Parsed(_capitalised(said), *(("utter_founding_remark_capitals",) if said.islower() else ()))


def _capitalised(said: str) -> str:
    """Small letters throughout become "Bad Musterhausen"; anything else stays as it was typed."""
    if not said.islower():
        return said
    small = words().small_in_names
    parts = re.split(r"([\s-]+)", said)
    return "".join(p if p in small and i else p[:1].upper() + p[1:] for i, p in enumerate(parts))
