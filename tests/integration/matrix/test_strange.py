"""Events as only other programs, old ones and ill-willed ones send them: the next sensible message is answered."""

from __future__ import annotations

from typing import Any

import pytest

from data.tables.messages import SetAside

STRANGE: list[tuple[str, Any]] = [
    ("m.room.message", {}),
    ("m.room.message", {"msgtype": "m.text"}),
    ("m.room.message", {"body": 5, "msgtype": "m.text"}),
    ("m.room.message", {"body": None, "msgtype": None}),
    ("m.room.message", {"body": ["x"], "msgtype": {"m": 1}}),
    ("m.room.message", {"msgtype": "org.example.neu", "body": "unbekannte Art"}),
    ("m.room.message", {"msgtype": "m.text", "body": "kaputt", "m.relates_to": "keine Tabelle"}),
    ("m.room.message", {"msgtype": "m.text", "body": "kaputt", "m.relates_to": {"rel_type": None, "event_id": 7}}),
    ("m.room.message", {"msgtype": "m.text", "body": "kaputt", "m.mentions": []}),
    ("m.room.message", {"msgtype": "m.text", "body": "kaputt", "m.mentions": {"user_ids": {"a": 1}}}),
    ("m.room.message", {"msgtype": "m.file", "body": "x", "info": "nein", "file": [1]}),
    ("m.room.message", {"msgtype": "m.file", "body": {}, "url": {}, "info": {"size": "groß", "mimetype": 3}}),
    ("m.room.message", {"msgtype": "m.text", "body": "\u0000\ud7ff\u202e zurück", "format": 4, "formatted_body": []}),
    ("m.room.encrypted", {"algorithm": "m.megolm.v1.aes-sha2"}),
    ("m.room.encrypted", {"algorithm": 5, "ciphertext": {}, "session_id": [], "sender_key": None}),
    (
        "m.room.encrypted",
        {
            "algorithm": "m.megolm.v1.aes-sha2",
            "ciphertext": "!",
            "session_id": "x",
            "sender_key": "y",
            "device_id": "z",
        },
    ),
    ("m.reaction", {"m.relates_to": [1, 2]}),
    ("m.reaction", {}),
    ("m.sticker", {"info": 3}),
    ("m.poll.start", {"m.poll": None}),
    ("org.example.neu", {"x": {"y": [{}]}}),
    ("m.call.invite", {"version": "x"}),
    ("m.room.redaction", {"redacts": 7}),
]


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_strange_events_hold_nobody_up(story: Any, people: Any, bots: Any, encrypted: bool) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await anna.room_with(bot.id, encrypted=encrypted)
            await anna.joined(room, bot.id)
            for kind, content in STRANGE:
                await anna.client.room_send(room, kind, content, ignore_unverified_devices=True)
            for state in ("m.room.name", "m.room.topic", "m.room.join_rules", "m.room.encryption"):
                await anna.client.room_put_state(room, state, {"name": 5, "topic": [], "join_rule": {}, "algorithm": 1})
            await anna.say(room, "was ist eine Genossenschaft?")
            await anna.hears(room, bot.id, "Gesagt: was ist eine Genossenschaft?")

    story(talk())


def test_an_answer_that_nio_cannot_read_is_read_without_it(story: Any, people: Any, bots: Any) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await anna.room_with(bot.id)
            await anna.joined(room, bot.id)
            await anna.say(room, "davor")
            await anna.hears(room, bot.id, "Gesagt: davor")
            client = bot.channel._live._client
            parsed = client.parse_body

            async def failing(answer: Any) -> Any:
                body = await parsed(answer)
                if "Gift" in str(body):
                    raise KeyError("nio")
                return body

            client.parse_body = failing
            await anna.say(room, "Gift")
            await anna.hears(room, bot.id, "Gesagt: Gift")
            await anna.say(room, "danach")
            await anna.hears(room, bot.id, "Gesagt: danach")
            assert bot.core.heard == ["davor", "Gift", "danach"]

    story(talk())


def test_an_event_that_cannot_be_kept_is_counted_and_the_others_are_answered(
    story: Any, people: Any, bots: Any
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await anna.room_with(bot.id)
            await anna.joined(room, bot.id)
            intake = bot.channel._live._intake
            message = intake._message

            def failing(session: Any, heard: Any, event: Any) -> Any:
                if event.text == "Gift":
                    raise ValueError("cannot be kept")
                return message(session, heard, event)

            intake._message = failing
            for words in ("eins", "Gift", "zwei"):
                await anna.say(room, words)
            await anna.hears(room, bot.id, "Gesagt: zwei")
            assert bot.core.heard == ["eins", "zwei"]
            with bot.database.read() as session:
                assert session.query(SetAside).count() == 1

    story(talk())
