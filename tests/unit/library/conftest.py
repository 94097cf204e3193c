"""The library as the tests of this folder need it: read once, never changed; and a small one that a test may break."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.library import Library
from data.library.loading import Content
from data.library.search import sentences


@pytest.fixture(scope="session")
def library() -> Iterator[Library]:
    """The library of the repository; its search compares letters only, since the encoder takes a second to load."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sentences, "encoder", lambda: None)
        found = Library.load()
        found.warm()
        yield found


@pytest.fixture(scope="session")
def content(library: Library) -> Content:
    """All blueprints of the repository."""
    return library.content


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The files of a small, made-up library."""
    return Path(shutil.copytree(Path(__file__).with_name("small"), tmp_path / "blueprints"))
