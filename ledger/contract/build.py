"""Compiles `Ledger.vy` to `artifact.json`: `python -m ledger.contract.build`. Needs Vyper, which running does not.

A test compiles again and compares byte for byte.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ledger.contract.artifact import FILE, SOURCE


def compiled() -> dict[str, Any]:
    """The artifact as it must stand in the repository."""
    from vyper import __version__  # type: ignore[import-untyped]
    from vyper.compiler import compile_code  # type: ignore[import-untyped]

    source = SOURCE.read_text("utf8")
    out = compile_code(source, output_formats=["abi", "bytecode", "bytecode_runtime"])
    return {
        "contract": SOURCE.name,
        "compiler": f"vyper {__version__}",
        "source_sha256": hashlib.sha256(source.encode()).hexdigest(),
        "abi": out["abi"],
        "bytecode": out["bytecode"],
        "bytecode_runtime": out["bytecode_runtime"],
    }


def as_text(artifact: dict[str, Any]) -> str:
    """The one form in which the artifact is written."""
    return json.dumps(artifact, indent=1, ensure_ascii=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(compiled()), "utf8")
