"""The talk as plain forms: a browser without script, the real server, the real tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from data.errors import StorageError
from data.outbox import put
from data.reply import Button, Say
from data.tables.messages import Inbox

CHOICE = [
    Say(
        say="utter_blueprints_which",
        buttons=[Button(label="Freibad", payload="/pick_a"), Button(label="Laden", payload="/pick_b")],
    )
]


def rows(shelf: Any) -> int:
    """Messages that came in."""
    with shelf.database.read() as session:
        return session.scalar(select(func.count()).select_from(Inbox)) or 0


def test_reading_the_start_page_leaves_no_cookie(plain: Any) -> None:
    plain.open("/")
    assert plain.status == 200
    assert plain.count("//h1") == 1
    assert "set-cookie" not in plain.headers
    assert "Musterhausen" in plain.text("//h1")


def test_a_first_message_opens_the_talk_with_its_answer(plain: Any) -> None:
    plain.say("Unser Freibad soll <b>schließen</b> & niemand hilft")
    assert plain.http.cookies.get("gemeinwerk")
    assert "Unser Freibad soll <b>schließen</b> & niemand hilft" in plain.text("//*[contains(@class,'mine')]")
    assert plain.count("//*[@id='neu']") == 1
    assert plain.count("//*[contains(@class,'bot')]//*[contains(@class,'bubble')]") == 1


def test_the_cookie_is_for_the_server_alone(plain: Any) -> None:
    plain.open("/")
    data = {"text": "Hallo", "id": "an-id-of-a-message"}
    cookie = plain.http.post("/gespraech", data=data, follow_redirects=False).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # http on loopback; behind TLS see test_web_safety


def test_the_same_form_sent_twice_counts_once(shelf: Any, plain: Any) -> None:
    plain.say("Hallo")
    before = plain.page
    plain.say("Wer hilft uns?")
    plain.page = before
    plain.say("Wer hilft uns?")
    assert rows(shelf) == 2


def test_a_very_first_form_sent_twice_counts_once_though_there_was_no_cookie(
    shelf: Any, plain: Any, other: Any
) -> None:
    plain.open("/")
    other.page = plain.page
    plain.say("Hallo")
    other.say("Hallo")
    assert rows(shelf) == 1
    assert "Hallo" in other.text()


def test_other_words_from_a_page_of_before_are_another_message(shelf: Any, plain: Any) -> None:
    plain.say("Hallo")
    before = plain.page
    plain.say("Wer hilft uns?")
    plain.page = before
    plain.say("Woher kommt Geld?")
    assert rows(shelf) == 3


def test_a_choice_is_pressed_and_said_in_its_own_words(shelf: Any, plain: Any) -> None:
    shelf.core.answers["wählen"] = CHOICE
    plain.say("wählen")
    plain.press("Laden")
    assert shelf.core.heard[-1] == "/pick_b"
    assert "Laden" in plain.text("//*[contains(@class,'mine')][last()]")


def test_only_the_open_question_has_buttons(shelf: Any, plain: Any) -> None:
    shelf.core.answers["wählen"] = CHOICE
    plain.say("wählen")
    assert plain.count("//button[@name='press']") == 2
    plain.say("etwas anderes")
    assert plain.count("//button[@name='press']") == 0


def test_a_button_pressed_twice_counts_once(shelf: Any, plain: Any) -> None:
    shelf.core.answers["wählen"] = CHOICE
    plain.say("wählen")
    before = plain.page
    plain.press("Laden")
    plain.page = before
    plain.press("Laden")
    assert rows(shelf) == 2


def test_a_long_talk_shows_the_last_messages_and_leads_to_earlier_ones(plain: Any) -> None:
    for number in range(18):
        plain.say(f"Nachricht {number:02d}")
    assert plain.count("//*[contains(@class,'mine')]") == 15
    plain.open(plain.page.xpath("//a[contains(@href,'?vor=')]/@href")[0])
    assert "Nachricht 02" in plain.text()
    assert "Nachricht 03" not in plain.text()
    assert plain.count("//a[contains(@href,'?vor=')]") == 0
    assert len(plain.source) < 60_000


def test_a_slow_answer_shows_that_the_message_is_saved(shelf: Any, plain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.pages.talk.WAIT_S", 0.1)
    shelf.core.wait = 1.0
    plain.say("Hallo")
    assert "gespeichert" in plain.text("//*[contains(@class,'note')]")
    monkeypatch.setattr("bot.pages.talk.WAIT_S", 8)
    shelf.run(shelf.app.parts.turns.settled(1, 5))
    plain.open("/gespraech")
    assert plain.count("//*[contains(@class,'note')]") == 0


def test_what_cannot_be_saved_is_said_and_stays_in_the_field(
    shelf: Any, plain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.say("Hallo")

    def full(_message: Any) -> None:
        raise StorageError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(shelf.app.parts.inbox, "accept", full)
        plain.say("Der Laden schließt")
    assert plain.status == 503
    assert "Noch nicht gespeichert" in plain.text("//*[contains(@class,'wait')]")
    assert plain.typed() == "Der Laden schließt"
    plain.say("Der Laden schließt")
    assert plain.status == 200
    assert rows(shelf) == 2


def test_a_locked_database_at_the_first_visit_loses_no_word(plain: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: Any) -> None:
        raise StorageError("locked")

    monkeypatch.setattr("bot.pages.sessions.Sessions.begin", locked)
    plain.say("Der Laden schließt")
    assert plain.status == 503
    assert plain.typed() == "Der Laden schließt"


def test_twenty_thousand_characters_and_odd_signs_are_taken_and_answered(shelf: Any, plain: Any) -> None:
    for text in ("x" * 20_000, "\u0000\u202e\u200b", "😀😀", "'; DROP TABLE inbox; --", "/start_founding", "   "):
        plain.say(text)
        assert plain.status == 200
    assert rows(shelf) == 6
    assert shelf.core.heard == ["'; DROP TABLE inbox; --"]


def test_a_notice_stands_in_the_talk_without_a_message(shelf: Any, plain: Any) -> None:
    plain.say("Hallo")
    with shelf.database.write() as session:
        conversation = session.scalars(select(Inbox.conversation_id)).first()
        say = Say(say="utter_web_person_noted", with_={"name": "Eva *Stern*", "count": 3})
        row = put(session, key="k", conversation_id=conversation, say=say, now=shelf.now())
        row.text = "**Eva** ist eingetragen."
    plain.open("/gespraech")
    assert "Eva ist eingetragen." in plain.text("//*[@class='note']")


def test_the_same_answer_in_a_shape_of_its_own_degrades_to_the_plain_bubble(shelf: Any, plain: Any) -> None:
    shelf.core.answers["alt"] = [
        Say.model_validate({"say": "utter_blueprints_certainty_confirmed", "with": {"ask": 7, "why": {"no": "text"}}})
    ]
    plain.say("alt")
    assert plain.status == 200
    assert "Bestätigt" in plain.text()


def test_du_is_spoken_on_the_page_too(shelf: Any, plain: Any) -> None:
    plain.say("Hallo")
    with shelf.database.write() as session:
        from data.tables.account import Citizen

        session.scalars(select(Citizen)).one().tone = "du"
    plain.open("/gespraech")
    assert "Deine Nachricht" in plain.text("//label")


def test_the_piece_for_the_script_holds_only_what_is_new(plain: Any) -> None:
    plain.say("Hallo")
    stand = plain.page.xpath("//*[@id='stand']/@value")[0]
    plain.say("Noch etwas")
    piece = plain.http.get(f"/gespraech/seit/{stand}").text
    assert "Noch etwas" in piece
    assert "Hallo" not in piece
    assert "<html" not in piece


def test_the_stream_names_the_newest_answer(plain: Any) -> None:
    plain.say("Hallo")
    with plain.http.stream("GET", "/gespraech/neues") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        line = next(line for line in stream.iter_lines() if line)
    assert line == f"data: {plain.page.xpath('//*[@id=' + chr(39) + 'stand' + chr(39) + ']/@value')[0]}"


def test_without_a_talk_the_stream_tells_the_browser_to_stay_away(plain: Any) -> None:
    assert plain.http.get("/gespraech/neues").status_code == 204


def test_several_lines_are_written_without_script_and_come_back_whole(
    shelf: Any, plain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain.say("Hallo")
    lines = "Anna Maier, Weg 1\nBernd Öztürk, Weg 2"
    plain.send(".//*[@id='feld-zeilen']", text=lines)
    assert shelf.core.heard[-1].replace("\r\n", "\n") == lines

    def full(_message: Any) -> None:
        raise StorageError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(shelf.app.parts.inbox, "accept", full)
        plain.send(".//*[@id='feld-zeilen']", text=lines)
    assert plain.typed().replace("\r\n", "\n") == lines


def test_the_talk_without_a_cookie_leads_to_the_start(plain: Any) -> None:
    plain.open("/gespraech")
    assert plain.count("//*[@id='text']") == 1
    assert plain.status == 200


def test_the_folder_of_pages_is_whole() -> None:
    assert (Path(__file__).parent / "vendor" / "axe.min.js").exists()
