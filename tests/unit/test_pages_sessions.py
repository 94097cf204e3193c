"""Browsers and their conversations: only hashes kept, pressed twice counts once, other devices, signing out."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.pages.sessions import Sessions
from data.db import Database
from data.people import speaker
from data.tables.account import Conversation, WebSession

FIRST = "a-first-message-id"


class Clock:
    """A moment that is moved by hand."""

    def __init__(self) -> None:
        self.at = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(database: Database, clock: Clock) -> Sessions:
    return Sessions(database, clock)


def test_only_the_hash_of_a_cookie_is_kept(sessions: Sessions, database: Database) -> None:
    visit = sessions.begin(FIRST)
    with database.read() as session:
        row = session.scalars(select(WebSession)).one()
        assert row.token_hash == hashlib.sha256(visit.token.encode()).hexdigest()


def test_a_browser_is_found_by_its_cookie_and_by_nothing_else(sessions: Sessions) -> None:
    visit = sessions.begin(FIRST)
    assert sessions.find(visit.token) == visit
    assert sessions.find(None) is None
    assert sessions.find("") is None
    assert sessions.find(visit.chat) is None


def test_the_first_message_pressed_twice_comes_into_one_conversation(sessions: Sessions) -> None:
    one, two = sessions.begin(FIRST), sessions.begin(FIRST)
    assert one.conversation_id == two.conversation_id
    assert one.token != two.token


def test_an_old_page_sent_again_opens_nobodys_conversation(sessions: Sessions, clock: Clock) -> None:
    one = sessions.begin(FIRST)
    clock.at += timedelta(minutes=2)
    assert sessions.begin(FIRST).conversation_id != one.conversation_id


def test_after_signing_out_the_same_page_opens_a_new_conversation(sessions: Sessions, database: Database) -> None:
    one = sessions.begin(FIRST)
    with database.write() as session:
        sessions.end(session, one.token)
    assert sessions.find(one.token) is None
    assert sessions.begin(FIRST).conversation_id != one.conversation_id


def test_a_browser_that_stayed_away_for_half_a_year_is_unknown(sessions: Sessions, clock: Clock) -> None:
    visit = sessions.begin(FIRST)
    clock.at += timedelta(days=181)
    assert sessions.find(visit.token) is None


def test_a_browser_that_comes_now_and_then_stays_known(sessions: Sessions, clock: Clock) -> None:
    visit = sessions.begin(FIRST)
    for _ in range(3):
        clock.at += timedelta(days=100)
        assert sessions.find(visit.token) is not None
        sessions.seen(visit)


def test_a_form_token_belongs_to_one_browser(sessions: Sessions) -> None:
    one, two = sessions.begin(FIRST), sessions.begin(FIRST)
    assert one.csrf != two.csrf
    assert one.token not in one.csrf


def test_a_second_device_joins_the_same_conversation(sessions: Sessions, database: Database) -> None:
    one = sessions.begin(FIRST)
    with database.write() as session:
        two = sessions.join(session, one.conversation_id)
    assert (two.conversation_id, two.citizen_id) == (one.conversation_id, one.citizen_id)


def test_a_talk_of_another_channel_goes_on_with_its_open_question(
    sessions: Sessions, database: Database, clock: Clock
) -> None:
    with database.write() as session:
        who = speaker(session, "telegram", "anna", "anna", clock())
        session.get_one(Conversation, who.conversation_id).asked = {"topic": "founding"}
        visit = sessions.join(session, who.conversation_id)
    assert visit.citizen_id == who.citizen_id
    with database.write() as session:
        here = session.get_one(Conversation, visit.conversation_id)
        assert (here.channel, here.asked) == ("web", {"topic": "founding"})
        again = speaker(session, "web", visit.chat, visit.chat, clock())
    assert (again.citizen_id, again.conversation_id) == (visit.citizen_id, visit.conversation_id)
