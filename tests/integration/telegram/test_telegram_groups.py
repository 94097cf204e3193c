"""Groups on Telegram: silent unless spoken to, no rights for the nameless, one conversation through a move."""

from __future__ import annotations

from typing import Any

import pytest
from emulator.people import Person, group, migrate, text_of
from emulator.world import BOT_ID, World
from sqlalchemy import select

from data.outbox import put
from data.reply import Say
from data.tables.account import ChannelAccount, Citizen, Conversation, Role

GROUP, SUPERGROUP = -100500, -1001230000100
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
OTHER_BOT = {"id": 555, "is_bot": True, "first_name": "Anderer", "username": "anderer_bot"}


@pytest.fixture
def village(running: Any) -> int:
    """A group in which the bot is, as an administrator so that it hears everything."""
    return group(running.world, GROUP)


def said_in(world: World, chat: int) -> list[str]:
    return [text_of(message) for message in world.from_bot(chat)]


def heard_all(world: World, chat: int, sender: dict[str, Any], **content: Any) -> None:
    """A message that reaches the bot whatever the privacy mode says."""
    world.update(message=world.message(chat, sender, **content))


def test_talk_among_people_is_neither_answered_nor_kept(running: Any, erika: Person, village: int) -> None:
    heard_all(running.world, village, erika.user, text="Treffen wir uns um acht?")
    heard_all(running.world, village, erika.user, sticker={
        "file_id": "s", "file_unique_id": "su", "type": "regular", "width": 9, "height": 9, "is_animated": False,
        "is_video": False,
    })  # fmt: skip
    erika.say("hallo @gemeinwerk_probe_bot", village)
    erika.hears("Gesagt: hallo$", village)
    assert running.core.heard == ["hallo"]


def test_mention_reply_and_command_are_answered(running: Any, erika: Person, village: int) -> None:
    erika.say("@gemeinwerk_probe_bot was kostet das?", village)
    answer = erika.hears("Gesagt: was kostet das", village)
    erika.say("und wie lange dauert es?", village, reply_to_message=dict(answer))
    erika.hears("wie lange dauert es", village)
    erika.say("/hilfe@gemeinwerk_probe_bot", village)
    erika.hears("Gesagt: /help", village)
    erika.say("/Hilfe", village)
    erika.wait(lambda _: running.core.heard.count("/help") == 2)


def test_a_command_for_another_bot_and_other_bots_are_met_with_silence(
    running: Any, erika: Person, village: int
) -> None:
    world = running.world
    heard_all(world, village, erika.user, text="/hilfe@anderer_bot")
    heard_all(world, village, OTHER_BOT, text="@gemeinwerk_probe_bot hallo", entities=[
        {"type": "mention", "offset": 0, "length": 21},
    ])  # fmt: skip
    erika.say("/hilfe", village)
    erika.hears("/help", village)
    assert running.core.heard == ["/help"]


def test_nobody_in_particular_has_no_rights_and_no_row(running: Any, erika: Person, village: int) -> None:
    world = running.world
    chat = world.chats[village]
    heard_all(world, village, ANONYMOUS, sender_chat=chat, text="/hilfe")
    erika.hears("nicht anonym", village)
    telegram = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
    paper = {"id": -1009990000001, "type": "channel", "title": "Gemeindeblatt"}
    heard_all(world, village, telegram, sender_chat=paper, is_automatic_forward=True, text="/hilfe")
    erika.say("/hilfe", village)
    erika.hears("/help", village)
    assert running.core.heard == ["/help"]
    with running.database.read() as session:
        assert list(session.scalars(select(ChannelAccount.external_id))) == [str(erika.id)]


def test_a_button_in_a_group_counts_for_whoever_pressed_it(running: Any, erika: Person, village: int) -> None:
    erika.say("wählen @gemeinwerk_probe_bot", village)
    erika.hears("Wählen", village)
    max_ = Person(running.world, 12, "Max")
    max_.tap("Pachten", village)
    max_.hears('"b"', village)
    with running.database.read() as session:
        assert set(session.scalars(select(ChannelAccount.external_id))) == {"11", "12"}
        assert session.scalars(select(Role)).all() == []


