"""`bench`: runs benchmarks and prints their table."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from importlib import import_module

from bot.bench.row import Row

BENCHMARKS = ("turns", "core", "library", "papers", "founding", "finance", "matching")
"""Each is a module `bot.bench.NAME` with a function NAME that gives rows; heavy imports wait until it is chosen."""


def bench(name: str, *, as_json: bool, peers: bool) -> int:
    """One benchmark or all."""
    if name and name not in BENCHMARKS:
        print(f"gemeinwerk: bench {name}: one of {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    chosen = (name,) if name else BENCHMARKS
    rows = [row for one in (*chosen, *(["peers"] if peers else [])) for row in _measured(one)]
    if as_json:
        for row in rows:
            print(json.dumps(asdict(row), ensure_ascii=False))
    else:
        _table(rows)
    return 0


def _measured(name: str) -> list[Row]:
    rows: list[Row] = getattr(import_module(f"bot.bench.{name}"), name)()
    return rows


def _table(rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("benchmark", "what", "figure", "unit", "budget", "peer")
    for row in rows:
        table.add_row(row.bench, row.what, f"{row.value:,.3g}", row.unit, row.budget, row.peer)
    console = Console()
    console.width = max(console.width, 120)  # a pipe counts as 80 and would break every cell
    console.print(table)
