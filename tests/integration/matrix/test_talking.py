"""People talk with the bot on a real homeserver, plain and encrypted: words, choices, files, taken back, changed."""

from __future__ import annotations

import io
from typing import Any

import pytest
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment
from sqlalchemy import select

from data.tables.files import File
from data.tables.messages import Inbox

both = pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])


async def together(anna: Any, bot: Any, *, encrypted: bool = False) -> str:
    """A room of these two."""
    room: str = await anna.room_with(bot.id, encrypted=encrypted)
    await anna.joined(room, bot.id)
    return room


@both
def test_who_invites_the_bot_and_speaks_is_answered_by_a_notice(
    story: Any, people: Any, bots: Any, encrypted: bool
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot, encrypted=encrypted)
            said = await anna.say(room, "Guten Tag")
            answer = await anna.hears(room, bot.id, "Gesagt: Guten Tag")
            assert answer.content["msgtype"] == "m.notice"
            assert answer.encrypted is encrypted
            assert "m.relates_to" not in answer.content
            await anna.until(lambda: said in anna.receipts and bot.id in anna.typing)

    story(talk())


@both
def test_a_choice_is_made_by_its_number_its_words_or_a_sign_below_it(
    story: Any, people: Any, bots: Any, encrypted: bool
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot, encrypted=encrypted)
            await anna.say(room, "wählen")
            shown = await anna.hears(room, bot.id, "Was wollen Sie?")
            assert "1 Kaufen\n2 Pachten" in shown.body
            assert "<strong>2</strong> Pachten" in shown.content["formatted_body"]
            await anna.say(room, "2")
            await anna.hears(room, bot.id, 'Gesagt: /pick{"id": "Pachten"}')
            sign = {"m.relates_to": {"rel_type": "m.annotation", "event_id": shown.id, "key": "1\ufe0f\u20e3"}}
            await anna.put(room, sign, "m.reaction")
            await anna.hears(room, bot.id, 'Gesagt: /pick{"id": "Kaufen"}')
            thumb = {"m.relates_to": {"rel_type": "m.annotation", "event_id": shown.id, "key": "👍"}}
            await anna.put(room, thumb, "m.reaction")
            await anna.say(room, "Ende")
            await anna.hears(room, bot.id, "Gesagt: Ende")
            assert len(bot.core.heard) == 4

    story(talk())


@both
def test_files_go_both_ways_byte_by_byte(story: Any, people: Any, bots: Any, encrypted: bool) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot, encrypted=encrypted)
            await anna.say(room, "Guten Tag")
            await anna.hears(room, bot.id, "Guten Tag")
            content, sent, secret = b"PK\x03\x04" + bytes(range(256)) * 200, b"", None
            sent, secret = encrypt_attachment(content) if encrypted else (content, None)
            uploaded, _ = await anna.client.upload(io.BytesIO(sent), content_type="x/y", filesize=len(sent))
            place = {"file": secret | {"url": uploaded.content_uri}} if secret else {"url": uploaded.content_uri}
            info = {"info": {"size": len(content), "mimetype": "application/x-test"}}
            await anna.put(room, {"msgtype": "m.file", "body": "../Größe.docx", **info, **place})
            await anna.hears(room, bot.id, "Gesagt: /upload")
            with bot.database.read() as session:
                file = session.scalars(select(File)).one()
                assert (file.name, file.size) == ("Größe.docx", len(content))
                assert bot.files.path(file).read_bytes() == content
            await anna.say(room, "datei")
            back = await anna.hears(room, bot.id, "Größe.docx")
            assert back.content["msgtype"] == "m.file"
            at = back.content["file"]["url"] if encrypted else back.content["url"]
            got = (await anna.client.download(at)).body
            if encrypted:
                keys = back.content["file"]
                got = decrypt_attachment(got, keys["key"]["k"], keys["hashes"]["sha256"], keys["iv"])
            assert got == content

    story(talk())


