"""The web page as a channel: who listens is woken, once, and only for their own talk."""

from __future__ import annotations

import asyncio

from bot.channels.base import Outgoing
from bot.channels.webchat import Webchat


def message(chat: str) -> Outgoing:
    return Outgoing(id=1, key="k", chat=chat, inbox_id=None, text="", say={}, buttons=(), files=())


def test_a_message_wakes_those_who_listen_to_its_chat_and_no_one_else() -> None:
    webchat = Webchat()
    with webchat.listen("anna") as anna, webchat.listen("anna") as too, webchat.listen("bernd") as bernd:
        assert asyncio.run(webchat.send(message("anna"))) is None
        assert (anna.is_set(), too.is_set(), bernd.is_set()) == (True, True, False)


def test_whoever_has_gone_is_forgotten() -> None:
    webchat = Webchat()
    with webchat.listen("anna"):
        assert webchat.listeners("anna") == 1
    assert webchat.listeners("anna") == 0
    asyncio.run(webchat.send(message("anna")))


def test_at_the_end_every_stream_is_woken_to_end() -> None:
    webchat = Webchat()
    with webchat.listen("anna") as anna:
        asyncio.run(webchat.stop())
        assert anna.is_set()
        assert not webchat.open
