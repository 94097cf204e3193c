"""The rules of the house that need no running part. Each rule is also shown a file that breaks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Source = Any
GERMAN = re.compile(r"\b(Sie|Ihre?|bitte|nicht|wurde|haben|können|möchten|keine?|diese[rsmn]?|Frage|Antwort)\b")
LONGEST_FILE, LONGEST_FUNCTION = 250, 40
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (ast.ClassDef, *FUNCTIONS)
UNDONE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
CORE_MAY_KNOW = {"data.language"}
OURS = {"actions", "bot", "community", "data", "documents", "ledger"}


def sentences_for_citizens(source: Source) -> Iterator[str]:
    """German in a string that is no docstring: it belongs into domain/ or a content file."""
    if not GERMAN.search(source.text):
        return
    holders = [node for node in source.nodes if isinstance(node, (ast.Module, *DEFINITIONS)) and node.body]
    docstrings = {id(node.body[0].value) for node in holders if isinstance(node.body[0], ast.Expr)}
    for node in source.nodes:
        value = node.value if isinstance(node, ast.Constant) and id(node) not in docstrings else None
        if isinstance(value, str) and len(value.split()) > 3 and GERMAN.search(value):
            yield f"{source.file}:{node.lineno} {value[:50]!r}"


def too_long(source: Source) -> Iterator[str]:
    """A file or a function that holds more than one idea."""
    if source.text.count("\n") > LONGEST_FILE:
        yield source.file
    for node in source.statements:
        if isinstance(node, FUNCTIONS) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION:
            yield f"{source.file}:{node.lineno} {node.name}"


def undocumented(source: Source) -> Iterator[str]:
    """A module, or a public name of it, without a line of purpose."""
    if source.text.strip() and not ast.get_docstring(source.tree):
        yield source.file
    for node in source.tree.body:
        if isinstance(node, DEFINITIONS) and not node.name.startswith("_") and not ast.get_docstring(node):
            yield f"{source.file}:{node.lineno} {node.name}"


def swallowed(source: Source) -> Iterator[str]:
    """`except: pass` of everything: a failure that nobody would ever hear of."""
    for node in source.statements:
        silent = isinstance(node, ast.ExceptHandler) and all(isinstance(line, ast.Pass) for line in node.body)
        if silent and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")):
            yield f"{source.file}:{node.lineno}"


def undone(source: Source) -> Iterator[str]:
    """A note that something is missing."""
    for number, line in enumerate(source.text.split("\n"), 1):
        if UNDONE.search(line):
            yield f"{source.file}:{number}"


def known_by_the_core(source: Source) -> Iterator[str]:
    """What the parts of the Rasa core import of ours (design, section 2): folding and n-grams alone."""
    if source.file.startswith("nlu/"):
        for node in source.nodes:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            yield from (
                f"{source.file}:{node.lineno} {n}"
                for n in names
                if n.split(".")[0] in OURS - {"nlu"} and n not in CORE_MAY_KNOW
            )


def imported_by_data(source: Source) -> Iterator[str]:
    """`data/__init__.py` imports nothing, so that the core may import `data.language` without the rest."""
    if source.file == "data/__init__.py":
        yield from (f"{node.lineno}" for node in source.nodes if isinstance(node, ast.Import | ast.ImportFrom))


LONG = "def f():\n    '''Does.'''\n" + "    x = 1\n" * 40
RULES: list[tuple[Callable[[Source], Iterator[str]], str, str]] = [
    (sentences_for_citizens, "bot/a.py", "def f(name):\n    return f'Guten Tag {name}, haben Sie eine Frage an uns'\n"),
    (too_long, "bot/a.py", LONG),
    (too_long, "bot/a.py", "x = 1\n" * 251),
    (undocumented, "bot/a.py", "x = 1\n"),
    (undocumented, "bot/a.py", '"""A module."""\nclass Thing:\n    x = 1\n'),
    (swallowed, "bot/a.py", "try:\n    x = 1\nexcept Exception:\n    pass\n"),
    (undone, "bot/a.py", "x = 1  # TODO: two\n"),
    (known_by_the_core, "nlu/core/a.py", "from data.db import Database\n"),
    (known_by_the_core, "nlu/core/a.py", "import bot.texts\n"),
    (imported_by_data, "data/__init__.py", "from data.db import Database\n"),
]


@pytest.mark.parametrize("rule", dict.fromkeys(rule for rule, _, _ in RULES), ids=lambda rule: rule.__name__)
def test_the_house_holds_its_rule(rule: Callable[[Source], Iterator[str]], code: list[Source]) -> None:
    assert [found for source in code for found in rule(source)] == []


@pytest.mark.parametrize(("rule", "file", "text"), RULES, ids=lambda value: getattr(value, "__name__", None))
def test_a_file_that_breaks_a_rule_is_found(rule: Any, file: str, text: str, source_of: Any) -> None:
    assert list(rule(source_of(file, text)))


def test_how_many_examples_a_property_gets_is_said_once(root: Path) -> None:
    """In the profiles of tests/unit/conftest.py: few in this ring, many in tests/integration/test_properties.py."""
    given = re.compile(r"^(@|[A-Z]+ = )settings\(.*max_examples", re.M)
    assert [file.name for file in (root / "tests/unit").rglob("*.py") if given.search(file.read_text("utf8"))] == []
