"""The compiled contract as it stands in the repository: interface, bytecode, compiler, hash of its source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).with_name("Ledger.vy")
FILE = Path(__file__).with_name("artifact.json")


@dataclass(frozen=True)
class Artifact:
    """What is needed to deploy the contract and to speak to it; `runtime` stands at its address, before immutables."""

    abi: list[dict[str, Any]]
    bytecode: str
    runtime: str
    compiler: str
    source_sha256: str


@cache
def artifact() -> Artifact:
    """Read once."""
    found = json.loads(FILE.read_text("utf8"))
    names = ("abi", "bytecode", "bytecode_runtime", "compiler", "source_sha256")
    return Artifact(*(found[name] for name in names))
