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
from documents.rules.dates import under_age

QUARTER = 4
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
        town = " ".join(self._texts("zip", "city"))
        text = ", ".join(filter(None, (*self._texts("street"), town)))
        return Text(text, f"{self._path}.street") if text else Missing(f"{self._path}.street")

    @property
    def representatives(self) -> list[Person]:
        """Who acts for this organisation."""
        return self._representatives

    @property
    def share_count(self) -> int:
        """All shares; none where nobody said how many."""
        shares = self._row.get("shares")
        return max(shares, 0) if isinstance(shares, int) else 0

    @property
    def further_shares(self) -> int:
        """Shares beyond the first (§ 30 Abs. 2 Nr. 2 GenG); compulsory ones are further shares too (§ 15b Abs. 2)."""
        return max(self.share_count - 1, 0)

    def minor_on(self, day: Any) -> bool:
        """Whether this is a human being under 18 on that day; false where birth date or day is unknown."""
        return self.natural and under_age(self._row.get("birth_date"), day)

    def _named(self, parts: tuple[str, ...], between: str) -> Text | Missing:
        keys = parts if self.natural else ("company_name",)
        name = between.join(self._texts(*keys))
        path = f"{self._path}.{'family_name' if self.natural else 'company_name'}"
        return Text(name, path) if name else Missing(path)

    def _texts(self, *keys: str) -> list[str]:
        """The answers under these keys, without empty ones."""
        return [text for key in keys if isinstance(text := self._row.get(key), str) and text]


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
        self._all = [_person(row, rows) for row in rows]
        self.members = [person for person in self._all if person.is_member]
        self.signers = [person for person in self.members if person.signed_statutes]
        self.board = self._named(record.get("board.member_ids"))
        self.supervisors = self._named(record.get("supervisory.member_ids"))
        self.minute_signers = self._named(record.get("founding.minutes_signed_by_ids"))
        self.agent = self._of(record, "supervisory.agent_id")
        self.chair = self._of(record, "founding.chair_id")
        self.minute_taker = self._of(record, "founding.minute_taker_id")
        self.declaring = self._named(record.get("founding.text_declaration_ids"))
        self.joining = [person for person in self.members if person.joining_declaration and not person.signed_statutes]
        self.investing = [person for person in self.members if person.status == "investing"]
        self.organisations = [person for person in self.members if not person.natural]
        compulsory = record.get("capital.mandatory_shares")
        self.compulsory = compulsory if isinstance(compulsory, int) else 1
        self.further = [person for person in self.members if person.share_count > self.compulsory]
        meeting = record.get("founding.meeting_date")
        self.minors = [person for person in self.members if person.minor_on(meeting)]
        self.shares = sum(person.share_count for person in self.members)

    @property
    def offices(self) -> list[tuple[str, Person]]:
        """Who is to hold which office: board, supervisory_board, agent."""
        agent = [self.agent] if isinstance(self.agent, Person) else []
        organs = (("board", self.board), ("supervisory_board", self.supervisors), ("agent", agent))
        return [(organ, person) for organ, persons in organs for person in persons]

    @property
    def large_holders(self) -> list[Person]:
        """Members with more than a quarter of the shares, or of the votes, one each (§ 3 Abs. 2 GwG)."""
        few = len([person for person in self.members if person.status != "investing"]) < QUARTER
        return [p for p in self.members if p.share_count * QUARTER > self.shares or (few and p.status != "investing")]

    def _of(self, record: Record, path: str) -> Person | Missing:
        """The person whose id stands under `path`; missing where nobody was named."""
        return next(iter(self._named([record.get(path)])), Missing(path))

    def _named(self, ids: Any) -> list[Person]:
        wanted = [wish for wish in ids if isinstance(wish, str)] if isinstance(ids, list) else []
        return [person for person in self._all if person.id in wanted]


def _person(row: Mapping[str, Any], rows: Iterable[Mapping[str, Any]]) -> Person:
    acting = [other for other in rows if row.get("id") and other.get("represents") == row.get("id")]
    return Person(row, acting)
