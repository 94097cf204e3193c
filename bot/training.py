"""Trains the core when its inputs changed, and only then: the model's name is the fingerprint of what it came from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.errors import PartMissing
from bot.paths import CORE_PYTHON, MODELS, ROOT, TRAINING_INPUTS
from data.fingerprint import fingerprint


def model_path() -> Path:
    """Where the model for the present inputs lies, trained or not."""
    return MODELS / f"core-{fingerprint(ROOT / name for name in TRAINING_INPUTS)[:16]}.tar.gz"


def ensure_model(*, force: bool = False) -> Path:
    """The trained model; trains (about a minute, with progress on stderr) if the inputs changed."""
    path = model_path()
    if path.exists() and not force:
        return path
    ensure_core_environment()
    print("Training the conversation core, about one minute …", file=sys.stderr, flush=True)
    MODELS.mkdir(exist_ok=True)
    log = MODELS / "train.log"
    with log.open("w") as out:
        done = subprocess.run(_command(path), cwd=ROOT, env=core_environment(), stdout=out, stderr=out, check=False)
    if done.returncode or not path.exists():
        raise PartMissing(f"training failed; the last lines of {log}:\n{_tail(log)}")
    for old in MODELS.glob("core-*.tar.gz"):
        if old != path:
            old.unlink(missing_ok=True)
    return path


def ensure_core_environment() -> None:
    """The core's own environment, set up if missing."""
    if CORE_PYTHON.exists():
        return
    done = subprocess.run(["sh", str(ROOT / "deploy/setup.sh"), "core"], cwd=ROOT, stdout=sys.stderr, check=False)
    if done.returncode:
        raise PartMissing("the core's environment could not be set up; run: sh deploy/setup.sh core")


def core_environment() -> dict[str, str]:
    """What a process of the core needs around it."""
    ours = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "RASA_TELEMETRY_ENABLED": "false"}
    return os.environ | ours


def _command(path: Path) -> list[str]:
    out = ["--out", str(path.parent), "--fixed-model-name", path.name.removesuffix(".tar.gz")]
    data = ["--domain", "domain/domain.yml", "--data", "nlu/intents", "stories", "--config", "config.yml"]
    return [str(CORE_PYTHON), "-m", "nlu.core", "train", "--force", *data, *out]


def _tail(log: Path, lines: int = 8) -> str:
    return "\n".join(log.read_text("utf8", "replace").splitlines()[-lines:])
