"""Turns the Python-like expressions of our content files into functions; what is outside the small language is refused.

Knows the syntax alone; what a name means is passed in.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from documents.errors import ExpressionError
from documents.rules import values
from documents.rules.facts import Facts
from documents.rules.helpers import Helper

Variables = dict[str, Any]
Run = Callable[[Facts, Variables], Any]

CALLS: dict[str, Callable[..., Any]] = {
    "any": lambda entries: any(values.each(entries)),
    "all": lambda entries: all(values.each(entries)),
    "bool": bool,
    "len": values.length,
    "set": values.as_set,
    "max": lambda *numbers: values.extreme(max, *numbers),
    "min": lambda *numbers: values.extreme(min, *numbers),
}
"""The functions of Python that the language keeps, each with one argument but for these:"""

ANY_NUMBER = ("max", "min")


class Compiler:
    """Compiles one expression with the helpers that it may use."""

    def __init__(self, source: str, helpers: Mapping[str, Helper]) -> None:
        self.source, self.helpers = source, helpers

    def compile(self, tree: ast.expr) -> Run:
        """The function of one node of the syntax tree."""
        build = getattr(self, f"_{type(tree).__name__.lower()}", None)
        if build is None:
            raise self._refuse(f"{type(tree).__name__} is not part of the language")
        run: Run = build(tree)
        return run

    def _constant(self, node: ast.Constant) -> Run:
        value = Decimal(repr(node.value)) if isinstance(node.value, float) else node.value
        return lambda _facts, _variables: value

    def _name(self, node: ast.Name) -> Run:
        name, helper = node.id, self.helpers.get(node.id)
        if name in CALLS or (helper and helper.takes):
            raise self._refuse(f"{name} needs brackets")

        def run(facts: Facts, variables: Variables) -> Any:
            if name in variables:
                return variables[name]
            return helper.run(facts) if helper else facts.record.data.get(name)

        return run

    def _attribute(self, node: ast.Attribute) -> Run:
        base, name = self.compile(node.value), node.attr
        return lambda facts, variables: values.attribute(base(facts, variables), name)

    def _subscript(self, node: ast.Subscript) -> Run:
        base, index = self.compile(node.value), self.compile(node.slice)
        return lambda facts, variables: values.part(base(facts, variables), index(facts, variables))

    def _slice(self, node: ast.Slice) -> Run:
        ends = [self.compile(end) if end else None for end in (node.lower, node.upper)]
        return lambda facts, variables: slice(*(end(facts, variables) if end else None for end in ends))

    def _list(self, node: ast.List | ast.Tuple) -> Run:
        entries = [self.compile(entry) for entry in node.elts]
        return lambda facts, variables: tuple(entry(facts, variables) for entry in entries)

    _tuple = _list

    def _set(self, node: ast.Set) -> Run:
        entries = [self.compile(entry) for entry in node.elts]
        return lambda facts, variables: frozenset(values.frozen(entry(facts, variables)) for entry in entries)

    def _boolop(self, node: ast.BoolOp) -> Run:
        parts, stops_at = [self.compile(part) for part in node.values], isinstance(node.op, ast.Or)

        def run(facts: Facts, variables: Variables) -> Any:
            result = None
            for part in parts:
                result = part(facts, variables)
                if bool(result) is stops_at:
                    break
            return result

        return run

    def _unaryop(self, node: ast.UnaryOp) -> Run:
        operand = self.compile(node.operand)
        if isinstance(node.op, ast.Not):
            return lambda facts, variables: not operand(facts, variables)
        if isinstance(node.op, ast.USub):
            return lambda facts, variables: values.arithmetic("Sub", 0, operand(facts, variables))
        raise self._refuse(f"{type(node.op).__name__} is not part of the language")

    def _binop(self, node: ast.BinOp) -> Run:
        name, left, right = type(node.op).__name__, self.compile(node.left), self.compile(node.right)
        if name == "BitAnd":
            return lambda facts, variables: values.common(left(facts, variables), right(facts, variables))
        if name not in values.ARITHMETIC:
            raise self._refuse(f"{name} is not part of the language")
        return lambda facts, variables: values.arithmetic(name, left(facts, variables), right(facts, variables))

    def _compare(self, node: ast.Compare) -> Run:
        first = self.compile(node.left)
        steps = [(type(op).__name__, self.compile(right)) for op, right in zip(node.ops, node.comparators, strict=True)]

        def run(facts: Facts, variables: Variables) -> bool:
            left = first(facts, variables)
            for name, operand in steps:
                right = operand(facts, variables)
                if not _compared(name, left, right):
                    return False
                left = right
            return True

        return run

    def _ifexp(self, node: ast.IfExp) -> Run:
        test, then, other = self.compile(node.test), self.compile(node.body), self.compile(node.orelse)
        return lambda facts, variables: (then if test(facts, variables) else other)(facts, variables)

    def _call(self, node: ast.Call) -> Run:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise self._refuse("only calls of named functions with plain arguments are possible")
        name, arguments = node.func.id, [self.compile(argument) for argument in node.args]
        helper, call = self.helpers.get(name), CALLS.get(name)
        if not (call or (helper and helper.takes)):
            raise self._refuse(f"unknown function {name!r}")
        if len(arguments) != (helper.takes if helper else 1) and not (name in ANY_NUMBER and arguments):
            raise self._refuse(f"{name} has the wrong number of arguments")
        if call:
            return lambda facts, variables: call(*(argument(facts, variables) for argument in arguments))
        run = self.helpers[name].run
        return lambda facts, variables: run(facts, *(argument(facts, variables) for argument in arguments))

    def _generatorexp(self, node: ast.GeneratorExp | ast.ListComp) -> Run:
        element, loop = self.compile(node.elt), node.generators[0]
        if len(node.generators) > 1 or not isinstance(loop.target, ast.Name) or loop.is_async:
            raise self._refuse("a loop has one plain variable")
        name, entries = loop.target.id, self.compile(loop.iter)
        conditions = [self.compile(condition) for condition in loop.ifs]

        def run(facts: Facts, variables: Variables) -> Iterator[Any]:
            for entry in values.each(entries(facts, variables)):
                inner = {**variables, name: entry}
                if all(condition(facts, inner) for condition in conditions):
                    yield element(facts, inner)

        return run

    def _listcomp(self, node: ast.ListComp) -> Run:
        run = self._generatorexp(node)
        return lambda facts, variables: list(run(facts, variables))

    def _refuse(self, reason: str) -> ExpressionError:
        return ExpressionError(self.source, reason)


def _compared(name: str, left: Any, right: Any) -> bool:
    """One comparison, by the name of its syntax node."""
    if name in values.ORDERINGS:
        return values.order(name, left, right)
    if name in ("In", "NotIn"):
        return values.contains(right, left) is (name == "In")
    same = left is right if name in ("Is", "IsNot") else left == right
    return bool(same) is (name in ("Is", "Eq"))
