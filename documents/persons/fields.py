"""Reads one cell or one part of a line into the facts of a person; the same for every way in which a list may come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pydantic import JsonValue

from data.cleaning import clean_line
from data.language import fold
from documents.answers import contacts, figures, moments, people, texts
from documents.answers.addresses import address, has_number
from documents.answers.calendar import When
from documents.answers.result import Answer, NotAnAnswer, Parsed, Refused
from documents.answers.words import words

Reader = Callable[[str, When], Answer]
_LEGAL = re.compile(r"(?<![\w.])(?:e\. ?V\.?|eG|gGmbH|GmbH|UG|AG|KG|OHG|GbR|mbH|PartG|KGaA|eGbR)(?![\w])")


def cell(key: str, text: str, when: When) -> Iterator[tuple[str, JsonValue] | Answer]:
    """Facts of one cell under the column `key`; an Answer in between says what is wrong."""
    said = clean_line(text)
    if not said:
        return
    if key == "name":
        yield from _whole_name(said)
    elif key == "address":
        yield from _address(said)
    else:
        read = READERS[key](said, when)
        yield (key, read.value) if isinstance(read, Parsed) else read


def organisation_type(name: str) -> str:
    """The type of an organisation by its name, "" for a person's name."""
    folded, kinds = fold(name).split(), words().organisations
    if folded and folded[0] in kinds.public:
        return "legal_public"
    if not _LEGAL.search(name) and not (set(folded) & {"verein", "stiftung", "genossenschaft"}):
        return ""
    legal = set(fold(" ".join(_LEGAL.findall(name))).split())
    return "partnership" if legal & set(kinds.partnership) else "legal_private"


def _whole_name(said: str) -> Iterator[tuple[str, JsonValue] | Answer]:
    if kind := organisation_type(said):
        yield "type", kind
        yield "company_name", said
        return
    read = people.person_name(said)
    if not isinstance(read, Parsed) or not isinstance(read.value, dict):
        yield read
        return
    yield "type", "natural"
    for key in ("given_names", "family_name"):
        yield key, read.value[key]


def _address(said: str) -> Iterator[tuple[str, JsonValue] | Answer]:
    read = address(said)
    if isinstance(read, Parsed) and isinstance(read.value, dict):
        yield from read.value.items()
    else:
        yield read


def _street(said: str, _: When) -> Answer:
    if not has_number(said):
        return Refused("utter_founding_address_no_number", {"street": said})
    return Parsed(said)


def _text(said: str, _: When) -> Answer:
    return texts.free_text(said, 1, 150) if not said.startswith("=") else Parsed(said)


def _status(said: str, _: When) -> Answer:
    return Parsed("investing" if fold(said).startswith("invest") else "ordinary")


def _family(said: str, _: When) -> Answer:
    """A family name in its own column may hold anything that is a name ("Schmidt; geb. Weiß")."""
    read = people.name_part(said.replace(";", ","))
    return Parsed(said) if isinstance(read, Parsed) and read.value == said.replace(";", ",") else read


def _company(said: str, _: When) -> Answer:
    return Parsed(said) if len(said) <= 150 else NotAnAnswer()


READERS: dict[str, Reader] = {
    "family_name": _family,
    "given_names": _family,
    "company_name": _company,
    "birth_date": moments.birthday,
    "street": _street,
    "zip": lambda said, _: contacts.postal_code(said),
    "city": lambda said, _: contacts.municipality(said),
    "email": lambda said, _: contacts.email(said),
    "phone": lambda said, _: contacts.phone(said),
    "occupation": _text,
    "shares": lambda said, _: figures.whole(re.sub(r"(?i)\s*anteile?$", "", said), 1, 100_000),
    "status": _status,
}
"""Key of a fact → its parser."""