@pytest.mark.parametrize("new_number_first", [False, True])
def test_a_group_that_becomes_a_supergroup_stays_one_conversation(
    running: Any, erika: Person, village: int, new_number_first: bool
) -> None:
    erika.say("/hilfe", village)
    erika.hears("/help", village)
    with running.database.write() as session:
        conversation = session.scalars(select(Conversation)).one()
        conversation.asked = {"topic": "legal_form"}
        number = conversation.id
    if new_number_first:
        group(running.world, SUPERGROUP, kind="supergroup")
        running.world.update(my_chat_member=membership(running.world, SUPERGROUP, erika))
    migrate(running.world, village, SUPERGROUP, erika)
    Person(running.world, 12, "Max").say("weiter mit der Gründung @gemeinwerk_probe_bot", SUPERGROUP)
    erika.hears("weiter mit der Gründung", SUPERGROUP)
    assert not any("Ich bin Gemeinwerk" in text for text in said_in(running.world, SUPERGROUP))
    with running.database.read() as session:
        rows = session.scalars(select(Conversation)).all()
        assert [(row.id, row.external_chat, row.asked) for row in rows] == [
            (number, str(SUPERGROUP), {"topic": "legal_form"})
        ]


def test_a_notice_planned_before_the_move_arrives_under_the_new_number(
    running: Any, erika: Person, village: int
) -> None:
    erika.say("/hilfe", village)
    erika.hears("/help", village)
    world = running.world
    group(world, SUPERGROUP, kind="supergroup")
    world.migrated[village] = SUPERGROUP  # nobody has told us yet
    with running.database.write() as session:
        conversation = session.scalars(select(Conversation)).one()
        say = Say(say="utter_help")
        row = put(session, key="planned", conversation_id=conversation.id, say=say, now=running.now())
        assert row is not None
        row.text = "Morgen ist Versammlung."
    erika.hears("Versammlung", SUPERGROUP)
    with running.database.read() as session:
        assert session.scalars(select(Conversation.external_chat)).all() == [str(SUPERGROUP)]


def membership(world: World, chat: int, by: Person, status: str = "member") -> dict[str, Any]:
    return {
        "chat": world.chats[chat], "from": by.user, "date": 1803600001,
        "old_chat_member": {"status": "left", "user": world.bot_user()},
        "new_chat_member": {"status": status, "user": world.bot_user()},
    }  # fmt: skip


def test_we_introduce_ourselves_to_a_group_once_for_ever(running: Any, erika: Person, village: int) -> None:
    world = running.world
    for status in ("member", "left", "member"):
        world.update(my_chat_member=membership(world, village, erika, status))
    erika.hears("nur, wenn ich gemeint bin", village)
    erika.say("/hilfe", village)
    erika.hears("/help", village)
    assert len([text for text in said_in(world, village) if "Ich bin Gemeinwerk" in text]) == 1


def test_a_group_that_threw_us_out_gets_nothing_more(running: Any, erika: Person, village: int) -> None:
    world = running.world
    erika.say("/hilfe", village)
    erika.hears("/help", village)
    world.update(my_chat_member=membership(world, village, erika, "kicked") | {"new_chat_member": {
        "status": "kicked", "user": world.bot_user(), "until_date": 0,
    }})  # fmt: skip

    def closed(_said: Any) -> bool:
        with running.database.read() as session:
            return session.scalars(select(Conversation)).one().closed_at is not None

    erika.wait(closed)


def test_a_forum_topic_is_answered_in_the_topic(running: Any, erika: Person, village: int) -> None:
    erika.say("/hilfe", village, message_thread_id=77, is_topic_message=True)
    assert erika.hears("/help", village)["message_thread_id"] == 77
    assert running.world.bot_user()["id"] == BOT_ID


def test_an_unaddressed_change_or_file_in_a_group_is_not_ours(running: Any, erika: Person, village: int) -> None:
    message = running.world.message(village, erika.user, text="alt")
    erika.edit(message, "neu")
    erika.send_file("liste.csv", b"a;b", village)
    erika.say("/hilfe", village)
    erika.hears("/help", village)
    with running.database.read() as session:
        assert len(session.scalars(select(Citizen)).all()) == 1
    assert running.core.heard == ["/help"]
