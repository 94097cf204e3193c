"""A trained intent model as files: numbers (.npz) and names (.json); no pickle, so that loading runs no code."""

import json
from pathlib import Path

import numpy as np

from nlu.core.intent_model import Block, IntentModel, Meaning
from nlu.core.ngrams import NGrams

NUMBERS, NAMES = "intents.npz", "intents.json"


def save(model: IntentModel, folder: Path) -> None:
    """Write both files into an existing folder."""
    numbers = {"base": model.base, "factor": np.array(model.factor)}
    for block in model.blocks:
        numbers |= {f"{block.ngrams.kind}_weights": block.ngrams.weights, f"{block.ngrams.kind}_scores": block.scores}
    if model.meaning:
        numbers |= {"centre": model.meaning.centre, "vectors": model.meaning.vectors, "meaning": model.meaning.scores}
    np.savez(folder / NUMBERS, **numbers)
    terms = {block.ngrams.kind: list(block.ngrams.columns) for block in model.blocks}
    (folder / NAMES).write_text(json.dumps({"labels": model.labels, "terms": terms}, ensure_ascii=False), "utf8")


def load(folder: Path) -> IntentModel:
    """Read what `save` wrote."""
    names = json.loads((folder / NAMES).read_text("utf8"))
    with np.load(folder / NUMBERS, allow_pickle=False) as numbers:
        blocks = [_block(kind, terms, numbers) for kind, terms in names["terms"].items()]
        meaning = Meaning(numbers["centre"], numbers["vectors"], numbers["meaning"]) if "meaning" in numbers else None
        return IntentModel(names["labels"], numbers["base"], blocks, meaning, float(numbers["factor"]))


def _block(kind: str, terms: list[str], numbers: np.lib.npyio.NpzFile) -> Block:
    columns = {term: column for column, term in enumerate(terms)}
    return Block(NGrams(kind, columns, numbers[f"{kind}_weights"]), numbers[f"{kind}_scores"])
