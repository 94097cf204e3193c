"""Runs the core for the app: loads the model, opens the door on loopback, ends when the app ends."""

import argparse
import logging
import os
import threading
import time
import warnings

import nlu.core.lean  # noqa: F401  before anything of rasa

PARENT = "PARENT_PID"
LOOK_EVERY_S = 2.0


def main(arguments: list[str]) -> None:
    """`run --model FILE --port N`; the rest comes from the environment (endpoints.yml, nlu.core.channel)."""
    parser = argparse.ArgumentParser(prog="python -m nlu.core run")
    parser.add_argument("--model", required=True, help="the trained archive")
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument("--endpoints", default="endpoints.yml")
    chosen = parser.parse_args(arguments)
    _end_with_parent()
    _serve(chosen.model, chosen.endpoints, chosen.port)


def _serve(model: str, endpoints: str, port: int) -> None:
    import rasa
    from rasa.utils.log_utils import configure_structlog

    from nlu.core import speedups, whole_turns

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("rasa.core.actions.action").setLevel(logging.CRITICAL)  # each side question is an "error" there
    configure_structlog(logging.WARNING)
    warnings.filterwarnings("ignore", message="Failed to parse arguments in line '/faq/")  # intent_classifier reads it
    speedups.install()
    whole_turns.install()
    rasa.run(
        model=model,
        endpoints=endpoints,
        connector="nlu.core.channel.Door",
        enable_api=False,
        interface="127.0.0.1",
        port=port,
    )


def _end_with_parent() -> None:
    """A core without its app serves nobody, and would hold the conversations' file."""
    parent = os.environ.get(PARENT)
    if parent is None:
        return

    def watch() -> None:
        while os.getppid() == int(parent):
            time.sleep(LOOK_EVERY_S)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
