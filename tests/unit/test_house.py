"""The rules of the house: rings, no sentence for citizens in code, small files, documented names, no name clashes."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = ("actions", "bot", "community", "data", "documents", "ledger", "nlu")
GERMAN = re.compile(r"\b(Sie|Ihre?|bitte|nicht|wurde|haben|können|möchten|keine?|diese[rsmn]?|Frage|Antwort)\b")
LONGEST_FILE, LONGEST_FUNCTION = 250, 40


def modules(root: Path) -> Iterator[tuple[Path, ast.Module]]:
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.py")):
            if "versions" not in file.parts:
                yield file.relative_to(root), ast.parse(file.read_text("utf8"))


@pytest.fixture(scope="module")
def code(root: Path) -> list[tuple[Path, ast.Module]]:
    return list(modules(root))


def docstrings(tree: ast.Module) -> set[int]:
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, holders) and node.body)
    return {id(body[0].value) for body in bodies if isinstance(body[0], ast.Expr)}


def test_the_rings_hold(root: Path) -> None:
    """import-linter's contracts in pyproject.toml (design, section 2)."""
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]


def test_no_sentence_for_citizens_stands_in_code(code: list[tuple[Path, ast.Module]]) -> None:
    found = [
        f"{file}:{node.lineno} {node.value[:50]!r}"
        for file, tree in code
        for known in [docstrings(tree)]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in known
        if len(node.value.split()) > 3 and GERMAN.search(node.value)
    ]
    assert found == []


def test_files_and_functions_stay_small(code: list[tuple[Path, ast.Module]], root: Path) -> None:
    long_files = [str(f) for f, _ in code if (root / f).read_text("utf8").count("\n") > LONGEST_FILE]
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    long_functions = [
        f"{file}:{node.lineno} {node.name}"
        for file, tree in code
        for node in ast.walk(tree)
        if isinstance(node, functions) and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert (long_files, long_functions) == ([], [])


def test_every_module_and_public_name_is_documented(code: list[tuple[Path, ast.Module]], root: Path) -> None:
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    silent = [str(f) for f, tree in code if (root / f).read_text("utf8").strip() and not ast.get_docstring(tree)]
    silent += [
        f"{file}:{node.lineno} {node.name}"
        for file, tree in code
        for node in tree.body
        if isinstance(node, kinds) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_installed_distribution_has_a_top_level_name_of_ours() -> None:
    ours = set(FOLDERS) - {"nlu"}
    owners = importlib.metadata.packages_distributions()
    assert {name: owners[name] for name in ours if set(owners.get(name, [])) - {"gemeinwerk"}} == {}
