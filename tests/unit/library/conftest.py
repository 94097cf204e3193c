"""The library as the tests of this folder need it: read once, never changed; and a small one that a test may break."""

import shutil
from pathlib import Path

import pytest

from data.library import Library
from data.library.loading import Content


@pytest.fixture(scope="session")
def library() -> Library:
    """The library of the repository."""
    return Library.load()


@pytest.fixture(scope="session")
def content(library: Library) -> Content:
    """All blueprints of the repository."""
    return library.content


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The files of a small, made-up library."""
    return Path(shutil.copytree(Path(__file__).with_name("small"), tmp_path / "blueprints"))
