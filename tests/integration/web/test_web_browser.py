"""The page in a real browser: with and without script, on a telephone and a large screen, light and dark."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest
from sqlalchemy import select

from data.outbox import put
from data.reply import Button, Say
from data.tables.account import Citizen, Conversation
from documents.answered import Facts
from documents.answers.calendar import When
from documents.interview import saying
from documents.interview.case import Case

PRESSED = "/answer_question"


def say(name: str, given: dict[str, Any], files: list[int] | None = None) -> Say:
    """A reply as the core sends it."""
    return Say(say=name, with_=given, files=files or [])


@cache
def case() -> Case:
    """A founding of which nothing is known."""
    return Case(Facts(), {}, When(today=date(2026, 11, 25), zone="Europe/Berlin", state=""))


def question() -> Say:
    """A question of the interview with seven choices."""
    return saying.question(case(), "coop.member_benefit")


def several() -> Say:
    """A question with several answers."""
    return saying.question(case(), "coop.activities")


def block() -> Say:
    """A block of proposals."""
    return saying.block(case(), "leaving")


def people() -> Say:
    """The list of founders."""
    return saying.persons(case(), "interview.persons")


def examples() -> Say:
    """Two real cases of the library."""
    from actions.blueprint_facts import example_facts
    from data.library import Library

    library = Library.load()
    found = library.examples_of(library.challenges()[0].id)[:2]
    given = {
        "examples": [example_facts(library, example) for example in found],
        "known": 2,
        "coop_usual": True,
        "elsewhere": False,
        "state": None,
    }
    buttons = [Button(label=example.name, payload=f"/ask_example {example.id}") for example in found]
    return Say.model_validate({"say": "utter_blueprints_examples", "with": given, "buttons": buttons})


def papers(shelf: Any) -> Say:
    """A dossier of two papers and its zip, owned by the one who is there."""
    with shelf.database.write() as session:
        citizen = session.scalars(select(Citizen.id)).first()
        names = ("D00_Deckblatt.docx", "D01_Satzung.docx", "Gruendungsunterlagen.zip")
        ids = [
            shelf.files.keep(session, name.encode(), name, "application/zip", citizen, shelf.now()) for name in names
        ]
    listed = [
        {"number": "D00", "title": "Deckblatt", "state": "final", "missing": 0},
        {"number": "D01", "title": "Satzung", "state": "prepared", "missing": 2},
    ]
    return say(
        "utter_papers_ready", {"files": listed, "day": "2026-11-25", "phase": "draft", "more": 0, "group": False}, ids
    )


@pytest.fixture
def founding_core(shelf: Any) -> Any:
    """A core that goes through the shapes of the real interview; a pressed answer leads to a block of proposals."""
    shelf.core.answers = {
        "gründen": [question()],
        "Kündigungsfrist ändern": [several()],
        "2, 3": [people(), say("utter_founding_persons_link", {"link": "http://127.0.0.1/personen/abc", "days": 14})],
        "was kostet das": [say("utter_blueprints_certainty_confirmed", {}), question()],
    }
    shelf.core.otherwise = [block()]
    return shelf.core


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [360, 1280])
def test_ten_turns_of_a_founding_with_files_at_the_end(
    shelf: Any, screen: Any, founding_core: Any, script: bool, width: int
) -> None:
    shown = screen(width=width, script=script)
    page = shown.page
    shown.begin(shelf.url, "gründen")
    assert "Schritt 1 von" in page.inner_text("#fortschritt")
    with_answer(page, "button:has-text('Sie arbeiten dort')")
    with_answer(page, ".defaults button:has-text('ändern') >> nth=0")
    assert founding_core.heard[-1] == "Kündigungsfrist ändern"
    page.check("text=Café, Imbiss oder Gastronomie")
    page.check("text=Betreuung von Kindern")
    with_answer(page, "button:has-text('Auswahl senden')")
    assert page.locator("button:has-text('Formular für Personen öffnen')").count() == 1
    for number in range(3):
        written(page, "was kostet das", number)
    assert page.locator(".question:not(.past) button[name=press]").count() >= 7
    founding_core.answers["unterlagen"] = [papers(shelf)]
    written(page, "unterlagen", 9)
    with page.expect_download() as download:
        page.click(".files a >> nth=1")
    assert download.value.suggested_filename == "D01_Satzung.docx"
    assert shown.complaints == []
    assert shown.sideways() <= 0


def with_answer(page: Any, selector: str) -> None:
    """Press, and wait for one more answer (a new page, or a new part)."""
    before = page.locator("#verlauf .msg.mine").count()
    page.click(selector)
    page.locator(f"#verlauf .msg.mine >> nth={before}").wait_for()
    page.locator("#verlauf .msg.bot").last.wait_for()


def written(page: Any, text: str, _number: int) -> None:
    """Words into the field."""
    page.fill("#text", text)
    with_answer(page, "#schreiben button")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_enter_sends_from_the_start_page_on(shelf: Any, screen: Any, script: bool) -> None:
    page = screen(script=script).page
    page.goto(shelf.url)
    for number, text in enumerate(("Unser Laden schließt", "Was tun"), 1):
        page.fill("#text", text)
        page.press("#text", "Enter")
        page.locator(f"#verlauf .msg.bot >> nth={number - 1}").wait_for()
        assert shelf.core.heard[-1] == text
    assert page.locator("#zeilen").is_visible() != script


def test_script_keeps_the_focus_in_the_field_and_enter_sends(shelf: Any, screen: Any) -> None:
    shown = screen()
    shown.begin(shelf.url, "Hallo")
    shown.page.fill("#text", "erste Zeile")
    shown.page.press("#text", "Shift+Enter")
    shown.page.type("#text", "zweite Zeile")
    shown.page.press("#text", "Enter")
    shown.page.wait_for_function("() => document.querySelectorAll('.msg.bot').length == 2")
    assert shown.page.input_value("#text") == ""
    assert shown.page.evaluate("document.activeElement.id") == "text"
    assert shown.page.locator(".msg.mine .bubble").last.inner_text() == "erste Zeile\nzweite Zeile"


def test_after_a_choice_by_keyboard_the_focus_is_on_the_next_question(
    shelf: Any, screen: Any, founding_core: Any
) -> None:
    shown = screen()
    shown.begin(shelf.url, "gründen")
    shown.page.focus("button:has-text('Sie arbeiten dort')")
    shown.page.keyboard.press("Enter")
    shown.page.wait_for_selector(".defaults")
    shown.page.wait_for_function("() => document.activeElement.tabIndex == -1")
    assert founding_core.heard[-1].startswith(PRESSED)
    assert shown.page.evaluate("document.querySelectorAll('.msg.bot')[1].contains(document.activeElement)")


def test_older_questions_lose_their_buttons_and_keep_their_words(shelf: Any, screen: Any, founding_core: Any) -> None:  # noqa: ARG001
    shown = screen()
    shown.begin(shelf.url, "gründen")
    with_answer(shown.page, "button:has-text('Sie arbeiten dort')")
    first = shown.page.locator(".question").first
    assert "Was haben die Mitglieder" in first.inner_text()
    assert first.locator("button").count() == 0
    assert "past" in (first.get_attribute("class") or "")


def test_the_typing_sign_comes_when_it_takes_longer_and_goes_with_the_answer(shelf: Any, screen: Any) -> None:
    shown = screen()
    shown.begin(shelf.url, "Hallo")
    shelf.core.wait = 1.5
    shown.page.fill("#text", "dauert")
    shown.page.click("#schreiben button")
    assert not shown.page.is_visible("#tippt")
    shown.page.wait_for_selector("#tippt", state="visible", timeout=1400)
    shown.page.wait_for_selector("#tippt", state="hidden")
    assert shown.page.locator(".msg.bot").count() == 2


def test_a_notice_comes_by_itself_and_once(shelf: Any, screen: Any) -> None:
    shown = screen()
    shown.begin(shelf.url, "Hallo")
    shown.page.wait_for_selector("#nachsehen", state="hidden")
    with shelf.database.write() as session:
        conversation = session.scalars(select(Conversation)).one()
        row = put(session, key="n", conversation_id=conversation.id, say=Say(say="utter_x"), now=shelf.now())
        row.text = "Ihre Stunden sind **bestätigt**."
    shown.page.wait_for_selector(".note:has-text('bestätigt')")
    shown.say("danke")
    assert shown.page.locator(".note:has-text('bestätigt')").count() == 1
    assert shown.complaints == []


def test_an_answer_that_takes_too_long_arrives_later_by_itself(
    shelf: Any, screen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.pages.talk.WAIT_S", 0.2)
    shown = screen()
    shown.begin(shelf.url, "Hallo")
    shelf.core.wait = 1.0
    shown.page.fill("#text", "dauert")
    shown.page.click("#schreiben button")
    shown.page.wait_for_selector(".note.wait:has-text('gespeichert')")
    shown.page.wait_for_function("() => document.querySelectorAll('.msg.bot').length == 2")
    assert shown.page.locator(".note.wait").count() == 0
    assert shown.page.locator(".msg.mine").count() == 2


def test_without_a_line_what_was_written_stays_and_is_sent_when_it_is_back(shelf: Any, screen: Any) -> None:
    shown = screen()
    shown.begin(shelf.url, "Hallo")
    shown.page.context.set_offline(True)
    shown.page.wait_for_selector("#offline", state="visible")
    shown.page.fill("#text", "Ich bin noch da")
    shown.page.click("#schreiben button")
    shown.page.wait_for_timeout(300)
    assert shown.page.input_value("#text") == "Ich bin noch da"
    shown.page.context.set_offline(False)
    shown.page.wait_for_function("() => document.querySelectorAll('.msg.bot').length == 2")
    assert shown.page.input_value("#text") == ""
    assert shown.page.locator(".msg.mine").count() == 2


def test_what_could_not_be_saved_is_sent_again_by_itself(
    shelf: Any, screen: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.errors import StorageError

    shown = screen()
    shown.begin(shelf.url, "Hallo")

    def full(_message: Any) -> None:
        raise StorageError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr(shelf.app.parts.inbox, "accept", full)
        shown.page.fill("#text", "Der Laden schließt")
        shown.page.click("#schreiben button")
        shown.page.wait_for_selector("#zustand .wait")
        assert shown.page.input_value("#text") == "Der Laden schließt"
    shown.page.wait_for_function("() => document.querySelectorAll('.msg.bot').length == 2")
    assert shown.page.locator("#zustand .note").count() == 0
    assert shown.page.input_value("#text") == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nobody_is_shut_out(shelf: Any, screen: Any, founding_core: Any, width: int, scheme: str) -> None:
    shown = screen(width=width, scheme=scheme)
    page = shown.page
    page.goto(shelf.url)
    check(shown, "start")
    shown.begin(shelf.url, "gründen")
    founding_core.answers |= {"beispiele": [examples()], "unterlagen": [papers(shelf)], "block": [block()]}
    for text in ("gründen", "block", "beispiele", "unterlagen"):
        shown.say(text)
        check(shown, text)
    founding_core.answers["mehrere"] = [several()]
    shown.say("mehrere")
    check(shown, "several")
    for path in (
        "/geraet",
        "/weiter",
        "/abmelden",
        "/datenschutz",
        "/impressum",
        "/barrierefrei",
        "/leicht",
        "/nirgends",
    ):
        page.goto(shelf.url + path)
        check(shown, path)
    page.goto(shelf.url + "/geraet")
    page.click("main button")
    check(shown, "words")


def check(shown: Any, where: str) -> None:
    """No finding of axe, nothing sideways, nothing too small to be touched."""
    assert shown.findings() == [], where
    assert shown.sideways() <= 0, where
    assert shown.small_controls() == [], where


def test_large_letters_on_a_small_screen_need_no_sideways_scrolling(
    shelf: Any, screen: Any, founding_core: Any
) -> None:
    shown = screen(width=360)
    founding_core.answers["beispiele"] = [examples()]
    shown.begin(shelf.url, "gründen")
    shown.say("beispiele")
    shown.page.evaluate("document.documentElement.style.setProperty('font-size', '24px')")
    assert shown.sideways() <= 0
    shown.page.set_viewport_size({"width": 320, "height": 600})
    shown.page.evaluate("document.documentElement.style.removeProperty('font-size')")
    assert shown.sideways() <= 0


def test_letters_are_eighteen_pixels(shelf: Any, screen: Any) -> None:
    shown = screen()
    shown.page.goto(shelf.url)
    assert shown.page.evaluate("() => getComputedStyle(document.body).fontSize") == "18px"
