"""The core's commands: `python -m nlu.core train|run|parse|evaluate|compare …`; see docs/understanding.md.

`data validate` and `test` are Rasa's own; the others are ours.
"""

import os
import sys
from importlib import import_module

OURS = {"train": "training", "run": "serving", "parse": "parse", "evaluate": "evaluate", "compare": "compare"}


def main() -> None:
    """Hand over to the command."""
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    _settle(single_threaded=command in ("run", "parse"))
    if command in OURS:
        import_module(f"nlu.core.{OURS[command]}").main(sys.argv[2:])
        return
    import_module("nlu.core.without_tensorflow")  # before anything of rasa
    import_module("rasa.__main__").main()


def _settle(*, single_threaded: bool) -> None:
    """Start again with what must be known before Python starts, unless it is.

    Hashes of strings fixed: the same inputs give the same model. One thread for sums: a message is too small to
    share, and threads that wait for each other doubled its time.
    """
    wanted = {"PYTHONHASHSEED": "0", "RASA_TELEMETRY_ENABLED": "false"}
    if single_threaded:
        wanted |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    if any(os.environ.get(name) != value for name, value in wanted.items()):
        os.execve(sys.executable, [sys.executable, "-m", "nlu.core", *sys.argv[1:]], os.environ | wanted)


if __name__ == "__main__":
    main()
