"""What the pure tests share: few examples of a property; our texts, and our own code as data, read once a session."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from hypothesis import settings

from bot.texts import Texts

FOLDERS = ("actions", "bot", "community", "data", "documents", "ledger", "nlu")

# A property is tried on few examples here and on many in tests/integration/test_properties.py.
settings.register_profile("pure", max_examples=25, deadline=None)
settings.register_profile("thorough", max_examples=150, deadline=None)
settings.load_profile("pure")


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root and its text."""

    file: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of its syntax."""
        return list(ast.walk(self.tree))

    @cached_property
    def statements(self) -> list[ast.AST]:
        """Every statement, at any depth; a tenth of the nodes."""
        found: list[ast.AST] = list(self.tree.body)
        for node in found:
            for part in ("body", "orelse", "finalbody", "handlers", "cases"):
                found.extend(inner if isinstance(inner := getattr(node, part, []), list) else [])
        return found


@pytest.fixture(scope="session")
def source_of() -> type[Source]:
    """A file that a test makes up."""
    return Source


@pytest.fixture(scope="session")
def code(root: Path) -> list[Source]:
    """Every Python file of ours but the migrations."""
    files = [
        file for folder in FOLDERS for file in sorted((root / folder).rglob("*.py")) if "versions" not in file.parts
    ]
    return [Source(str(file.relative_to(root)), file.read_text("utf8")) for file in files]


@pytest.fixture(scope="session")
def texts(root: Path) -> Texts:
    """All texts of the bot."""
    return Texts(root / "domain")
