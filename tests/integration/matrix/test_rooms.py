"""Rooms with several people: who is answered, where the answer goes, and what happens when we are shown the door."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from data.tables.account import Conversation

both = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])


async def group(anna: Any, max_: Any, bot: Any, *, encrypted: bool = False) -> str:
    """A room of the three."""
    room: str = await anna.room_with(bot.id, max_.id, encrypted=encrypted, name="Dorfladen")
    await max_.client.join(room)
    await anna.joined(room, bot.id, max_.id)
    await anna.hears(room, bot.id, "antworte ich nur, wenn ich gemeint bin")
    await max_.until(lambda: room in max_.client.rooms)
    return room


def calling(bot: Any) -> dict[str, Any]:
    return {"m.mentions": {"user_ids": [bot.id]}}


@both
def test_in_a_group_only_who_speaks_to_us_is_answered_and_everybody_sees_whom(
    story: Any, people: Any, bots: Any, encrypted: bool
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna, people() as max_:
            room = await group(anna, max_, bot, encrypted=encrypted)
            await anna.say(room, "Max, kommst du heute?")
            await max_.say(room, "> <@x> Gemeinwerk\n\nJa, um acht.")
            name = bot.id.removeprefix("@").partition(":")[0]
            said = await anna.say(room, f"{name}: was kostet das?", **calling(bot))
            answer = await anna.hears(room, bot.id, "Gesagt: was kostet das?")
            assert answer.content["m.relates_to"]["m.in_reply_to"]["event_id"] == said
            assert answer.content["m.mentions"]["user_ids"] == [anna.id]
            await max_.say(room, "> <@g> Gesagt\n\nund wie lange dauert es?", **{
                "m.relates_to": {"m.in_reply_to": {"event_id": answer.id}}, "m.mentions": {},
            })  # fmt: skip
            await max_.hears(room, bot.id, "Gesagt: und wie lange dauert es?")
            await max_.say(room, "!hilfe")
            await max_.hears(room, bot.id, "Gesagt: /help")
            assert bot.core.heard == ["was kostet das?", "und wie lange dauert es?", "/help"]

    story(talk())


def test_an_old_program_that_only_writes_the_name_is_understood(story: Any, people: Any, bots: Any) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna, people() as max_:
            room = await group(anna, max_, bot)
            await anna.say(room, f"was macht {bot.id} hier")
            await anna.hears(room, bot.id, "Gesagt: was macht")

    story(talk())


@both
def test_an_answer_stays_in_the_thread_of_its_question(story: Any, people: Any, bots: Any, encrypted: bool) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna, people() as max_:
            room = await group(anna, max_, bot, encrypted=encrypted)
            root = await anna.say(room, "Thema Laden")
            thread = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True}
            await anna.say(room, "was kostet das?", **{"m.relates_to": thread, **calling(bot)})
            answer = await anna.hears(room, bot.id, "Gesagt: was kostet das?")
            assert answer.content["m.relates_to"]["event_id"] == root

    story(talk())


def test_two_bots_that_answer_each_other_fall_silent(story: Any, people: Any, bots: Any) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna, people() as robot:
            room = await group(anna, robot, bot)
            for sign in "abcdefghijklmnopqrst":
                await robot.say(room, f"mein Wort {sign * 3}", **calling(bot))
            await anna.say(room, "Ende", **calling(bot))
            await anna.hears(room, bot.id, "Gesagt: Ende")
            assert len(bot.core.heard) == 9

    story(talk())


def test_a_foreign_change_and_a_foreign_taking_back_touch_nothing(story: Any, people: Any, bots: Any) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna, people() as max_:
            room = await group(anna, max_, bot)
            first = await anna.say(room, "Dorfladen", **calling(bot))
            await anna.hears(room, bot.id, "Gesagt: Dorfladen")
            words = {"m.new_content": {"msgtype": "m.text", "body": "gekapert"}, **calling(bot)}
            await max_.say(
                room, "* gekapert", **{"m.relates_to": {"rel_type": "m.replace", "event_id": first}, **words}
            )
            await anna.say(room, "Ende", **calling(bot))
            await anna.hears(room, bot.id, "Gesagt: Ende")
            assert bot.core.heard == ["Dorfladen", "Ende"]
            assert not any("geändert" in shown.body for shown in anna.heard(room, bot.id))

    story(talk())


def test_a_private_room_into_which_another_person_comes_becomes_a_group(story: Any, people: Any, bots: Any) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna, people() as max_:
            room = await anna.room_with(bot.id)
            await anna.joined(room, bot.id)
            await anna.say(room, "nur unter uns")
            await anna.hears(room, bot.id, "Gesagt: nur unter uns")
            await anna.client.room_invite(room, max_.id)
            await anna.hears(room, bot.id, "antworte ich nur, wenn ich gemeint bin")
            with bot.database.read() as session:
                row = session.scalars(select(Conversation).where(Conversation.external_chat == room)).one()
                assert (row.kind, row.citizen_id, row.asked) == ("group", None, {})

    story(talk())


@both
def test_thrown_out_and_invited_again_we_read_nothing_from_before(
    story: Any, people: Any, bots: Any, encrypted: bool
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await anna.room_with(bot.id, encrypted=encrypted)
            await anna.joined(room, bot.id)
            await anna.say(room, "eins")
            await anna.hears(room, bot.id, "Gesagt: eins")
            await anna.client.room_kick(room, bot.id)
            await anna.until(lambda: bot.id not in anna.client.rooms[room].users)
            await anna.say(room, "zwei")
            await anna.client.room_invite(room, bot.id)
            await anna.joined(room, bot.id)
            await anna.say(room, "drei")
            await anna.hears(room, bot.id, "Gesagt: drei")
            assert bot.core.heard == ["eins", "drei"]

    story(talk())


def test_an_account_that_was_in_a_room_before_our_first_start_answers_nothing_old(
    story: Any, people: Any, bots: Any, bot_settings: Any
) -> None:
    async def talk() -> None:
        settings = bot_settings()
        async with people() as anna:
            async with bots(settings) as bot:
                room = await anna.room_with(bot.id)
                await anna.joined(room, bot.id)
                await anna.say(room, "damals")
                await anna.hears(room, bot.id, "Gesagt: damals")
            await anna.say(room, "unbeantwortet")
            async with bots(settings, name="empty") as bot:
                while not bot.channel.connected:
                    await anna.client.devices()
                await anna.say(room, "heute")
                await anna.hears(room, bot.id, "Gesagt: heute")
                assert bot.core.heard == ["heute"]

    story(talk())


def test_encryption_switched_on_later_is_kept_to_and_nothing_goes_out_in_plain_text(
    story: Any, people: Any, bots: Any
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await anna.room_with(bot.id)
            await anna.joined(room, bot.id)
            await anna.say(room, "offen")
            await anna.hears(room, bot.id, "Gesagt: offen")
            await anna.hears(room, bot.id, "Rechtsberatung")  # the notice below the first answer
            content = {"algorithm": "m.megolm.v1.aes-sha2"}
            switched = await anna.client.room_put_state(room, "m.room.encryption", content)
            await anna.until(lambda: anna.client.rooms[room].encrypted)
            await anna.until(lambda: not anna.client.should_query_keys)
            await anna.say(room, "verschlüsselt")
            answer = await anna.hears(room, bot.id, "Gesagt: verschlüsselt")
            assert answer.encrypted
            kinds = [(event["event_id"], event["type"]) for event in await anna.history(room)]
            after = kinds[[event_id for event_id, _ in kinds].index(switched.event_id) + 1 :]
            assert "m.room.message" not in [kind for _, kind in after]

    story(talk())
