"""The persons of a founding as the papers need them: names, addresses, who represents whom, always in one order.

The order of every list: family name (of organisations the company name) as it was entered, particles such as "von"
included, then given names; letters with marks stand with their base letter, ß as ss (DIN 5007-1).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from documents.papers.values import Answers, Missing, Text
from documents.record import Record

BASE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})


class Person(Answers):
    """One person or organisation."""

    __slots__ = ("_representatives", "_row")

    def __init__(self, row: Mapping[str, Any], representatives: Iterable[Mapping[str, Any]] = ()) -> None:
        super().__init__(f"persons[{row.get('id')}]", row)
        self._row = row
        self._representatives = [Person(other) for other in representatives]

    @property
    def natural(self) -> bool:
        """Whether this is a human being."""
        return self._row.get("type") in (None, "natural")

    @property
    def full_name(self) -> Text | Missing:
        """ "Erika Musterfrau", or the name of the organisation."""
        return self._named(("given_names", "family_name"), " ")

    @property
    def list_name(self) -> Text | Missing:
        """ "Musterfrau, Erika", or the name of the organisation."""
        return self._named(("family_name", "given_names"), ", ")

    @property
    def address(self) -> Text | Missing:
        """Street, postal code and town, without empty parts."""
        town = " ".join(filter(None, (self._row.get("zip"), self._row.get("city"))))
        text = ", ".join(filter(None, (self._row.get("street"), town)))
        return Text(text, f"{self._path}.street") if text else Missing(f"{self._path}.street")

    @property
    def representatives(self) -> list[Person]:
        """Who acts for this organisation."""
        return self._representatives

    @property
    def further_shares(self) -> int:
        """Shares beyond the first (§ 30 Abs. 2 Nr. 2 GenG); compulsory ones are further shares too (§ 15b Abs. 2)."""
        return max(int(self._row.get("shares") or 0) - 1, 0)

    def _named(self, parts: tuple[str, ...], between: str) -> Text | Missing:
        keys = parts if self.natural else ("company_name",)
        name = between.join(filter(None, (self._row.get(key) for key in keys)))
        path = f"{self._path}.{'family_name' if self.natural else 'company_name'}"
        return Text(name, path) if name else Missing(path)


def sort_key(row: Mapping[str, Any]) -> tuple[str, str]:
    """The documented order of all lists."""
    return _letters(row.get("family_name") or row.get("company_name")), _letters(row.get("given_names"))


def _letters(name: Any) -> str:
    folded = unicodedata.normalize("NFD", str(name or "").lower().translate(BASE))
    return "".join(character for character in folded if not unicodedata.combining(character))


class People:
    """All persons of a record by their part in the founding."""

    def __init__(self, record: Record) -> None:
        rows = sorted(record.persons, key=sort_key)
        self._by_id = {row.get("id"): self._person(row, rows) for row in rows}
        self.members = [person for row, person in zip(rows, self._by_id.values(), strict=False) if row.get("is_member")]
        self.board = self._all(record.get("board.member_ids"))
        self.supervisors = self._all(record.get("supervisory.member_ids"))
        self.agent = self.of(record.get("supervisory.agent_id"), "supervisory.agent_id")
        self.chair = self.of(record.get("founding.chair_id"), "founding.chair_id")
        self.minute_taker = self.of(record.get("founding.minute_taker_id"), "founding.minute_taker_id")
        self.minute_signers = self._all(record.get("founding.minutes_signed_by_ids"))

    def of(self, person_id: Any, path: str) -> Person | Missing:
        """The person with this id; missing where nobody was named."""
        return self._by_id.get(person_id) or Missing(path)

    @property
    def signers(self) -> list[Person]:
        """The founding members who sign the statutes."""
        return [person for person in self.members if person.signed_statutes]

    def _all(self, ids: Any) -> list[Person]:
        wanted = ids if isinstance(ids, list) else []
        return [person for person_id, person in self._by_id.items() if person_id in wanted]

    @staticmethod
    def _person(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> Person:
        acting = [other for other in rows if other.get("represents") == row.get("id") and row.get("id")]
        return Person(row, acting)
