"""Too much and too often: the buckets that keep the page usable for all."""

from __future__ import annotations

import pytest

from bot.pages.limits import Buckets


class Clock:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_burst_passes_and_the_next_one_is_told_how_long_to_wait(clock: Clock) -> None:
    buckets = Buckets(3, 0.5, clock)
    assert [buckets.wait_for("anna") for _ in range(3)] == [0, 0, 0]
    assert buckets.wait_for("anna") == pytest.approx(2.0)


def test_waiting_as_told_is_enough(clock: Clock) -> None:
    buckets = Buckets(1, 0.5, clock)
    buckets.wait_for("anna")
    clock.at += buckets.wait_for("anna")
    assert buckets.wait_for("anna") == 0


def test_one_person_does_not_slow_another(clock: Clock) -> None:
    buckets = Buckets(1, 0.1, clock)
    buckets.wait_for("anna")
    assert buckets.wait_for("anna") > 0
    assert buckets.wait_for("bernd") == 0


def test_a_bucket_never_holds_more_than_its_burst(clock: Clock) -> None:
    buckets = Buckets(2, 1, clock)
    buckets.wait_for("anna")
    clock.at += 1000
    assert [buckets.wait_for("anna") > 0 for _ in range(3)] == [False, False, True]


def test_memory_stays_small_however_many_addresses_come(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pages.limits.MOST_KEYS", 10)
    buckets = Buckets(1, 1, clock)
    for number in range(100):
        clock.at += 2
        buckets.wait_for(str(number))
    assert len(buckets._buckets) <= 12
