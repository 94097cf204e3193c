"""`bench`: runs benchmarks and prints their table."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict

from bot.bench.row import Row


def _turns() -> list[Row]:
    from bot.bench.turns import turns

    return turns()


def _library() -> list[Row]:
    from bot.bench.library import library

    return library()


def _papers() -> list[Row]:
    from bot.bench.papers import papers

    return papers()


def _peers() -> list[Row]:
    from bot.bench.peers import peers

    return peers()


BENCHMARKS: dict[str, Callable[[], list[Row]]] = {"turns": _turns, "library": _library, "papers": _papers}


def bench(name: str, *, as_json: bool, peers: bool) -> int:
    """One benchmark or all."""
    if name and name not in BENCHMARKS:
        print(f"gemeinwerk: bench {name}: one of {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    chosen = [BENCHMARKS[name]] if name else [*BENCHMARKS.values()]
    rows = [row for one in (*chosen, *([_peers] if peers else [])) for row in one()]
    if as_json:
        for row in rows:
            print(json.dumps(asdict(row), ensure_ascii=False))
    else:
        _table(rows)
    return 0


def _table(rows: list[Row]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("benchmark", "what", "figure", "unit", "budget", "peer")
    for row in rows:
        table.add_row(row.bench, row.what, f"{row.value:,.3g}", row.unit, row.budget, row.peer)
    Console().print(table)
