"""Disclosure control: what of a table of counts may be published so that nobody in a village is recognised (facts 7.3).

Protects single tables and the differences between answers to one question; it is no audit of all tables together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

HIDDEN = "*"
"""Stands for every hidden cell, so that nobody sees which ones were small."""
K_MIN, SHARES_FROM = 5, 20
Counts = Sequence[Sequence[int]]
Shown = list[list[int | str]]
Place = tuple[int, int]


def publishable(counts: Counts, k: int = K_MIN) -> Shown | None:
    """The table with small cells hidden, and further ones so that they cannot be computed; None: nothing at all.

    One row is a one-way table. Of a two-way table merge small categories first (`small_categories`).
    """
    if sum(map(sum, counts)) < k:
        return None
    hidden = {place for place in _places(counts) if 0 < _count(counts, place) < k}
    while line := next((line for line in _lines(counts) if _unsafe(counts, line, hidden, k)), None):
        hidden.add(_next_to_hide(counts, line, hidden))
    return [
        [HIDDEN if (row, column) in hidden else count for column, count in enumerate(counts_of_row)]
        for row, counts_of_row in enumerate(counts)
    ]


def small_categories(margins: Sequence[int], k: int = K_MIN) -> list[int]:
    """Which categories of a two-way table become "others", smallest first, until every margin is 0 or at least k."""
    others: list[int] = []
    while True:
        rest = [index for index, count in enumerate(margins) if count and index not in others]
        together = sum(margins[index] for index in others)
        if not rest or not (0 < together < k or any(margins[index] < k for index in rest)):
            return others
        others.append(min(rest, key=lambda index: (margins[index], -index)))


def shares(row: Sequence[int | str]) -> list[int | None] | None:
    """Whole per cent of the shown cells of a row; None where the row's total is small or not known."""
    shown = [count for count in row if isinstance(count, int)]
    if len(shown) < len(row) or sum(shown) < SHARES_FROM:
        return None
    return [round(100 * count / sum(shown)) for count in shown]


def too_similar(published: AbstractSet[object], wanted: AbstractSet[object], k: int = K_MIN) -> bool:
    """Would a filter show, by comparing with what is published, the answers of less than k people?"""
    return any(0 < len(one - other) < k for one, other in ((published, wanted), (wanted, published)))


def _places(counts: Counts) -> Iterator[Place]:
    return ((row, column) for row, cells in enumerate(counts) for column in range(len(cells)))


def _lines(counts: Counts) -> Iterator[list[Place]]:
    """Rows from the top, then, in a two-way table, columns from the left."""
    for row, cells in enumerate(counts):
        yield [(row, column) for column in range(len(cells))]
    if len(counts) > 1:
        for column in range(len(counts[0])):
            yield [(row, column) for row in range(len(counts))]


def _unsafe(counts: Counts, line: list[Place], hidden: set[Place], k: int) -> bool:
    """One hidden cell is computed from the margin, and so are several that sum to less than k people."""
    of_line = [place for place in line if place in hidden]
    if not of_line or len(of_line) == len(line):
        return False
    return len(of_line) < 2 or sum(_count(counts, place) for place in of_line) < k


def _next_to_hide(counts: Counts, line: list[Place], hidden: set[Place]) -> Place:
    """First where the crossing line has a hidden cell, then not empty, then the smallest, then the later one."""
    crossing_by_column = len({row for row, _ in line}) == 1
    crossed = {place[crossing_by_column] for place in hidden - set(line)}
    return min(
        (place for place in line if place not in hidden),
        key=lambda place: (
            place[crossing_by_column] not in crossed,
            _count(counts, place) == 0,
            _count(counts, place),
            (-place[0], -place[1]),
        ),
    )


def _count(counts: Counts, place: Place) -> int:
    return counts[place[0]][place[1]]
