"""What goes wrong on the way to Telegram and back: refusals, lost answers, blocked chats, updates that nobody knows."""

from __future__ import annotations

from typing import Any

import pytest
from emulator.people import Person, text_of
from emulator.world import ApiError, Fault, World
from sqlalchemy import func, select

from data.outbox import put
from data.reply import Say
from data.tables.account import ChannelAccount, Citizen, Conversation
from data.tables.messages import Outbox, SetAside

BAD_GATEWAY = ApiError(502, "Bad Gateway")


def said_to(world: World, chat: int) -> list[str]:
    return [text_of(message) for message in world.from_bot(chat)]


def known(erika: Person) -> None:
    """Erika has talked to the bot and read the notice."""
    erika.say("hallo")
    erika.hears("Datenschutz")


def test_polling_survives_errors_of_the_server(running: Any, erika: Person) -> None:
    known(erika)
    for error in (BAD_GATEWAY, ApiError(409, "Conflict"), ApiError(429, "Too Many Requests", retry_after=1)):
        running.world.faults.append(Fault("getUpdates", error))
        erika.say(f"nach {error.code}")
        erika.hears(f"nach {error.code}")


def test_a_message_in_between_a_second_poller_is_answered_once(running: Any, erika: Person) -> None:
    known(erika)
    running.world.faults.append(Fault("getUpdates", ApiError(409, "Conflict"), times=3))
    erika.say("noch da?")
    erika.hears("noch da?")
    assert said_to(running.world, erika.id).count("Gesagt: noch da?") == 1


