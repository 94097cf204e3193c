"""What holds in every group: answer only when spoken to, take off our name, no circle with another bot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rooms import MOST_IN_A_ROW, Address, Circles, spoken_to, without_name

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
NAMES = ("Gemeinwerk", "gemeinwerk", "@gemeinwerk:probe.example")


@pytest.mark.parametrize("address", [Address(mention=True), Address(reply=True), Address(command=True)])
def test_a_mention_a_reply_and_a_command_are_answered(address: Address) -> None:
    assert spoken_to(address)


def test_talk_among_people_is_none_of_our_business() -> None:
    assert not spoken_to(Address())


def test_another_bot_is_not_answered_even_when_it_calls_us() -> None:
    assert not spoken_to(Address(mention=True, reply=True, command=True, from_bot=True))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Gemeinwerk: was kostet das?", "was kostet das?"),
        ("@gemeinwerk was kostet das?", "was kostet das?"),
        ("@gemeinwerk:probe.example, was kostet das?", "was kostet das?"),
        ("was kostet das, Gemeinwerk?", "was kostet das?"),
        ("hallo @gemeinwerk", "hallo"),
        ("Gemeinwerk", ""),
        ("was macht das Gemeinwerk eigentlich", "was macht das Gemeinwerk eigentlich"),
        ("Gemeinwerksverein gründen", "Gemeinwerksverein gründen"),
        ("Dorfladen Musterhausen eG", "Dorfladen Musterhausen eG"),
    ],
)
def test_our_name_is_taken_off_at_the_ends_only(said: str, meant: str) -> None:
    assert without_name(said, NAMES) == meant


def test_without_a_name_of_ours_the_words_stay() -> None:
    assert without_name(" hallo ", ("",)) == "hallo"


def test_who_answers_each_answer_at_once_falls_on_deaf_ears_until_it_is_calm() -> None:
    circles = Circles()
    later = [NOON + timedelta(seconds=n) for n in range(MOST_IN_A_ROW + 5)]
    heard = [circles.goes_round("room", "bot", f"m{at}", at) for at in later]
    assert heard == [False] * MOST_IN_A_ROW + [True] * 5
    assert not circles.goes_round("room", "anna", "m", NOON + timedelta(seconds=20))
    assert not circles.goes_round("room", "bot", "n", NOON + timedelta(minutes=2))


def test_a_message_that_is_read_again_counts_once() -> None:
    circles = Circles()
    assert not any(circles.goes_round("room", "anna", "m", NOON) for _ in range(MOST_IN_A_ROW * 2))
