"""Every property of the pure ring again, on ten times as many examples."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_every_property_holds_on_many_examples(root: Path) -> None:
    """The marker is set by hypothesis; the profile is of tests/unit/conftest.py."""
    command = [sys.executable, "-m", "pytest", "tests/unit", "-m", "hypothesis", "--hypothesis-profile=thorough"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:]
