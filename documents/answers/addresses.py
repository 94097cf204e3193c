"""One-line addresses: street and number, postal code, place. Nothing is cut; what is changed is said back.

Value: {"street": "Musterstr. 12a-c", "zip": "12345", "city": "Musterhausen"}.
"""

from __future__ import annotations

import re

from data.language import fold
from documents.answers.result import Answer, Ask, NotAnAnswer, Parsed
from documents.answers.words import words

_ZIP = re.compile(r"(?<![0-9-])(?:D|DE)?[-\s]?(?<![0-9])([0-9]{5})(?![0-9])", re.I)
_SHORT_ZIP = re.compile(r"(?:^|,|\s)([0-9]{4})\s+[^\W\d_]")
_COUNTRY = re.compile(r",?\s*\(?(?:Deutschland|Germany)\)?\s*$", re.I)


def address(text: str) -> Answer:
    """A whole address. Asks for a number, five digits or a street where they are missing."""
    line = _COUNTRY.sub("", " ".join(text.replace("\n", ", ").split())).strip(" ,.")
    found = list(_ZIP.finditer(line))
    if not found:
        return _without_zip(line)
    street, city = _around(line, found[-1])
    if not street or not city:
        return Ask("utter_founding_address_incomplete") if street or city else NotAnAnswer()
    glued = re.sub(r"(?<=[a-zäöüß.])(?=[0-9])", " ", street)
    value = {"street": _title(glued), "zip": found[-1][1], "city": _title(city)}
    if re.search(r"\b(?:postfach|pf)\b", street, re.I):
        return Ask("utter_founding_address_post_box")
    if not has_number(value["street"]):
        return Ask("utter_founding_address_no_number", {"street": value["street"]}, (value,))
    changed = value["street"] != glued or value["city"] != city
    return Parsed(value, "utter_founding_remark_capitals" if changed else "")


def has_number(street: str) -> bool:
    """Whether a house number stands in it; the 17 of "Straße des 17. Juni" is none."""
    months = "|".join([*words().dates.months, "märz"])
    return bool(re.search("[0-9]", re.sub(rf"[0-9]{{1,2}}\.\s*(?:{months})", "", street, flags=re.I)))


def street_key(street: str) -> str:
    """For comparing only: Straße, Str. and Strasse, blanks and hyphens are one ("musterstr 12a c")."""
    folded = re.sub(r"(?<=[0-9])\s*(?=[a-z]\b)", "", fold(street))
    return re.sub(r"strasse\b|str\b", "str", folded).replace(" str", "str")


def one_line(street: str, zip_code: str, city: str) -> str:
    """The address as one line, as it stands in `coop.business_address`."""
    return f"{street}, {zip_code} {city}"


def _around(line: str, zip_code: re.Match[str]) -> tuple[str, str]:
    """Street and city: the city follows the postal code, the street stands before it, or behind the city."""
    before = line[: zip_code.start()].strip(" ,-")
    after = line[zip_code.end() :].strip(" ,")
    if before:
        return before, after.strip(" .")
    city, _, street = after.partition(",")
    return street.strip(" ,."), city.strip()


def _without_zip(line: str) -> Answer:
    if _SHORT_ZIP.search(line):
        return Ask("utter_founding_address_zip", {"count": 4})
    if re.search(r"[0-9]{6,}", line) or not re.search(
        r"[^\W\d_]{3,} ?\.? ?[0-9]{1,4}\s?[a-z]?\b(?!\s*(?:euro|€|%))", line, re.I
    ):
        return NotAnAnswer()
    return Ask("utter_founding_address_incomplete")


def _title(part: str) -> str:
    """Small letters throughout get capitals where German has them; anything else stays as it was typed."""
    letters = re.sub(r"\b[A-Za-z]\b", "", part)
    if not letters.islower():
        return part
    small = words().small_in_names
    pieces = re.split(r"([\s-]+)", part)
    return "".join(p if (p in small and i) or len(p) == 1 else p[:1].upper() + p[1:] for i, p in enumerate(pieces))
