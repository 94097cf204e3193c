"""Where things lie in this installation: the code's root, the two environments, the trained model."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORE_PYTHON = ROOT / ".venv-core" / "bin" / "python"
MODELS = ROOT / "models"
DOMAIN = ROOT / "domain"
TRAINING_INPUTS = (
    "config.yml",
    "domain/domain.yml",
    "nlu/core",
    "nlu/intents",
    "nlu/uv.lock",
    "stories",
    "data/language.py",
)
