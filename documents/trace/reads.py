"""Which answers decide about each line of a template: those that it inserts, and those of the conditions around it.

Found in the template itself, not while rendering: a condition decides about every line under it, also about the second
and third, and about those that stand under its "else".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import nodes

from documents.papers.progress import MARKS
from documents.papers.templates import PARTS, chain, environment
from documents.papers.texts import FRONT

Paths = tuple[str, ...]

PEOPLE: dict[str, Paths] = {
    "board": ("board.member_ids",),
    "supervisors": ("supervisory.member_ids",),
    "agent": ("supervisory.agent_id",),
    "chair": ("founding.chair_id",),
    "minute_taker": ("founding.minute_taker_id",),
    "minute_signers": ("founding.minutes_signed_by_ids",),
    "declaring": ("founding.text_declaration_ids",),
    "offices": ("board.member_ids", "supervisory.member_ids", "supervisory.agent_id"),
    "signers": ("persons[].is_member", "persons[].signed_statutes"),
    "joining": ("persons[].is_member", "persons[].joining_declaration"),
    "investing": ("persons[].is_member", "persons[].status"),
    "organisations": ("persons[].is_member", "persons[].type"),
    "minors": ("persons[].is_member", "persons[].birth_date", "founding.meeting_date"),
    "compulsory": ("capital.mandatory_shares",),
    "further": ("persons[].is_member", "persons[].shares", "capital.mandatory_shares"),
    "shares": ("persons[].is_member", "persons[].shares"),
    "large_holders": ("persons[].is_member", "persons[].shares", "persons[].status"),
    "members": ("persons[].is_member",),
}
"""What the lists of people in a text depend on (documents/papers/people.py)."""

EVENTS: dict[str, Paths] = {phase.name: (f"events.{mark}",) for phase, mark in MARKS.items()}


@cache
def reads(path: Path) -> Mapping[int, Paths]:
    """Line of the file → the answers that decide about it. The file's front matter counts, as everywhere."""
    body = FRONT.sub(lambda front: "\n" * front[0].count("\n"), path.read_text("utf8"), count=1)
    tree = environment().parse(body, path.stem, str(path))
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for line, paths in _lines(tree, ()):
        found[line] |= dict.fromkeys(paths)
    return {line: tuple(paths) for line, paths in found.items()}


def answers(expression: str) -> Paths:
    """The answers that a condition reads."""
    return tuple(dict.fromkeys(_answers(environment().parse(f"{{% if {expression} %}}{{% endif %}}"))))


def _lines(node: nodes.Node, held: Paths) -> Iterator[tuple[int, Paths]]:
    """Each line with answers that decide about it; `held`: those of the conditions around."""
    match node:
        case nodes.If():
            for branch in (node, *node.elif_):
                held = (*held, *_answers(branch.test))
                yield from _each(branch.body, held)
            yield from _each(node.else_, held)
        case nodes.For():
            here = (*held, *_answers(node.iter))
            yield from _each([*node.body, *node.else_], here)
        case nodes.TemplateData():
            yield from ((line, held) for line in range(node.lineno, node.lineno + node.data.count("\n") + 1))
        case nodes.Expr():
            yield node.lineno, (*held, *_answers(node))
        case _:
            yield from _each(node.iter_child_nodes(), held)


def _each(inside: Iterable[nodes.Node], held: Paths) -> Iterator[tuple[int, Paths]]:
    for node in inside:
        yield from _lines(node, held)


def _answers(node: nodes.Node) -> Iterator[str]:
    """The answers behind an expression: of the record, of people, of votes and elections, of the phase."""
    match (chain(node), node):
        case ([part, _, *_] as names, _) if part in PARTS:
            yield ".".join(names)
        case (["people", name, *_], _):
            yield from PEOPLE.get(name, ())
        case (["phase", name], _):
            yield from EVENTS.get(name, ())
        case (["medium"], _):
            yield "announcements.medium"
        case (_, nodes.Call(node=nodes.Name(name="vote"), args=[nodes.Const(value=name)])):
            yield f"events.votes.{name}"
        case (_, nodes.Call(node=nodes.Name(name="election"))):
            yield "events.elections"
        case _:
            for child in node.iter_child_nodes():
                yield from _answers(child)
