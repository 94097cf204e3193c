"""People talk with the bot on a real homeserver, plain and encrypted: words, choices, files, rooms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
def test_a_person_invites_the_bot_and_is_answered(
    story: Any, people: Any, bots: Callable[..., Any], encrypted: bool
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await anna.room_with(bot.id, encrypted=encrypted)
            await anna.joined(room, bot.id)
            await anna.say(room, "Guten Tag")
            answer = await anna.hears(room, bot.id, "Gesagt: Guten Tag")
            assert answer.content["msgtype"] == "m.notice"
            assert answer.encrypted is encrypted

    story(talk())
