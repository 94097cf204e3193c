"""The library as the tests of this folder need it: read once, never changed."""

import shutil
from pathlib import Path

import pytest

from data.library import Library
from data.library.loading import BLUEPRINTS, Content


@pytest.fixture(scope="session")
def library() -> Library:
    """The library of the repository."""
    return Library.load()


@pytest.fixture(scope="session")
def content(library: Library) -> Content:
    """All blueprints of the repository."""
    return library.content


@pytest.fixture
def blueprints(tmp_path: Path) -> Path:
    """A copy of the blueprint files that a test may break."""
    return Path(shutil.copytree(BLUEPRINTS, tmp_path / "blueprints"))
