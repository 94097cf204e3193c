"""The questions of the interview as data: `founding/questions/*.yml` in their order, `founding/blocks.yml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator
from pydantic import Field as Setting

from data.content import ContentError, line_of, load, validate
from data.suggestions import nearest
from documents.fields import Field, fields
from documents.rules.expression import Written, read

OWN = ("interview.", "events.")
"""Facts outside the table of fields: what the interview remembers, and what happened at an event."""
FOLDER = Path(__file__).parents[1] / "founding"


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Wording(_Content):
    """One text in the tones that differ; `sie` stands for those that are missing."""

    sie: str
    du: str = ""
    leicht: str = ""

    def of(self, tone: str) -> str:
        """The text in this tone."""
        return str(getattr(self, tone, "") or self.sie)


class Choice(_Content):
    """One choice: its title, other words for it (folded), a note shown below it."""

    title: str
    also: list[str] = Setting(default_factory=list)
    note: str = ""


class Question(_Content):
    """How one fact is asked. What the fact is stands in the table of fields.

    `kind`: how the answer is read, where the type does not say it. `block`: offered in this block.
    `with`: facts that the same answer may fill. `also`: folded words by which people name it. `none`, `zero`, `if_yes`,
    `if_no`, `titles`: how such a value is shown. `propose`: an expression before the field's own proposal.
    `about`: estimates are taken. `least`, `greatest`: bounds of the answer. `far`: days that a date may lie ahead.
    `percent_when`: the condition under which a figure is a percentage. `marks`: the value of persons who are named.
    `label`, `basis`, `when`: for facts outside the table of fields.
    """

    fact: str
    ask: Wording
    why: str
    kind: str = ""
    block: str = ""
    topic: str = ""
    with_: list[str] = Setting(default_factory=list, alias="with")
    also: list[str] = Setting(default_factory=list)
    choices: dict[str, Choice] = Setting(default_factory=dict)
    example: str = ""
    most: str = ""
    none: str = ""
    zero: str = ""
    if_yes: str = ""
    if_no: str = ""
    titles: dict[str, str] = Setting(default_factory=dict)
    unit: str = ""
    propose: Written = ""
    about: bool = False
    least: int | None = None
    greatest: int | None = None
    far: int = 731
    marks: bool | str | None = None
    percent_when: Written = ""
    when: Written = ""
    label: str = ""
    basis: str = ""

    @field_validator("ask", mode="before")
    @classmethod
    def _one_text_for_all(cls, value: object) -> object:
        return {"sie": value} if isinstance(value, str) else value

    @field_validator("with_", mode="before")
    @classmethod
    def _one_fact(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @cached_property
    def field(self) -> Field | None:
        """The fact in the table of fields; None for those outside of it."""
        return None if self.fact.startswith(OWN) else fields()[self.fact]

    @cached_property
    def rests_on(self) -> frozenset[str]:
        """The facts that decide whether it is asked and what is proposed."""
        field = self.field
        expressions = [self.propose, field.when if field else None, field.suggest if field else None]
        return frozenset(path for e in expressions if e for path in read(e).reads)

    @property
    def name(self) -> str:
        """How the fact is called in a sentence."""
        return self.label or (self.field.label if self.field else self.fact)

    @property
    def of_person(self) -> bool:
        """Whether every person has this fact."""
        return self.fact.startswith("persons[].")

    @property
    def law(self) -> str:
        """The paragraphs behind the question."""
        return self.basis or (self.field.basis if self.field else "")


class Topic(_Content):
    """One section of the interview.

    `gate`: a yes or no before it. `since`: asked from the day of this fact on.
    """

    topic: str
    title: str
    since: str = ""
    gate: Question | None = None
    questions: list[Question]


class Block(_Content):
    """Proposals that are offered together."""

    title: str
    intro: Wording
    why: str

    @field_validator("intro", mode="before")
    @classmethod
    def _one_text_for_all(cls, value: object) -> object:
        return {"sie": value} if isinstance(value, str) else value


class Words(_Content):
    """Short words inside values."""

    if_yes: str
    if_no: str
    none: str
    percent: str
    oclock: str
    singular: dict[str, str]
    votes: dict[str, str]


class _Blocks(_Content):
    law_version: str
    words: Words
    blocks: dict[str, Block]


class Questions(Mapping[str, Question]):
    """All questions by fact, in the order of the interview; `persons[p3].street` finds `persons[].street`."""

    def __init__(self, topics: list[Topic], blocks: _Blocks) -> None:
        self.topics, self.blocks, self.words = topics, blocks.blocks, blocks.words
        self.law_version = blocks.law_version
        self._by_fact = {q.fact: q for topic in topics for q in ([topic.gate] if topic.gate else []) + topic.questions}

        self._in_block = {name: [q for q in self._by_fact.values() if q.block == name] for name in self.blocks}

    def __getitem__(self, fact: str) -> Question:
        found = self._by_fact.get(fact)
        return found if found is not None else self._by_fact[_generic(fact)]

    def __contains__(self, fact: object) -> bool:
        return isinstance(fact, str) and (fact in self._by_fact or _generic(fact) in self._by_fact)

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_fact)

    def __len__(self) -> int:
        return len(self._by_fact)

    def topic_of(self, question: Question) -> Topic:
        """The section in which a question stands."""
        return next(topic for topic in self.topics if topic.topic == question.topic)

    def in_block(self, block: str) -> list[Question]:
        """The rows of a block in their order."""
        return self._in_block[block]


@cache
def questions() -> Questions:
    """All questions, checked; ContentError with file and line where one is wrong."""
    blocks = validate(FOLDER / "blocks.yml", load(FOLDER / "blocks.yml"), _Blocks)
    topics = [_topic(file, blocks) for file in sorted((FOLDER / "questions").glob("*.yml"))]
    return Questions(topics, blocks)


def _topic(file: Path, blocks: _Blocks) -> Topic:
    content = load(file)
    topic = validate(file, content, Topic)
    for row, question in zip(content["questions"], topic.questions, strict=True):
        if question.block and question.block not in blocks.blocks:
            hint = nearest(question.block, blocks.blocks)
            raise ContentError(file, line_of(row, "block"), f"no block is named {question.block!r}", hint)
        for key, fact in (("fact", question.fact), *(("with", other) for other in question.with_)):
            if not fact.startswith(OWN) and fact not in fields():
                raise ContentError(file, line_of(row, key), f"no field is named {fact!r}", nearest(fact, fields()))
    placed = [question.model_copy(update={"topic": topic.topic}) for question in topic.questions]
    gate = topic.gate.model_copy(update={"topic": topic.topic, "kind": "yes_no"}) if topic.gate else None
    return topic.model_copy(update={"questions": placed, "gate": gate})


def _generic(fact: str) -> str:
    return "persons[]." + fact.split("].", 1)[1] if fact.startswith("persons[") else fact
