"""What is searched: for every record of the library its title, its telling texts and what a filter asks for.

Knows records and how people say things (blueprints/sayings.yml); knows nothing of scores.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import RootModel

from data.content import ContentError, line_of, load, validate
from data.language import fold
from data.library.examples import Example
from data.library.loading import Content
from data.library.models import Outcome, Record, Texts
from data.library.supporters import Supporter
from data.places import StateName
from data.suggestions import nearest

_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+(?=[A-ZÄÖÜ0-9])")


class Saying(Record):
    """How people speak of one challenge: single words, and typical sentences."""

    words: str
    says: Texts


class _Sayings(RootModel[dict[str, Saying]]):
    """The content of sayings.yml."""


@dataclass(frozen=True)
class Passage:
    """One record as the search sees it; `challenges` are those it belongs to (a challenge belongs to itself)."""

    kind: str
    id: str
    title: str
    texts: tuple[str, ...]
    sayings: tuple[str, ...] = ()
    keywords: str = ""
    challenges: tuple[str, ...] = ()
    states: frozenset[StateName] = frozenset()
    town: str = ""
    outcome: Outcome | None = None

    @property
    def words(self) -> str:
        """Everything whose letters are compared."""
        return " ".join((self.title, *self.texts, *self.sayings, self.keywords))

    @property
    def sentences(self) -> list[str]:
        """Everything whose meaning is compared, sentence by sentence."""
        return [self.title, *(part for text in self.texts for part in _SENTENCE_END.split(text)), *self.sayings]


def read_sayings(file: Path, challenge_ids: set[str]) -> dict[str, Saying]:
    """The sayings by challenge. Raises ContentError where one belongs to no challenge."""
    node = load(file)
    sayings = validate(file, node, _Sayings).root
    for unknown in sayings.keys() - challenge_ids:
        hint = nearest(unknown, challenge_ids)
        raise ContentError(file, line_of(node, unknown), f"there is no challenge {unknown!r}", hint)
    return sayings


def passages(content: Content, sayings: dict[str, Saying]) -> Iterator[Passage]:
    """Every record of the library, challenges first."""
    for challenge in content.challenges:
        said = sayings.get(challenge.id)
        yield Passage(
            kind="challenge",
            id=challenge.id,
            title=challenge.name_de,
            texts=(challenge.summary_de, *challenge.causes_de),
            sayings=said.says if said else (),
            keywords=said.words if said else "",
            challenges=(challenge.id,),
        )
    for solution in content.solutions:
        texts, belongs = (solution.summary_de,), (solution.challenge_id,)
        yield Passage("solution", solution.id, solution.name_de, texts, challenges=belongs)
    yield from map(_example, content.examples)
    yield from map(_supporter, content.supporters)


def _example(example: Example) -> Passage:
    return Passage(
        kind="example",
        id=example.id,
        title=example.name,
        texts=(example.place, example.problem.text, *(result.text for result in example.results)),
        challenges=example.challenge_ids,
        states=frozenset(example.states),
        town=fold(example.municipality or ""),
        outcome=example.outcome,
    )


def _supporter(supporter: Supporter) -> Passage:
    return Passage(
        kind="supporter",
        id=supporter.id,
        title=supporter.name,
        texts=(*(supporter.aliases or ()), supporter.region, *supporter.offers_de),
        challenges=() if supporter.challenge_ids == ("all",) else supporter.challenge_ids,
        states=supporter.states,
    )
