"""The core's commands: `python -m nlu.core train|run|parse|evaluate|compare …`; see docs/understanding.md.

`data validate` and `test` are Rasa's own; the others are ours.
"""

import os
import sys
from importlib import import_module

OURS = {"train": "training", "run": "serving", "parse": "parse", "evaluate": "evaluate", "compare": "compare"}


def main() -> None:
    """Hand over to the command; with hashes of strings fixed, so that the same inputs give the same model."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, "-m", "nlu.core", *sys.argv[1:]], os.environ | {"PYTHONHASHSEED": "0"})
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in OURS:
        import_module(f"nlu.core.{OURS[command]}").main(sys.argv[2:])
        return
    import nlu.core.without_tensorflow  # noqa: F401  before anything of rasa
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
