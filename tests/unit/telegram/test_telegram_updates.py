"""What an update means: to whom it belongs, what it says, and that nothing whatever makes it raise."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.addressing import Me
from bot.channels.telegram.meanings import Edited, Membership, Moved, Nameless, NotForUs, Pressed, Said, Strange
from bot.channels.telegram.updates import meaning_of

ME = Me(7000000001, "gemeinwerk_probe_bot")
ERIKA = {"id": 11, "is_bot": False, "first_name": "Erika"}
PRIVATE = {"id": 11, "type": "private", "first_name": "Erika"}
GROUP = {"id": -100500, "type": "group", "title": "Dorfladen"}
OURS = {"id": ME.id, "is_bot": True, "first_name": "Gemeinwerk", "username": ME.username}
MENTION = [{"type": "mention", "offset": 0, "length": 21}]


def message(chat: dict[str, Any] = PRIVATE, sender: dict[str, Any] = ERIKA, **content: Any) -> dict[str, Any]:
    return {"message_id": 20, "date": 1803600020, "chat": chat, "from": sender, **content}


def meaning(**content: Any) -> Any:
    return meaning_of({"update_id": 9101, **content}, ME)


def said(**content: Any) -> Said:
    found = meaning(message=message(**content))
    assert isinstance(found, Said)
    return found


def test_words_in_private_have_an_id_that_no_other_bot_gives() -> None:
    found = said(text="hallo").incoming
    assert (found.network_id, found.sender, found.chat, found.text, found.group) == (
        "7000000001.11.20", "11", "11", "hallo", False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "more", "words"),
    [
        ("@gemeinwerk_probe_bot was kostet das?", {"entities": MENTION}, "was kostet das?"),
        ("@Gemeinwerk_Probe_Bot: ja", {"entities": MENTION}, "ja"),
        ("und nun?", {"reply_to_message": message(GROUP, OURS, text="Frage")}, "und nun?"),
        ("/hilfe", {}, "/hilfe"),
        ("/hilfe@gemeinwerk_probe_bot jetzt", {}, "/hilfe jetzt"),
        ("/Freigeben@GEMEINWERK_probe_bot P12", {}, "/Freigeben P12"),
    ],
)
def test_in_a_group_we_hear_what_is_meant_for_us(text: str, more: dict[str, Any], words: str) -> None:
    found = said(chat=GROUP, text=text, **more).incoming
    assert (found.text, found.group) == (words, True)
    assert found.private_link == "https://t.me/gemeinwerk_probe_bot?start=weiter"


@pytest.mark.parametrize("text", ["Treffen um acht?", "/hilfe@anderer_bot", "wir fragen gemeinwerk_probe_bot morgen"])
def test_in_a_group_the_rest_is_not_for_us(text: str) -> None:
    assert meaning(message=message(GROUP, text=text)) == NotForUs()


@pytest.mark.parametrize("sender", [1087968824, 136817688, 777000])
def test_ids_that_many_share_are_nobody(sender: int) -> None:
    nobody = {"id": sender, "is_bot": sender != 777000, "first_name": "Group"}
    found = meaning(message=message(GROUP, nobody, sender_chat=GROUP, text="/freigeben P12"))
    assert isinstance(found, Nameless)
    forwarded = message(GROUP, nobody, sender_chat=GROUP, text="/freigeben P12", is_automatic_forward=True)
    assert meaning(message=forwarded) == NotForUs()


def test_five_taps_have_one_id_and_each_person_their_own() -> None:
    def tap(query: str, sender: int) -> Pressed:
        by = {**ERIKA, "id": sender}
        found = meaning(
            callback_query={
                "id": query, "from": by, "chat_instance": "5", "data": "abc", "message": message(GROUP, OURS, text="?"),
            }
        )  # fmt: skip
        assert isinstance(found, Pressed)
        return found

    assert tap("1", 11).incoming.network_id == tap("2", 11).incoming.network_id
    assert tap("1", 11).incoming.network_id != tap("1", 12).incoming.network_id


def test_a_change_keeps_its_words_out_of_the_inbox() -> None:
    found = meaning(edited_message=message(text="/loeschen", edit_date=1803600090))
    assert isinstance(found, Edited)
    assert (found.before, found.text, found.incoming.text, found.incoming.attachment) == (
        "7000000001.11.20", "/loeschen", "", "edited",
    )  # fmt: skip


def test_pictures_of_one_album_are_one_message_and_its_documents_are_not() -> None:
    photo = [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9}]
    assert said(photo=photo, media_group_id="7").incoming.network_id == "7000000001.11.album7"
    document = {"file_id": "d", "file_unique_id": "u"}
    assert said(document=document, media_group_id="7").incoming.network_id == "7000000001.11.20"


def test_both_messages_about_a_move_say_the_same() -> None:
    moved = Moved("-100500", "-1001230000100")
    new = {"id": -1001230000100, "type": "supergroup", "title": "Dorfladen"}
    assert meaning(message=message(GROUP, migrate_to_chat_id=-1001230000100)) == moved
    assert meaning(message=message(new, migrate_from_chat_id=-100500)) == moved


@pytest.mark.parametrize(("status", "open_"), [("member", True), ("kicked", False), ("left", False)])
def test_blocked_and_let_in_again(status: str, open_: bool) -> None:
    def member(state: str) -> dict[str, Any]:
        return {"status": state, "user": OURS} | ({"until_date": 0} if state == "kicked" else {})

    change = {
        "chat": PRIVATE, "from": ERIKA, "date": 1803600020,
        "old_chat_member": member("member"), "new_chat_member": member(status),
    }  # fmt: skip
    assert meaning(my_chat_member=change) == Membership("11", group=False, open=open_)


def test_a_forum_topic_is_kept() -> None:
    found = said(chat={**GROUP, "type": "supergroup"}, text="/hilfe", message_thread_id=7, is_topic_message=True)
    assert found.incoming.thread == "7"


def test_service_messages_are_nothing_and_the_unknown_is_strange_without_its_content() -> None:
    assert meaning(message=message(GROUP, new_chat_title="Neu")) == NotForUs()
    found = meaning(wholly_new_update={"text": "geheim"})
    assert found == Strange("wholly_new_update")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = st.sampled_from(["message_id", "date", "chat", "from", "text", "photo", "document", "entities", "sender_chat"])


@given(
    kind=st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member", "poll", "new"]),
    content=st.dictionaries(FIELDS, json_values, max_size=5) | json_values,
    whole=st.booleans(),
)
def test_nothing_whatever_makes_it_raise(kind: str, content: Any, whole: bool) -> None:
    mixed = {**message(text="x"), **content} if whole and isinstance(content, dict) else content
    meaning(**{kind: mixed})
