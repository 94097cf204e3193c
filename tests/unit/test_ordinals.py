"""People point at what was shown by number or word."""

from __future__ import annotations

import pytest

from data.ordinals import ordinal_in, pointed_at


@pytest.mark.parametrize(
    ("said", "meant"),
    [("2", 2), ("2.", 2), ("Nr. 3", 3), ("das zweite", 2), ("Die letzte bitte", -1), ("vom dritten", 3), ("nr 1", 1)],
)
def test_a_message_that_only_points(said: str, meant: int) -> None:
    assert pointed_at(said) == meant


@pytest.mark.parametrize("said", ["zwei Leute", "250", "2 Anteile", "der zweite Vorstand soll Eva sein", "", "20.3."])
def test_a_message_that_says_more_does_not_point(said: str) -> None:
    assert pointed_at(said) is None


def test_an_ordinal_inside_a_sentence() -> None:
    assert ordinal_in("und was wurde aus dem zweiten?") == 2
    assert ordinal_in("wie ging es weiter?") is None
