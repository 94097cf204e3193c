"""`bench`: runs benchmarks and prints their table."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from importlib import import_module

from bot.bench.row import Row
from bot.operate.tables import print_table

BENCHMARKS = ("turns", "core", "library", "papers", "founding", "finance", "matching", "ledger", "channels")
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
    columns = ("benchmark", "what", "figure", "unit", "budget", "peer")
    values = ((r.bench, r.what, f"{r.value:,.3g}", r.unit, r.budget, r.peer) for r in rows)
    print_table(columns, [dict(zip(columns, row, strict=True)) for row in values])
