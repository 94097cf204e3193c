"""A person as a list gives them, before they get an id; and what is wrong with a row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as fresh

from pydantic import JsonValue

from data.language import fold
from documents.answers.addresses import street_key
from documents.answers.result import Answer, Ask, Params, Parsed, Refused

Facts = Mapping[str, JsonValue]
"""Keys as in `persons[]` (facts/geng.md 3.3): family_name, given_names, street, …; only what the row says."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in one row: `text` names the reason, `field` the column, `said` is the cell or line as it stood."""

    row: int
    field: str
    said: str
    text: str
    params: Params = fresh(default_factory=dict)

    def as_params(self) -> dict[str, JsonValue]:
        """For texts that list problems."""
        return {"row": self.row, "field": self.field, "said": self.said, "text": self.text, "params": dict(self.params)}


@dataclass(frozen=True)
class Draft:
    """One row: the facts that were read, the problems beside them. Without a name it is not `usable`."""

    row: int
    facts: Facts
    problems: tuple[Problem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether there is somebody to add."""
        return bool(self.facts.get("family_name") or self.facts.get("company_name"))


@dataclass(frozen=True)
class Listed:
    """What a list gave: drafts in its order, rows without anybody, equal rows found twice, how it was read.

    `left_out`: numbers of the rows that are hidden or sums.
    """

    drafts: tuple[Draft, ...] = ()
    blank: int = 0
    repeated: tuple[int, ...] = ()
    encoding: str = ""
    separator: str = ""
    columns: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    left_out: tuple[int, ...] = ()

    @property
    def people(self) -> list[Draft]:
        """The rows that name somebody."""
        return [draft for draft in self.drafts if draft.usable]

    @property
    def problems(self) -> list[Problem]:
        """All problems, in the order of the rows."""
        return [problem for draft in self.drafts for problem in draft.problems]


def problem_of(row: int, name: str, said: str, answer: Answer) -> Problem:
    """A parser's question or refusal as the problem of a row."""
    if isinstance(answer, (Ask, Refused)):
        return Problem(row, name, said, answer.text, answer.params)
    return Problem(row, name, said, "utter_founding_row_unread", {"said": said})


def same_person(one: Facts, other: Facts) -> bool:
    """Whether two rows are the same person: same name, and nothing known of both differs.

    Two persons of one name stay two as soon as birthday, address or e-mail tell them apart.
    """
    if _name(one) != _name(other):
        return False
    return all(_equal(key, one.get(key), other.get(key)) for key in ("birth_date", "street", "zip", "email"))


def _name(facts: Facts) -> tuple[str, str, str]:
    return (
        fold(str(facts.get("family_name") or "")),
        fold(str(facts.get("given_names") or "")),
        fold(str(facts.get("company_name") or "")),
    )


def _equal(key: str, one: JsonValue, other: JsonValue) -> bool:
    if not one or not other:
        return True
    if key == "street":
        return street_key(str(one)) == street_key(str(other))
    return str(one).strip().lower() == str(other).strip().lower()


def value_of(answer: Answer) -> JsonValue:
    """The value of a parsed answer, None for everything else."""
    return answer.value if isinstance(answer, Parsed) else None
