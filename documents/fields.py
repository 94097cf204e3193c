"""The table of all facts of a founding (`founding/fields/*.yml`): what each is, when it matters, who supplies it.

Knows no record and no question; the interview, the papers and the rules are built on it. Source: facts/geng.md 3.3.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import IntEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator
from pydantic import Field as Setting

from data.content import parse
from data.suggestions import nearest
from documents import paths
from documents.errors import UnknownField

FOLDER = Path(__file__).parent / "founding" / "fields"

Type = Literal["string", "bool", "int", "decimal", "date", "time", "enum", "set", "list", "object"]
Format = Literal["address", "email", "medium", "month_day", "person", "phone", "url", "zip"]
PhaseName = Literal["draft", "invited", "founded", "audited", "registered"]
Source = Literal["ask", "constant", "derived"]


class Phase(IntEnum):
    """How far a founding has come; a field belongs to the first phase whose papers need it."""

    draft = 0
    invited = 1
    founded = 2
    audited = 3
    registered = 4


class Field(BaseModel):
    """One fact. Expressions are in the language of the rules; in those of `persons[]` the person itself is `p`.

    `when`: outside this condition the fact has no meaning: it is not asked and has the value `otherwise`.
    `nullable`: null is a complete answer (always, never, or under a condition).
    `default`: what to propose; `default_is` law = holds by statute even if nothing is said, proposal = practice.
    `suggest`: an expression that gives the proposal from other answers, before `default`.
    `derive`, `derived_by`, `constant`: never asked; computed from other facts, supplied by a part, always the same.
    `min`/`max` (for sets and lists: number of entries), `above` (greater than), `places` (decimal places), `length`.
    `open`: other codes than `choices` are possible. `choices`: code → German name.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str = ""
    type: Type
    label: str
    basis: str
    phase: PhaseName = "draft"
    format: Format | None = None
    items: Literal["person", "text"] | None = None
    choices: dict[str, str] = Setting(default_factory=dict)
    open: bool = False
    when: str | None = None
    otherwise: Any = None
    nullable: bool | str = False
    default: Any = None
    default_is: Literal["law", "proposal"] = "proposal"
    suggest: str | None = None
    derive: str | None = None
    derived_by: Literal["papers", "finance_plan", "interview"] | None = None
    constant: Any = None
    min: Decimal | None = None
    max: Decimal | None = None
    above: Decimal | None = None
    places: int | None = None
    length: tuple[int, int] | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Field:
        if self.type in ("enum", "set") and not self.choices:
            raise ValueError("an enum or a set needs choices")
        if sum((self.derive is not None, self.derived_by is not None, self.constant is not None)) > 1:
            raise ValueError("only one of derive, derived_by, constant")
        return self

    @property
    def source(self) -> Source:
        """Who supplies the fact: a person (`ask`), or nobody."""
        if self.constant is not None:
            return "constant"
        return "derived" if self.derive or self.derived_by else "ask"

    @property
    def of_person(self) -> bool:
        """Whether every person has this fact."""
        return self.path.startswith("persons[].")

    @property
    def has_default(self) -> bool:
        """Whether something can be proposed (null counts where it is written down)."""
        return "default" in self.model_fields_set or self.suggest is not None

    @property
    def expressions(self) -> list[str]:
        """All expressions of this field."""
        return [e for e in (self.when, self.nullable, self.suggest, self.derive) if isinstance(e, str)]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid")

    section: str
    phase: PhaseName
    fields: dict[str, Field]

    def placed(self) -> Iterator[Field]:
        """The fields with their full path, and the section's phase where they name none."""
        for key, field in self.fields.items():
            phase = field.phase if "phase" in field.model_fields_set else self.phase
            yield field.model_copy(update={"path": f"{self.section}.{key}", "phase": phase})


class Fields(Mapping[str, Field]):
    """All fields by path, in the order of the files; a concrete `persons[p3].street` finds `persons[].street`."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = dict(fields)

    def __getitem__(self, path: str) -> Field:
        if found := self.find(path):
            return found
        raise UnknownField(path, nearest(paths.generic(path), self._fields, "see documents/founding/fields"))

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.find(path) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)

    def find(self, path: str) -> Field | None:
        """The field under `path`, None where there is none."""
        return self._fields.get(path) or self._fields.get(paths.generic(path))

    def until(self, phase: Phase) -> Iterator[Field]:
        """The fields that the papers up to `phase` need."""
        return (field for field in self._fields.values() if Phase[field.phase] <= phase)


SECTIONS = (
    "coop", "capital", "liability", "reserve", "profit", "membership", "board", "supervisory", "assembly",
    "announcements", "dissolution", "founding", "audit", "registration", "plan", "persons",
)  # fmt: skip
"""The parts of a record, in the order of facts/geng.md 3.3."""


@cache
def fields() -> Fields:
    """The table; a broken file is a `ContentError` with file and line."""
    sections = (parse(FOLDER / f"{name}.yml", _Section) for name in SECTIONS)
    return Fields({field.path: field for section in sections for field in section.placed()})


def _known(path: str) -> str:
    _ = fields()[path]
    return path


KnownField = Annotated[str, AfterValidator(_known)]
"""The path of a field, in a content file: an unknown one is told with its line."""
