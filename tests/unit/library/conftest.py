"""The library's content as the tests of this folder need it."""

import pytest

from data.library.loading import Content, read


@pytest.fixture(scope="session")
def content() -> Content:
    """All blueprints of the repository."""
    return read()
