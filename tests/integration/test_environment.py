"""The rules of the house that only the installed whole can show: rings, name clashes, nothing done at import time."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

OURS = ("actions", "bot", "community", "data", "documents", "ledger")
WATCH = """
import importlib, os, pkgutil, sys
root, *packages = sys.argv[1:]
def watch(event, args):
    if event == "open" and not isinstance(args[0], int):
        path = os.fsdecode(args[0])
        if path.startswith(root) and "/.venv/" not in path and not path.endswith(".py") and ".pyc" not in path:
            print(module, path)
    elif event in ("sqlite3.connect", "socket.connect", "socket.bind", "subprocess.Popen"):
        print(module, event)
module = ""
sys.addaudithook(watch)
for package in packages:
    for found in pkgutil.walk_packages([f"{root}/{package}"], package + "."):
        module = found.name
        if not module.startswith("data.migrations."):
            importlib.import_module(module)
"""


def test_the_rings_hold(root: Path) -> None:
    """import-linter's contracts in pyproject.toml (design, section 2): all of them, and none is empty."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    contracts = (root / "pyproject.toml").read_text("utf8").count("[[tool.importlinter.contracts]]")
    assert re.search(rf"Contracts: {contracts} kept, 0 broken", done.stdout), done.stdout[-500:]


def test_nothing_reads_a_file_or_connects_while_it_is_imported(root: Path) -> None:
    command = [sys.executable, "-c", WATCH, str(root), *OURS]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr[-2000:]


def test_no_installed_distribution_has_a_top_level_name_of_ours() -> None:
    owners = importlib.metadata.packages_distributions()
    assert {name: owners[name] for name in OURS if set(owners.get(name, [])) - {"gemeinwerk"}} == {}
