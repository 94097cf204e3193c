"""`evaluate MODEL FILE`: how well the texts of FILE (YAML: intent → list of texts) are understood, as JSON."""

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from data.language import encoder
from nlu.core.examples import Pairs, utterances
from nlu.core.scoring import Judged, report
from nlu.core.understanding import Understanding, open_archive


def main(arguments: list[str]) -> None:
    """Print the report; a line on stderr and exit 1 for a wrong model or file."""
    if len(arguments) != 2:
        sys.exit("usage: python -m nlu.core evaluate MODEL FILE")
    model, file = map(Path, arguments)
    try:
        print(json.dumps(evaluate(open_archive(model), utterances(file)), indent=1))
    except (OSError, KeyError, ValueError, yaml.YAMLError) as wrong:
        sys.exit(f"cannot evaluate {file} with {model}: {wrong}")


def evaluate(understanding: Understanding, pairs: Pairs) -> dict[str, Any]:
    """The report, and which features the model had."""
    judged = []
    for intent, text in pairs:
        reading = understanding.read(text)
        judged.append(Judged(text, intent, reading.intent, reading.confidence, reading.asks_back))
    with_encoder = understanding.model.meaning is not None and encoder() is not None
    return {"sentence_encoder": with_encoder, "limit": understanding.limit, **report(judged)}
