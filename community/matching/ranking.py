"""The best few of each row of scores; among equals the lower id, so that the same question has the same answer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from community.matching.packed import Floats

NOBODY = -1
Ids = NDArray[np.int64]


def best_of_rows(table: Floats, ids: Ids, count: int) -> tuple[Ids, Floats]:
    """Ids and scores of the `count` best columns of each row, best first; `NOBODY` and -1 where there are fewer.

    `ids` belong to the columns. Scores below 0 never win.
    """
    rows = len(table)
    best_ids = np.full((rows, count), NOBODY, np.int64)
    best = np.full((rows, count), -1, np.float32)
    if not table.size:
        return best_ids, best
    width = min(count, table.shape[1])
    last = np.partition(table, table.shape[1] - width, axis=1)[:, table.shape[1] - width]
    row, column = np.nonzero(table >= np.maximum(last, 0)[:, None])
    value = table[row, column]
    order = np.lexsort((ids[column], -value, row))
    row, column, value = row[order], column[order], value[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    chosen = rank < count
    best_ids[row[chosen], rank[chosen]] = ids[column[chosen]]
    best[row[chosen], rank[chosen]] = value[chosen]
    return best_ids, best
