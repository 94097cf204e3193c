"""`parse MODEL`: lines of text in, one JSON line each out: what the understanding alone makes of them."""

import json
import sys
from pathlib import Path
from typing import Any

from nlu.core.reading import SHOWN
from nlu.core.understanding import Understanding, open_archive


def main(arguments: list[str]) -> None:
    """Read standard input, split at line feeds only; an empty line gives intent null and confidence 0."""
    if len(arguments) != 1:
        sys.exit("usage: python -m nlu.core parse MODEL < lines")
    try:
        understanding = open_archive(Path(arguments[0]))
    except (OSError, KeyError, ValueError) as wrong:
        sys.exit(f"no model: {arguments[0]}: {wrong}")
    sys.stdin.reconfigure(encoding="utf8", errors="replace", newline="\n")
    for line in sys.stdin:
        print(json.dumps(parse(understanding, line.removesuffix("\n"))), flush=True)


def parse(understanding: Understanding, text: str) -> dict[str, Any]:
    """Best intent with its own confidence (`faq/…` in full, never `nlu_fallback`), entities, best three."""
    reading = understanding.read(text)
    return {
        "text": text,
        "intent": reading.intent,
        "confidence": reading.confidence,
        "entities": understanding.entities(text),
        "ranking": [{"intent": name, "confidence": confidence} for name, confidence in reading.ranking[:SHOWN]],
        "asks_back": reading.asks_back,
    }
