"""Training examples and utterances as pairs of intent and text, read from their files without Rasa."""

import re
from pathlib import Path

import yaml

Pairs = list[tuple[str, str]]
_MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")


def examples(folder: Path) -> Pairs:
    """All examples below a folder of Rasa NLU files, marks of entities taken out."""
    pairs = []
    for file in sorted(folder.glob("*.yml")):
        for entry in yaml.safe_load(file.read_text("utf8"))["nlu"]:
            lines = entry.get("examples", "").splitlines() if "intent" in entry else []
            pairs += [(entry["intent"], _MARKED.sub(r"\1", line[2:].strip())) for line in lines if line[:2] == "- "]
    return pairs


def utterances(file: Path) -> Pairs:
    """Texts of a YAML file of the form intent → list of texts, in its order; ValueError where it has another form."""
    content = yaml.safe_load(file.read_text("utf8"))
    if not isinstance(content, dict) or not all(isinstance(texts, list) for texts in content.values()):
        raise ValueError("expected YAML of the form: intent → list of texts")
    return [(intent, str(text)) for intent, texts in content.items() for text in texts]
