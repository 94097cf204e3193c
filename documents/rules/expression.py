"""An expression of our content files: read once, checked, and asked of any record.

The language is a small part of Python (facts/geng.md 5); what it reads is found out, so that nobody has to declare it.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Annotated, Any

from pydantic import AfterValidator

from data.suggestions import nearest
from documents.errors import ExpressionError
from documents.fields import SECTIONS, fields
from documents.rules.compiler import CALLS, Compiler, Run
from documents.rules.facts import Facts
from documents.rules.helpers import HELPERS
from documents.rules.values import plain

PEOPLE = {"P", "M", "ORD", "INV", "VOT", "BOARD", "SB"}
"""Helpers whose entries are persons."""

PERSON = "p"
"""In the conditions of person fields, the person itself."""


@dataclass(frozen=True)
class Expression:
    """`names`: generic paths of the fields that it names; `helpers`: names of helpers that it uses.

    `concerned`: where it asks whether `any` person is such and such, the function that gives these persons.
    """

    source: str
    run: Run
    names: frozenset[str]
    helpers: frozenset[str]
    concerned: Run | None

    @cached_property
    def reads(self) -> frozenset[str]:
        """All fields that the result depends on, through helpers too."""
        return self.names.union(*(HELPERS[helper].reads for helper in self.helpers))

    def of(self, facts: Facts, person: Any = None) -> Any:
        """The result for one record (and one person), in the record's own kinds of values."""
        return plain(self.run(facts, {} if person is None else {PERSON: person}))

    def persons(self, facts: Facts) -> list[str]:
        """The ids of those because of whom it is true; empty where it speaks of no single person."""
        found = self.concerned(facts, {}) if self.concerned else []
        return [str(person["id"]) for person in found if person and person.get("id") is not None]


@cache
def read(source: str) -> Expression:
    """The expression in `source`. Raises ExpressionError for what is outside the language, unknown fields and names."""
    try:
        tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise ExpressionError(source, f"not an expression: {error}") from error
    compiler, names = Compiler(source, HELPERS), _Names(source)
    run = compiler.compile(tree)
    names.visit(tree)
    persons = _persons_in(tree)
    concerned = compiler.compile(persons) if persons else None
    return Expression(source, run, frozenset(names.fields), frozenset(names.helpers), concerned)


def _persons_in(tree: ast.expr) -> ast.ListComp | None:
    """`any(A for p in M)` → `[p for p in M if A]`, for the outermost one."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id="any"), args=[ast.GeneratorExp(elt=test, generators=[ast.comprehension() as loop])]
            ) if isinstance(loop.iter, ast.Name) and loop.iter.id in PEOPLE:
                narrowed = ast.comprehension(loop.target, loop.iter, [*loop.ifs, test], is_async=0)
                return ast.ListComp(ast.Name(ast.unparse(loop.target)), [narrowed])
    return None


class _Names(ast.NodeVisitor):
    """Collects fields and helpers; `kinds` holds the variables in reach: True where they are persons."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.kinds: dict[str, bool] = {PERSON: True}
        self.fields: set[str] = set()
        self.helpers: set[str] = set()

    def visit_Attribute(self, node: ast.Attribute) -> None:
        """A chain of names such as `capital.share_value_eur` or `p.street`."""
        keys: list[str] = []
        base: ast.expr = node
        while isinstance(base, ast.Attribute):
            keys.insert(0, base.attr)
            base = base.value
        if not isinstance(base, ast.Name):
            raise ExpressionError(self.source, "only fields and persons have attributes")
        self._chain(base.id, keys)

    def visit_Name(self, node: ast.Name) -> None:
        """A helper, a function or a variable."""
        if node.id in HELPERS:
            self.helpers.add(node.id)
        elif node.id not in self.kinds and node.id not in CALLS:
            known = (*self.kinds, *CALLS, *HELPERS)
            raise ExpressionError(self.source, f"unknown name {node.id!r}", nearest(node.id, known))

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        """A loop: its variable is known inside alone."""
        loop = node.generators[0]
        self.visit(loop.iter)
        outer = dict(self.kinds)
        self.kinds[ast.unparse(loop.target)] = isinstance(loop.iter, ast.Name) and loop.iter.id in PEOPLE
        for inner in (*loop.ifs, node.elt):
            self.visit(inner)
        self.kinds = outer

    visit_ListComp = visit_GeneratorExp  # type: ignore[assignment]

    def _chain(self, root: str, keys: list[str]) -> None:
        if root == "AGENT":
            self.helpers.add(root)
        if root == "AGENT" or self.kinds.get(root):
            self._field(f"persons[].{'.'.join(keys)}")
        elif root in SECTIONS:
            self._field(".".join((root, *keys)))
        else:
            raise ExpressionError(self.source, f"{root!r} has no fields", nearest(root, SECTIONS))

    def _field(self, path: str) -> None:
        table = fields()
        if path not in table and not any(known.startswith(f"{path}.") for known in table):
            raise ExpressionError(self.source, f"unknown field {path!r}", nearest(path, table))
        self.fields.add(path)


def _readable(source: str) -> str:
    if source:
        read(source)
    return source


Written = Annotated[str, AfterValidator(_readable)]
"""An expression in a content file: one that cannot be read is told with its line; "" is none."""
