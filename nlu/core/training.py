"""Trains the model archive from examples, rules, domain and config.yml; the same inputs give the same model.

The texts of the domain are not read: the core says names, so a changed text needs no training.
"""

import argparse
import logging
import sys
import warnings

import nlu.core.without_tensorflow  # noqa: F401  before anything of rasa


def main(arguments: list[str]) -> None:
    """`train --out FOLDER --fixed-model-name NAME`; exit 1 and a line on stderr when the inputs are wrong."""
    parser = argparse.ArgumentParser(prog="python -m nlu.core train")
    parser.add_argument("--domain", default="domain/domain.yml")
    parser.add_argument("--data", nargs="+", default=["nlu/intents", "stories"])
    parser.add_argument("--config", default="config.yml")
    parser.add_argument("--out", default="models")
    parser.add_argument("--fixed-model-name", default="core")
    parser.add_argument("--force", action="store_true", help="always so; accepted for Rasa's sake")
    chosen = parser.parse_args(arguments)
    try:
        _train(chosen)
    except (_wrong_input(), ValueError) as wrong:
        sys.exit(f"training failed: {wrong}")


def _train(chosen: argparse.Namespace) -> None:
    import rasa
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.WARNING)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    warnings.filterwarnings("ignore", message=".*there is no matching response defined.*")  # texts stand elsewhere
    made = rasa.train(
        domain=chosen.domain,
        config=chosen.config,
        training_files=chosen.data,
        output=chosen.out,
        force_training=True,
        fixed_model_name=chosen.fixed_model_name,
    )
    if made.code or not made.model:
        raise ValueError("Rasa made no model")
    print(made.model)


def _wrong_input() -> type[Exception]:
    from rasa.shared.exceptions import RasaException

    return RasaException
