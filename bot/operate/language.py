"""`train`, `parse`, `evaluate`: the core's understanding without a conversation, run in the core's environment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bot.paths import CORE_PYTHON, ROOT
from bot.training import core_environment, ensure_core_environment, ensure_model, model_path

TEST_UTTERANCES = ROOT / "tests/understanding/utterances.yml"


def train(*, force: bool) -> int:
    """Train if needed; says what was done."""
    ensure_core_environment()
    known = model_path().exists()
    path = ensure_model(force=force)
    print(f"{path} {'is up to date' if known and not force else 'trained'}", file=sys.stderr)
    return 0


def parse() -> int:
    """Lines from standard input, one JSON line each."""
    return _core("parse", str(ensure_model()))


def evaluate(file: Path | None) -> int:
    """Accuracy, confusions and calibration on a file of utterances."""
    path = file or TEST_UTTERANCES
    if not path.is_file():
        print(f"gemeinwerk: {path} is not there", file=sys.stderr)
        return 2
    return _core("evaluate", str(ensure_model()), str(path.absolute()))


def _core(*arguments: str) -> int:
    ensure_core_environment()
    done = subprocess.run([str(CORE_PYTHON), "-m", "nlu.core", *arguments], env=core_environment(), check=False)
    return done.returncode
