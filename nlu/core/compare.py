"""`compare`: what each kind of feature is worth, as the Markdown table of docs/understanding.md.

Our examples on our utterances; with `--xsid FOLDER` also public data (German and its dialects, xSID 0.7).
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from nlu.core.examples import Pairs, examples, utterances
from nlu.core.intent_model import IntentModel, Weights, train
from nlu.core.scoring import Judged, calibration_error

TESTS = "tests/understanding"
OURS = {"development": f"{TESTS}/development.yml", "test": f"{TESTS}/utterances.yml"}
XSID = {name: f"test-{name}.yml" for name in ("standard", "bavarian", "south-tyrol", "munich")}


def main(arguments: list[str]) -> None:
    """Print the table; about two minutes."""
    parser = argparse.ArgumentParser(prog="python -m nlu.core compare")
    parser.add_argument("--examples", type=Path, default=Path("nlu/intents"))
    parser.add_argument("--config", type=Path, default=Path("config.yml"))
    parser.add_argument("--tests", nargs="+", choices=OURS, default=["development"])
    parser.add_argument("--xsid", type=Path, help="folder with train-few.yml and test-*.yml")
    chosen = parser.parse_args(arguments)
    weights = _weights(chosen.config)
    print("| examples → utterances | n-grams | encoder | both | calibration error of both |\n|---|---|---|---|---|")
    _table(examples(chosen.examples), {name: utterances(Path(OURS[name])) for name in chosen.tests}, weights)
    if chosen.xsid:
        few = utterances(chosen.xsid / "train-few.yml")
        _table(few, {f"xSID {name}": utterances(chosen.xsid / file) for name, file in XSID.items()}, weights)


def _table(learn: Pairs, tests: Mapping[str, Pairs], weights: Weights) -> None:
    models = [train([text for _, text in learn], [intent for intent, _ in learn], each) for each in _variants(weights)]
    for name, pairs in tests.items():
        judged = [_judge(model, pairs) for model in models]
        shares = [f"{sum(each.right for each in one) / len(one):.3f}" for one in judged]
        row = [f"{len(learn)} → {name}, {len(pairs)}", *shares, f"{calibration_error(judged[-1]):.3f}"]
        print(f"| {' | '.join(row)} |", flush=True)


def _variants(weights: Weights) -> Iterator[Weights]:
    yield replace(weights, meaning=0.0)
    yield replace(weights, words=0.0, letters=0.0)
    yield weights


def _judge(model: IntentModel, pairs: Pairs) -> list[Judged]:
    best = [model.ranking(text)[0] for _, text in pairs]
    return [
        Judged(text, meant, read, confidence, asks_back=False)
        for (meant, text), (read, confidence) in zip(pairs, best, strict=True)
    ]


def _weights(config: Path) -> Weights:
    """Those with which the assistant is trained."""
    reader = yaml.safe_load(config.read_text("utf8"))["pipeline"][0]
    return Weights(**{name: float(reader[name]) for name in vars(Weights())})
