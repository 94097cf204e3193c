"""Prints rows as a table for people at the terminal; a pipe gets 120 columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

PIPE_WIDTH = 120  # a pipe counts as 80 and would break every cell


def print_table(columns: Sequence[str], rows: Sequence[Mapping[str, Any]], empty: str = "") -> None:
    """The columns of each row; the sentence `empty` where there is no row."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    console.width = max(console.width, PIPE_WIDTH)
    if not rows and empty:
        console.print(empty)
        return
    table = Table(*columns)
    for row in rows:
        table.add_row(*("" if row.get(name) is None else str(row[name]) for name in columns))
    console.print(table)
