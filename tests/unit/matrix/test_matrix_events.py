"""What an event means: words without the quote, who is named, where it belongs; any shape of it is survived."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.matrix.events import Edit, Locked, Message, Reaction, Redaction, own_words, read

OWN = "@gemeinwerk:probe.example"


def event(content: Any, kind: str = "m.room.message", **more: Any) -> dict[str, Any]:
    head = {"type": kind, "event_id": "$1", "sender": "@anna:probe.example", "origin_server_ts": 1}
    return {**head, "content": content, **more}


def said(body: str, **more: Any) -> Message:
    meant = read(event({"msgtype": "m.text", "body": body, **more}))
    assert isinstance(meant, Message)
    return meant


def test_the_quote_of_a_reply_is_not_what_the_person_says() -> None:
    body = f"> <{OWN}> Wie soll die Genossenschaft heißen?\n> Ein Vorschlag genügt.\n\nDorfladen Musterhausen eG"
    meant = said(body, **{"m.relates_to": {"m.in_reply_to": {"event_id": "$q1"}}, "m.mentions": {"user_ids": [OWN]}})
    assert (meant.text, meant.replies_to, meant.mentions) == ("Dorfladen Musterhausen eG", "$q1", {OWN})
    assert OWN in meant.quoted


def test_a_command_inside_a_quote_is_no_command() -> None:
    assert said(f"> <{OWN}> !freigeben P12\n\nwas macht dieser Befehl?").text == "was macht dieser Befehl?"


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("hallo", "hallo"),
        ("> nur ein Zitat", "> nur ein Zitat"),
        ("> 1. Anteil 250 €\n> 2. Anteil 100 €\nich bin für 2", "ich bin für 2"),
        ("a > b", "a > b"),
        ("erst das\n> dann ein Zitat", "erst das\n> dann ein Zitat"),
        ("", ""),
    ],
)
def test_only_quoted_lines_at_the_beginning_are_taken_off(body: str, own: str) -> None:
    assert own_words(body)[0] == own


def test_a_program_that_says_nothing_of_mentions_is_told_from_one_that_names_nobody() -> None:
    assert said("hallo").mentions is None
    assert said("hallo", **{"m.mentions": {}}).mentions == frozenset()


def test_in_a_thread_the_message_named_for_old_programs_is_no_reply() -> None:
    relation = {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": True,
        "m.in_reply_to": {"event_id": "$x"},
    }
    meant = said("im Faden", **{"m.relates_to": relation})
    assert (meant.thread, meant.replies_to) == ("$root", "")


def test_a_change_a_taking_back_a_sign_and_something_locked_are_told_apart() -> None:
    change = {"msgtype": "m.text", "body": "* neu", "m.relates_to": {"rel_type": "m.replace", "event_id": "$0"}}
    assert read(event(change)) == Edit("$1", "@anna:probe.example", 1, "$0")
    assert read(event({}, "m.room.redaction", redacts="$0")) == Redaction("$1", "@anna:probe.example", 1, "$0")
    assert read(event({"redacts": "$0"}, "m.room.redaction")) == Redaction("$1", "@anna:probe.example", 1, "$0")
    sign = {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$0", "key": "👍"}}
    assert read(event(sign, "m.reaction")) == Reaction("$1", "@anna:probe.example", 1, "$0", "👍")
    assert read(event({"ciphertext": "x"}, "m.room.encrypted")) == Locked("$1", "@anna:probe.example", 1)


@pytest.mark.parametrize(
    ("content", "kind", "attachment"),
    [
        ({"msgtype": "m.audio", "body": "x"}, "m.room.message", "voice"),
        ({"msgtype": "m.image", "body": "x"}, "m.room.message", "photo"),
        ({"msgtype": "org.example.neu", "body": "x"}, "m.room.message", "other"),
        ({}, "m.sticker", "sticker"),
        ({}, "m.poll.start", "poll"),
        ({}, "org.matrix.msc3381.poll.start", "poll"),
    ],
)
def test_what_is_no_text_is_known_by_its_kind(content: dict[str, Any], kind: str, attachment: str) -> None:
    meant = read(event(content, kind))
    assert isinstance(meant, Message)
    assert (meant.text, meant.attachment) == ("", attachment)


@pytest.mark.parametrize(
    "source",
    [
        event({"msgtype": "m.notice", "body": "ein Bot"}),
        event({}),
        event({"msgtype": 5, "body": "x"}),
        event({}, "m.room.member"),
        event({"msgtype": "m.text", "body": "x"}, event_id="$" * 300),
        {},
    ],
)
def test_what_does_not_concern_us_is_nothing(source: dict[str, Any]) -> None:
    assert read(source) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = ("msgtype", "body", "m.relates_to", "m.mentions", "file", "info", "url", "filename", "redacts")
KINDS = ("m.room.message", "m.reaction", "m.room.redaction", "m.sticker", "m.room.encrypted", 7)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(KEYS, JSON)) | JSON, st.sampled_from(KINDS), JSON)
def test_any_shape_is_survived(content: Any, kind: Any, time: Any) -> None:
    read({"type": kind, "event_id": "$1", "sender": "@a:b", "origin_server_ts": time, "content": content})
    if isinstance(content, dict):
        read(event({"msgtype": "m.file", **content}))
