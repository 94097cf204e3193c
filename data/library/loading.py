"""Reads the blueprint files into checked records; everything wrong is told with file, line and reason.

Raises data.content.ContentError and nothing else. Knows nothing of search or answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from data.content import ContentError, line_at, load, parse, validate
from data.library.basics import About, Area, Areas, FoundingBasics, Twins
from data.library.challenges import Challenge, ChallengeFile, Solution
from data.library.examples import Example
from data.library.models import Record
from data.library.references import Known, broken_references
from data.library.supporters import Supporter, SupporterFile
from data.suggestions import nearest

BLUEPRINTS = Path(__file__).parent.parent / "blueprints"


class Content(Record):
    """Everything in the blueprint files, in the order of their names."""

    about: About
    founding_basics: FoundingBasics
    twins: tuple[tuple[str, str], ...]
    areas: tuple[Area, ...]
    challenges: tuple[Challenge, ...]
    solutions: tuple[Solution, ...]
    examples: tuple[Example, ...]
    supporters: tuple[Supporter, ...]


class Entry(NamedTuple):
    """A record and where it stands: its file and its node (which remembers lines)."""

    record: Any
    file: Path
    node: Any


def read(root: Path = BLUEPRINTS) -> Content:
    """All blueprints below `root`, every reference checked (about 1 s). Raises ContentError."""
    entries = [*_challenges(root), *_examples(root), *_supporters(root)]
    known = _known(entries)
    for entry in entries:
        for broken in broken_references(entry.record, known):
            raise ContentError(entry.file, line_at(entry.node, broken.place), broken.reason, broken.suggestion)
    return Content(
        about=parse(root / "about.yml", About),
        founding_basics=parse(root / "founding_basics.yml", FoundingBasics),
        twins=_twins(root / "twins.yml", known),
        areas=_areas(root / "areas.yml", {challenge.id for challenge in _of(entries, Challenge)}),
        challenges=_of(entries, Challenge),
        solutions=_of(entries, Solution),
        examples=_of(entries, Example),
        supporters=_of(entries, Supporter),
    )


def _files(root: Path, folder: str) -> list[Path]:
    found = sorted((root / folder).glob("*.yml"))
    if not found:
        raise ContentError(root / folder, 1, "holds no .yml file", "the folder comes with the program: get it again")
    return found


def _challenges(root: Path) -> Iterator[Entry]:
    for file in _files(root, "challenges"):
        node = load(file)
        content = validate(file, node, ChallengeFile)
        _named_after(content.id, file)
        yield Entry(content.challenge(), file, node)
        for solution, entry in zip(content.placed_solutions(), node["solutions"], strict=True):
            yield Entry(solution, file, entry)


def _examples(root: Path) -> Iterator[Entry]:
    for file in _files(root, "examples"):
        node = load(file)
        example = validate(file, node, Example)
        _named_after(example.id, file)
        yield Entry(example, file, node)


def _supporters(root: Path) -> Iterator[Entry]:
    for file in _files(root, "supporters"):
        node = load(file)
        for supporter, entry in zip(validate(file, node, SupporterFile).placed(), node["supporters"], strict=True):
            yield Entry(supporter, file, entry)


def _named_after(record_id: str, file: Path) -> None:
    if record_id != file.stem:
        raise ContentError(file, 1, f"id is {record_id!r} but the file is {file.name}", "name the file after its id")


def _known(entries: list[Entry]) -> Known:
    """Every id with the record that has it; an id that stands twice is refused, also across kinds."""
    known: Known = {}
    for record, file, node in entries:
        for record_id in (record.id, *(getattr(record, "merged_ids", None) or ())):
            if record_id in known:
                taken = f"the id {record_id!r} is already taken"
                raise ContentError(file, line_at(node, ("id",)), taken, "choose another id")
            known[record_id] = record
    return known


def _twins(file: Path, known: Known) -> tuple[tuple[str, str], ...]:
    node = load(file)
    twins = validate(file, node, Twins).twins
    for position, pair in enumerate(twins):
        for twin in pair:
            if not isinstance(known.get(twin), Challenge | Solution):
                unknown, line = f"no challenge or solution {twin!r}", line_at(node, ("twins", position))
                raise ContentError(file, line, unknown, nearest(twin, known))
    return twins


def _areas(file: Path, challenges: set[str]) -> tuple[Area, ...]:
    """The areas; every challenge must stand in exactly one of them."""
    node = load(file)
    areas, left = validate(file, node, Areas).areas, set(challenges)
    for position, area in enumerate(areas):
        for topic in area.topics:
            if topic not in left:
                twice = "stands in two areas" if topic in challenges else "is no challenge"
                line = line_at(node, ("areas", position, "topics"))
                raise ContentError(file, line, f"{topic!r} {twice}", nearest(topic, left))
            left.discard(topic)
    if left:
        raise ContentError(file, 1, f"no area holds {min(left)!r}", "add it to the topics of one")
    return areas


def _of(entries: list[Entry], kind: type[Any]) -> tuple[Any, ...]:
    return tuple(entry.record for entry in entries if isinstance(entry.record, kind))
