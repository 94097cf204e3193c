"""Nothing is lost, nothing said twice: restarts of ours and theirs, absence, late keys, refusals, a revoked token."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from datetime import timedelta
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from data.clock import system_now
from data.tables.matrix import MatrixHeld
from data.tables.messages import Inbox, Outbox

both = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])


async def together(anna: Any, bot: Any, *, encrypted: bool = False) -> str:
    room: str = await anna.room_with(bot.id, encrypted=encrypted)
    await anna.joined(room, bot.id)
    return room


def answers(anna: Any, bot: Any, room: str) -> Counter[str]:
    """What was answered, how often."""
    return Counter(shown.body for shown in anna.heard(room, bot.id) if shown.body.startswith("Gesagt"))


@both
def test_what_was_said_while_we_were_down_is_answered_once_and_in_order(
    story: Any, people: Any, bots: Any, bot_settings: Any, encrypted: bool
) -> None:
    async def talk() -> None:
        settings = bot_settings()
        async with people() as anna:
            async with bots(settings) as bot:
                room = await together(anna, bot, encrypted=encrypted)
                await anna.say(room, "davor")
                await anna.hears(room, bot.id, "Gesagt: davor")
            said = [f"Wort {sign}{other}" for sign in "abcdefghijklmno" for other in "xyzuvwr"]  # more than a page
            for words in said:
                await anna.say(room, words)
            async with bots(settings) as bot:
                await anna.hears(room, bot.id, f"Gesagt: {said[-1]}")
                assert bot.core.heard == said
                assert set(answers(anna, bot, room).values()) == {1}

    story(talk())


def test_what_was_said_days_ago_is_answered_with_its_day(story: Any, people: Any, bots: Any, bot_settings: Any) -> None:
    async def talk() -> None:
        settings = bot_settings()
        async with people() as anna:
            async with bots(settings) as bot:
                room = await together(anna, bot)
                await anna.say(room, "davor")
                await anna.hears(room, bot.id, "Gesagt: davor")
            await anna.say(room, "dazwischen")
            async with bots(settings, now=lambda: system_now() + timedelta(days=5)) as bot:
                await anna.hears(room, bot.id, "lese ich erst jetzt")
                await anna.hears(room, bot.id, "Gesagt: dazwischen")

    story(talk())


def test_a_bot_that_only_restarts_says_nothing_again(story: Any, people: Any, bots: Any, bot_settings: Any) -> None:
    async def talk() -> None:
        settings = bot_settings()
        async with people() as anna:
            for _ in range(3):
                async with bots(settings) as bot:
                    if not anna.client.rooms:
                        room = await together(anna, bot)
                        await anna.say(room, "einmal")
                    await anna.hears(room, bot.id, "Gesagt: einmal")
                    while not bot.channel.connected:
                        await asyncio.sleep(0.02)
            assert answers(anna, bot, room) == {"Gesagt: einmal": 1}

    story(talk())


def test_a_row_that_is_sent_again_is_one_event(story: Any, people: Any, bots: Any) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot)
            await anna.say(room, "einmal")
            await anna.hears(room, bot.id, "Gesagt: einmal")
            with bot.database.write() as session:  # as after a crash between the network and our note of it
                for row in session.scalars(select(Outbox)):
                    row.state, row.network_id = "new", None
            while any(row.state == "new" for row in _rows(bot)):
                await asyncio.sleep(0.02)
            await anna.say(room, "Ende")
            await anna.hears(room, bot.id, "Gesagt: Ende")
            assert answers(anna, bot, room)["Gesagt: einmal"] == 1

    story(talk())


def _rows(bot: Any) -> list[Outbox]:
    with bot.database.read() as session:
        return list(session.scalars(select(Outbox)))


def test_the_homeserver_goes_away_and_comes_back(
    story: Any, people: Any, bots: Any, bot_settings: Any, own_synapse: Any
) -> None:
    async def talk() -> None:
        synapse = own_synapse()
        server = synapse.start()
        try:
            async with bots(bot_settings(server)) as bot, people(server) as anna:
                room = await together(anna, bot)
                await anna.say(room, "davor")
                await anna.hears(room, bot.id, "Gesagt: davor")
                server.process.kill()
                server.process.wait()
                server = synapse.start()
                await anna.say(room, "danach")
                await anna.hears(room, bot.id, "Gesagt: danach")
                assert set(answers(anna, bot, room).values()) == {1}
        finally:
            server.process.kill()
            server.process.wait()

    story(talk())


def test_a_strict_homeserver_only_slows_us_down(
    story: Any, people: Any, bots: Any, bot_settings: Any, own_synapse: Any
) -> None:
    async def talk() -> None:
        server = own_synapse(limited=True).start()
        try:
            async with bots(bot_settings(server)) as bot, people(server) as anna:
                room = await together(anna, bot)
                await anna.say(room, "lang")  # with the notice five events
                await anna.say(room, "lang lang")
                for sign in "abcdef":
                    await anna.say(room, f"Wort {sign}")
                await anna.hears(room, bot.id, "Gesagt: Wort f")
                assert set(answers(anna, bot, room).values()) == {1}
                dead = [row.reason for row in _rows(bot) if row.state == "dead"]
                assert dead == []
        finally:
            server.process.kill()
            server.process.wait()

    story(talk())


def test_a_revoked_token_stops_us_with_one_clear_line(
    story: Any, people: Any, bots: Any, homeserver: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot)
            await anna.say(room, "davor")
            await anna.hears(room, bot.id, "Gesagt: davor")
            token = json.loads((bot.folder / "matrix/session.json").read_text())["access_token"]
            headers = {"Authorization": f"Bearer {token}"}
            httpx.post(f"{homeserver.url}/_matrix/client/v3/logout", headers=headers, trust_env=False)
            async with asyncio.timeout(60):
                await bot.channel._task
            assert not bot.channel.connected

    story(talk())
    lines = [line for line in capsys.readouterr().out.splitlines() if "matrix_stopped" in line]
    assert len(lines) == 1
    assert "does not let us in any more" in lines[0]


def test_a_new_login_after_that_goes_on_where_the_old_one_stopped_with_the_same_identity(
    story: Any, people: Any, bots: Any, bot_settings: Any, homeserver: Any
) -> None:
    def identity(anna: Any, bot: Any) -> Any:
        headers = {"Authorization": f"Bearer {anna.client.access_token}"}
        asked = {"device_keys": {bot.id: []}}
        address = f"{homeserver.url}/_matrix/client/v3/keys/query"
        return httpx.post(address, json=asked, headers=headers, trust_env=False).json()["master_keys"][bot.id]["keys"]

    async def talk() -> None:
        settings = bot_settings()
        async with people() as anna:
            async with bots(settings) as bot:
                room = await together(anna, bot)
                await anna.say(room, "davor")
                await anna.hears(room, bot.id, "Gesagt: davor")
                before = await asyncio.to_thread(identity, anna, bot)
            await anna.say(room, "dazwischen")
            (bot.folder / "matrix/session.json").unlink()
            async with bots(settings) as bot:
                await anna.hears(room, bot.id, "Gesagt: dazwischen")
                assert bot.core.heard == ["dazwischen"]
                while not bot.channel._live._signed:
                    await asyncio.sleep(0.02)
                assert await asyncio.to_thread(identity, anna, bot) == before

    story(talk())


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"password": SecretStr("falsch")}, "check matrix.user_id and matrix.password"),
        ({"password": SecretStr(""), "access_token": SecretStr("syt_falsch")}, "matrix.access_token was refused"),
        ({"password": SecretStr("")}, "set matrix.password or matrix.access_token"),
        ({"pickle_key": SecretStr("")}, "set matrix.pickle_key"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line_and_the_app_goes_on(
    story: Any, bots: Any, bot_settings: Any, capsys: pytest.CaptureFixture[str], wrong: dict[str, Any], words: str
) -> None:
    async def start() -> None:
        async with bots(bot_settings().model_copy(update=wrong)) as bot, asyncio.timeout(60):
            await bot.channel._task

    story(start())
    assert words in capsys.readouterr().out


def test_another_pickle_key_and_a_lost_store_are_told_apart(
    story: Any, bots: Any, bot_settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    async def start() -> None:
        settings = bot_settings()
        async with bots(settings) as bot:
            while not bot.channel.connected or not bot.channel._live._signed:
                await asyncio.sleep(0.02)
        async with bots(settings.model_copy(update={"pickle_key": SecretStr("x")})) as bot, asyncio.timeout(60):
            await bot.channel._task
        for file in (bot.folder / "matrix/store").iterdir():
            file.unlink()
        async with bots(settings) as bot, asyncio.timeout(60):
            await bot.channel._task

    story(start())
    lines = [line for line in capsys.readouterr().out.splitlines() if "matrix_stopped" in line]
    assert "matrix.pickle_key is not the one" in lines[0]
    assert "the store of keys was lost" in lines[1]


def test_a_message_whose_key_comes_late_is_answered_then(story: Any, people: Any, bots: Any) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot, encrypted=True)
            keys = _hold_keys_back(anna.client)
            said = await anna.say(room, "spät lesbar")
            async with asyncio.timeout(60):
                while not _held(bot):
                    await asyncio.sleep(0.02)
            assert _held(bot) == [said]
            await keys()
            await anna.hears(room, bot.id, "Gesagt: spät lesbar")
            assert _held(bot) == []

    story(talk())


def test_who_sent_no_key_is_asked_to_repeat_after_five_minutes(story: Any, people: Any, bots: Any) -> None:
    async def talk() -> None:
        later = [timedelta()]
        async with bots(now=lambda: system_now() + later[0]) as bot, people() as anna:
            room = await together(anna, bot, encrypted=True)
            _hold_keys_back(anna.client)
            said = await anna.say(room, "nie lesbar")
            async with asyncio.timeout(60):
                while not _held(bot):
                    await asyncio.sleep(0.02)
            later[0] = timedelta(minutes=6)
            await anna.client.room_put_state(room, "m.room.topic", {"topic": "x"})  # wakes the reading
            answer = await anna.hears(room, bot.id, "Bitte schreiben Sie die Nachricht noch einmal")
            assert answer
            assert _held(bot) == []
            with bot.database.read() as session:
                assert session.scalar(select(Inbox.state).where(Inbox.network_id == said)) == "done"

    story(talk())


def _held(bot: Any) -> list[str]:
    with bot.database.read() as session:
        return list(session.scalars(select(MatrixHeld.event_id)))


def _hold_keys_back(client: Any) -> Any:
    """Messages go out, their keys do not; gives what sends the keys at last."""
    share, shared = client.olm.share_group_session_parallel, []

    def withheld(*arguments: Any, **more: Any) -> Any:
        shared.extend(share(*arguments, **more))
        return iter(())

    client.olm.share_group_session_parallel = withheld

    async def release() -> None:
        for _, content in shared:
            body = json.dumps(content)
            answer = await client.send(
                "PUT", f"/_matrix/client/v3/sendToDevice/m.room.encrypted/late{id(content)}", data=body,
                headers={"Authorization": f"Bearer {client.access_token}", "Content-Type": "application/json"},
            )  # fmt: skip
            assert answer.status == 200

    return release