def test_a_wrong_token_is_one_line_for_the_operator(
    running: Any, erika: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    known(erika)
    running.stop()
    right, running.world.token = running.world.token, "7000000001:revoked"
    running.start()
    erika.wait(lambda _: "telegram.token" in capsys.readouterr().out)
    running.stop()
    running.world.token = right
    erika.say("jetzt")
    running.start()
    erika.hears("Gesagt: jetzt")


def test_too_many_requests_are_waited_for_and_nothing_is_lost(running: Any, erika: Person) -> None:
    known(erika)
    running.world.per_chat_limit = 2
    words = ["Freibad", "Kino", "Schule", "Bahnhof", "Laden", "Kirche"]
    for word in words:
        erika.say(word)
    erika.hears("Kirche")
    assert said_to(running.world, erika.id)[2:] == [f"Gesagt: {word}" for word in words]


def test_an_answer_that_got_lost_comes_again_and_says_so(running: Any, erika: Person) -> None:
    known(erika)
    running.world.faults.append(Fault("sendMessage", lost=True))
    erika.say("verloren")
    erika.hears(r"\(wiederholt\)\n\nGesagt: verloren")
    assert said_to(running.world, erika.id)[2:] == ["Gesagt: verloren", "(wiederholt)\n\nGesagt: verloren"]


def test_who_blocked_us_gets_nothing_more_until_they_write_again(running: Any, erika: Person) -> None:
    known(erika)
    erika.block()
    conversation = waits_closed(running, erika, closed=True)
    calls = len(running.world.calls)
    with running.database.write() as session:
        for number in range(3):
            row = put(
                session,
                key=f"notice.{number}",
                conversation_id=conversation,
                say=Say(say="utter_help"),
                now=running.now(),
            )
            assert row is not None
            row.text = f"Hinweis {number}"
    other = Person(running.world, 12, "Max")
    other.say("hallo")
    other.hears("Datenschutz")
    assert [m for m, p in running.world.calls[calls:] if str(p.get("chat_id")) == "11"] == []
    erika.unblock()
    erika.say("wieder da")
    erika.hears("wieder da")
    assert said_to(running.world, erika.id)[-4:] == ["Hinweis 0", "Hinweis 1", "Hinweis 2", "Gesagt: wieder da"]


def test_a_block_that_we_learn_of_by_sending_is_a_dead_letter_with_its_reason(running: Any, erika: Person) -> None:
    known(erika)
    running.world.closed[erika.id] = "Forbidden: bot was blocked by the user"
    erika.say("hört ihr mich?")
    waits_closed(running, erika, closed=True)
    with running.database.read() as session:
        row = session.scalars(select(Outbox).where(Outbox.state == "dead")).one()
        assert "blocked by the user" in (row.reason or "")


def waits_closed(running: Any, person: Person, *, closed: bool) -> int:
    def found(_said: Any) -> int | None:
        with running.database.read() as session:
            row = session.scalars(select(Conversation).where(Conversation.external_chat == str(person.id))).one()
            return row.id if (row.closed_at is not None) is closed else None

    number: int = person.wait(found)
    return number


def test_what_telegram_refuses_is_dead_and_the_next_message_goes_out(running: Any, erika: Person) -> None:
    known(erika)
    running.world.faults.append(Fault("sendMessage", ApiError(400, "Bad Request: can't parse entities")))
    erika.say("unmöglich")
    erika.say("möglich")
    erika.hears("Gesagt: möglich")
    assert "Gesagt: unmöglich" not in said_to(running.world, erika.id)


def private(number: int, **content: Any) -> dict[str, Any]:
    chat = {"id": 11, "type": "private", "first_name": "Erika"}
    sender = {"id": 11, "is_bot": False, "first_name": "Erika"}
    return {"message_id": number, "from": sender, "chat": chat, "date": 1803600001, **content}


STRANGE: list[dict[str, Any]] = [
    {"wholly_new_update": {"id": "abc", "payload": {"type": "unknown"}}},
    {"message": private(901)},
    {"message_reaction": {"chat": {"id": 11, "type": "private"}, "message_id": 1, "date": 1, "new_reaction": [{}]}},
    {"poll": {"id": "1", "question": "?", "options": [], "type": "ranked"}},
    {"message": {"message_id": 902}},
    {"message": None},
    {"message": "text"},
    {"callback_query": {"id": "1", "from": {"id": 11, "is_bot": False, "first_name": "E"}, "chat_instance": "1"}},
    {"my_chat_member": {"chat": {"id": 11, "type": "private"}, "date": 1}},
    {},
]


def test_updates_that_nobody_knows_are_set_aside_once_and_stop_nothing(running: Any, erika: Person) -> None:
    known(erika)
    first = private(
        900, text="hallo davor", brand_new={"deep": [1]}, entities=[{"type": "shiny", "offset": 0, "length": 5}]
    )
    batch = [{"message": first}, *STRANGE, {"message": private(999, text="hallo danach")}]
    updates = [{"update_id": 2_000_000 + number, **content} for number, content in enumerate(batch)]
    for _ in range(2):  # delivered, then delivered again
        for update in updates:
            running.world.inject(update)
        erika.hears("Gesagt: hallo danach")
        erika.wait(lambda _: not running.world.updates)
        running.stop()
        running.start()
    assert said_to(running.world, erika.id)[2:] == ["Gesagt: hallo davor", "Gesagt: hallo danach"]
    with running.database.read() as session:
        assert session.scalar(select(func.count()).select_from(SetAside)) == len(STRANGE)
        assert all("hallo" not in reason for reason in session.scalars(select(SetAside.reason)))


def test_a_changed_message_is_neither_an_answer_nor_a_command(running: Any, erika: Person) -> None:
    known(erika)
    message = erika.say("Dorfladen Musterhausen eG")
    erika.hears("Dorfladen Musterhausen")
    erika.edit(message, "/loeschen")
    erika.hears("als neue Nachricht")
    erika.edit(message, "Dorfladen Mustertal eG")
    erika.say("und weiter")
    erika.hears("und weiter")
    assert running.core.heard == ["hallo", "Dorfladen Musterhausen eG", "und weiter"]


def test_a_change_without_other_words_and_one_of_an_unknown_message_are_nothing(running: Any, erika: Person) -> None:
    known(erika)
    message = erika.say("Freibad")
    erika.hears("Freibad")
    erika.edit(message, "Freibad")
    erika.edit(erika.world.message(erika.id, erika.user, text="vor langer Zeit"), "jetzt")
    erika.say("Ende")
    erika.hears("Ende")
    assert said_to(running.world, erika.id)[2:] == ["Gesagt: Freibad", "Gesagt: Ende"]


ATTACHMENTS = [
    ("voice", {"file_id": "v", "file_unique_id": "vu", "duration": 9}, "Sprachnachricht"),
    ("location", {"latitude": 51.05, "longitude": 13.74}, "Standort"),
    ("contact", {"phone_number": "+493023125101", "first_name": "Max", "user_id": 12}, "Kontaktkarte"),
    ("video_note", {"file_id": "n", "file_unique_id": "nu", "length": 240, "duration": 4}, "Videos"),
    ("dice", {"emoji": "🎲", "value": 3}, "Sticker"),
    ("photo", [{"file_id": "p", "file_unique_id": "pu", "width": 9, "height": 9}], "Bilder"),
]


@pytest.mark.parametrize(("kind", "content", "answer"), ATTACHMENTS, ids=[kind for kind, _, _ in ATTACHMENTS])
def test_what_is_no_text_is_answered_with_a_sentence(
    running: Any, erika: Person, kind: str, content: Any, answer: str
) -> None:
    erika.send(**{kind: content})
    erika.hears(answer)
    erika.say("und, angekommen?")
    erika.hears("Gesagt: und, angekommen")
    with running.database.read() as session:
        assert session.scalar(select(func.count()).select_from(ChannelAccount)) == 1
        assert session.scalar(select(func.count()).select_from(Citizen)) == 1


def test_a_heap_of_pictures_is_answered_once(running: Any, erika: Person) -> None:
    known(erika)
    picture = [{"file_id": "p", "file_unique_id": "pu", "width": 9, "height": 9}]
    for _ in range(8):
        erika.send(photo=picture, media_group_id="album1")
    for _ in range(8):
        erika.send(photo=picture)
    erika.say("fertig")
    erika.hears("fertig")
    assert len([text for text in said_to(running.world, erika.id) if "Bilder" in text]) == 1


def test_words_below_a_picture_are_read(erika: Person) -> None:
    erika.send(photo=[{"file_id": "p", "file_unique_id": "pu", "width": 9, "height": 9}], caption="unser Freibad")
    erika.hears("Bilder")
    erika.hears("Gesagt: unser Freibad")
