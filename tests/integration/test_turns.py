"""The way of one message: written down once, answered once, in order, whatever happens in between."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from bot.errors import CoreAway
from bot.inbox import Incoming
from data.tables.account import Conversation
from data.tables.messages import Inbox, Outbox, PressButton


def said(way: Any, inbox_id: int) -> list[str]:
    with way.database.read() as session:
        return list(session.scalars(select(Outbox.text).where(Outbox.inbox_id == inbox_id).order_by(Outbox.id)))


def test_the_first_answer_carries_the_notice_and_later_ones_do_not(way: Any) -> None:
    async def talk() -> list[list[str]]:
        return [said(way, await way.say(text, text)) for text in ("hallo", "und nun")]

    first, second = asyncio.run(talk())
    assert first == ["Gesagt: hallo", "Hinweis <http://127.0.0.1:8080/datenschutz>"]
    assert second == ["Gesagt: und nun"]


def test_the_same_network_id_is_one_message(way: Any) -> None:
    async def talk() -> tuple[int, int]:
        return await way.say("hallo", "n1"), await way.say("hallo", "n1")

    first, second = asyncio.run(talk())
    assert first == second
    assert len(way.core.calls) == 1


def test_typed_slashes_never_reach_the_core(way: Any) -> None:
    async def talk() -> list[str]:
        return [said(way, await way.say(text, text))[0] for text in ("/data_delete", '/report_hours{"d":1}', "!alle")]

    assert asyncio.run(talk()) == ["Unbekannt."] * 3
    assert way.core.calls == []


@pytest.mark.parametrize("choice", ["2", "das zweite", "Pachten", "pachten"])
def test_a_choice_is_made_by_number_word_or_title(way: Any, choice: str) -> None:
    async def talk() -> None:
        await way.say("wählen", "1")
        await way.say(choice, "2")

    asyncio.run(talk())
    assert way.core.calls[-1][1] == '/pick{"id": "b"}'


def test_a_pressed_button_is_known_by_its_short_id_and_only_in_its_conversation(way: Any) -> None:
    async def talk() -> str:
        await way.say("wählen", "1")
        with way.database.read() as session:
            short = session.scalars(select(PressButton.short_id).order_by(PressButton.position)).all()[1]
        await way.say("", "2", press=short)
        return said(way, await way.say("", "3", chat="berta", press=short))[0]

    assert asyncio.run(talk()) == "Alt."
    assert way.core.calls[-1][1] == '/pick{"id": "b"}'


def test_a_core_that_fails_at_first_answers_in_the_end_and_once(way: Any) -> None:
    way.core.failures = 2

    async def talk() -> int:
        return await way.say("hallo", "1")

    assert said(way, asyncio.run(talk()))[0] == "Gesagt: hallo"
    assert len(way.core.calls) == 1


def test_a_core_that_is_away_is_waited_for_however_often_it_is_asked(way: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.turns.WAIT_MOST_S", 0.01)
    monkeypatch.setattr("bot.turns.WAIT_FIRST_S", 0.01)
    way.core.failures, way.core.error = 20, CoreAway("nobody listens")

    async def talk() -> int:
        return await way.say("hallo", "1")

    assert said(way, asyncio.run(talk()))[0] == "Gesagt: hallo"


def test_a_message_that_breaks_something_is_told_and_the_next_one_is_answered(way: Any) -> None:
    async def talk() -> tuple[int, int]:
        return await way.say("kaputt", "1"), await way.say("hallo", "2")

    broken, next_one = asyncio.run(talk())
    assert said(way, broken)[0] == "Das ging nicht."
    assert said(way, next_one)[0] == "Gesagt: hallo"


def test_messages_of_one_conversation_are_answered_in_order_and_many_conversations_at_once(way: Any) -> None:
    async def talk() -> None:
        accepted = [
            way.inbox.accept(Incoming(channel="test", network_id=f"{c}{n}", sender=c, chat=c, text=f"{c}{n}"))
            for n in range(5)
            for c in "abcd"
        ]
        for one in accepted:
            way.turns.wake(one.conversation_id)
        await asyncio.gather(*(way.turns.settled(one.inbox_id, 20) for one in accepted))

    asyncio.run(talk())
    for chat in "abcd":
        assert [text for _, text, _ in way.core.calls if text[0] == chat] == [f"{chat}{n}" for n in range(5)]
    assert len(way.core.calls) == 20


def test_what_was_left_unanswered_is_taken_up_after_a_start(way: Any) -> None:
    accepted = way.inbox.accept(Incoming(channel="test", network_id="1", sender="a", chat="a", text="noch offen"))

    async def start() -> None:
        await way.turns.resume()
        assert await way.turns.settled(accepted.inbox_id, 20)

    asyncio.run(start())
    assert said(way, accepted.inbox_id)[0] == "Gesagt: noch offen"


def test_twenty_thousand_signs_are_refused_with_the_limit_and_nothing_is_lost(way: Any) -> None:
    async def talk() -> int:
        return await way.say("x" * 20_001, "1")

    inbox_id = asyncio.run(talk())
    assert said(way, inbox_id)[0] == "Mehr als 4000."
    with way.database.read() as session:
        assert len(session.get_one(Inbox, inbox_id).body["text"]) == 20_000


@pytest.mark.parametrize(("text", "answer"), [("", "Leer."), ("…", "Bitte mit Worten."), ("🙈🙈", "Bitte mit Worten.")])
def test_messages_without_words(way: Any, text: str, answer: str) -> None:
    async def talk() -> int:
        return await way.say(text, "1")

    assert said(way, asyncio.run(talk()))[0] == answer


def test_a_voice_message_is_answered_and_an_open_question_comes_again(way: Any) -> None:
    async def talk() -> int:
        await way.say("hallo", "1")
        with way.database.write() as session:
            session.scalars(select(Conversation)).one().asked = {"topic": "founding"}
        return await way.say("", "2", attachment="voice")

    assert said(way, asyncio.run(talk())) == ["Keine Sprache.", "Gesagt: /repeat"]