def test_a_file_that_is_too_large_or_not_there_is_answered_and_the_talk_goes_on(
    story: Any, people: Any, bots: Any
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot)
            huge = {"msgtype": "m.file", "body": "a.pdf", "url": "mxc://probe.example/x", "info": {"size": 10**9}}
            await anna.put(room, huge)
            await anna.hears(room, bot.id, "zu groß")
            for strange in ("mxc://probe.example/nothing", "https://example.org/x", "", 7):
                await anna.put(room, {"msgtype": "m.file", "body": "b.pdf", "url": strange})
            await anna.until(lambda: sum("nicht bei mir angekommen" in s.body for s in anna.heard(room, bot.id)) == 4)
            large = bytes(6 * 2**20)
            uploaded, _ = await anna.client.upload(io.BytesIO(large), content_type="x/y", filesize=len(large))
            await anna.put(room, {"msgtype": "m.file", "body": "c", "url": uploaded.content_uri, "info": {"size": 5}})
            await anna.until(lambda: sum("zu groß" in s.body for s in anna.heard(room, bot.id)) == 2)
            await anna.say(room, "weiter")
            await anna.hears(room, bot.id, "Gesagt: weiter")

    story(talk())


@both
def test_a_long_answer_comes_whole_in_parts(story: Any, people: Any, bots: Any, encrypted: bool) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot, encrypted=encrypted)
            await anna.say(room, "lang")
            await anna.until(lambda: sum(s.body.count("lang") for s in anna.heard(room, bot.id)) == 12_000)
            assert len([s for s in anna.heard(room, bot.id) if "lang" in s.body]) == 4

    story(talk())


@both
def test_a_changed_message_is_no_answer_and_the_newest_words_count_when_sent_anew(
    story: Any, people: Any, bots: Any, encrypted: bool
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot, encrypted=encrypted)
            first = await anna.say(room, "Dorfladen")
            await anna.hears(room, bot.id, "Gesagt: Dorfladen")
            new = {"m.new_content": {"msgtype": "m.text", "body": "!hilfe"}}
            edit = {"m.relates_to": {"rel_type": "m.replace", "event_id": first}} | new
            await anna.say(room, "* !hilfe", **edit)
            await anna.hears(room, bot.id, "frühere Nachricht geändert")
            await anna.say(room, "Ende")
            await anna.hears(room, bot.id, "Gesagt: Ende")
            assert bot.core.heard == ["Dorfladen", "Ende"]

    story(talk())


@both
def test_what_a_person_takes_back_is_gone_from_our_side_too(
    story: Any, people: Any, bots: Any, encrypted: bool
) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot, encrypted=encrypted)
            said = await anna.say(room, "mein Geheimnis")
            await anna.hears(room, bot.id, "mein Geheimnis")
            await anna.client.room_redact(room, said, "Tippfehler")
            await anna.hears(room, bot.id, "auch bei mir gelöscht")
            with bot.database.read() as session:
                assert session.scalar(select(Inbox.body).where(Inbox.network_id == said)) == {}

    story(talk())


def test_no_bot_is_answered_and_what_is_no_text_is_said_so(story: Any, people: Any, bots: Any) -> None:
    async def talk() -> None:
        async with bots() as bot, people() as anna:
            room = await together(anna, bot)
            await anna.put(room, {"msgtype": "m.notice", "body": "ich bin ein Bot"})
            for kind, words in (("m.audio", "Sprach"), ("m.image", "Bild"), ("m.location", "Standort")):
                await anna.put(
                    room, {"msgtype": kind, "body": "x", "url": "mxc://probe.example/x", "geo_uri": "geo:1,1"}
                )
                await anna.hears(room, bot.id, words)
            await anna.put(room, {"m.poll": {"question": {"m.text": "?"}}}, "m.poll.start")
            await anna.hears(room, bot.id, "Umfrage")
            await anna.put(room, {"body": "hihi", "url": "mxc://probe.example/x", "info": {}}, "m.sticker")
            await anna.hears(room, bot.id, "Sticker")
            assert bot.core.heard == []

    story(talk())
