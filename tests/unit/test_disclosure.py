"""What of small numbers is published (facts 7.3): the worked cases, and what must hold for every table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.disclosure import HIDDEN, K_MIN, publishable, shares, small_categories, too_similar

X = HIDDEN


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([[23, 11, 3, 13]], [[23, X, X, 13]]),
        ([[2, 1, 0]], None),
        ([[40, 2, 2, 0, 16]], [[40, X, X, 0, X]]),
        ([[30, 1, 1, 0]], [[X, X, X, 0]]),
        ([[12, 9, 3], [15, 8, 11], [10, 14, 7]], [[12, X, X], [15, X, X], [10, 14, 7]]),
        ([[12, 2, 9], [8, 11, 13], [10, 3, 20]], [[12, X, X], [8, 11, 13], [10, X, X]]),
        ([[7, 8, 9]], [[7, 8, 9]]),
    ],
)
def test_the_worked_cases_come_out(counts: list[list[int]], expected: object) -> None:
    assert publishable(counts) == expected


def test_35_a_figure_from_three_people_is_hidden_with_a_second_one() -> None:
    shown = publishable([[3, 40, 25]])
    assert shown == [[X, 40, X]]


TABLES = st.integers(1, 4).flatmap(
    lambda columns: st.lists(st.lists(st.integers(0, 30), min_size=columns, max_size=columns), min_size=1, max_size=4)
)


@given(TABLES)
def test_no_hidden_cell_follows_from_the_others_of_its_line(counts: list[list[int]]) -> None:
    shown = publishable(counts)
    if shown is None:
        assert sum(map(sum, counts)) < K_MIN
        return
    lines = [list(zip(real, seen, strict=True)) for real, seen in zip(counts, shown, strict=True)]
    if len(counts) > 1:
        lines += [list(line) for line in zip(*lines, strict=True)]
    for line in lines:
        assert all(seen == X or real == 0 or real >= K_MIN for real, seen in line)
        hidden = [real for real, seen in line if seen == X]
        assert not hidden or len(hidden) == len(line) or (len(hidden) > 1 and sum(hidden) >= K_MIN)


def test_small_categories_are_merged_until_every_margin_is_large_enough() -> None:
    assert small_categories([20, 3, 4, 0, 9]) == [1, 2]
    assert small_categories([20, 3, 9]) == [1, 2]
    assert small_categories([20, 0, 9]) == []


def test_shares_are_whole_per_cent_of_at_least_twenty() -> None:
    assert shares([10, 30]) == [25, 75]
    assert shares([10, 9]) is None
    assert shares([10, X, X, 30]) is None


def test_a_filter_that_differs_by_a_few_people_is_refused() -> None:
    everybody = set(range(40))
    assert too_similar(everybody, set(range(37)))
    assert too_similar(set(range(37)), everybody)
    assert not too_similar(everybody, set(range(35)))
    assert not too_similar(everybody, everybody)
